// Talks to the API. An answer that is not "ok" is data for the caller; only silence throws.

const TIMEOUT = 20000; // milliseconds; a save may wait for a lock

export class Server {
  // `issue` is the address of the issue in the API.
  constructor(issue, { locale }) {
    this.issue = issue;
    this.catalog = `${issue}/locales/${locale}`;
    this.csrf = document.querySelector("meta[name=csrf-token]").content;
    this.person = document.querySelector("meta[name=person]").content;
  }

  // -> {ok, status, body}; throws when the server does not answer.
  async ask(path, { method = "GET", body } = {}) {
    const answer = await this.#send(path, { method, body });
    const again = answer.body.problem === "forged" && (await this.#renewed());
    return again ? this.#send(path, { method, body }) : answer;
  }

  // Somebody signed in anew in another tab: true once this page may go on in their name, if they are who they were.
  async #renewed() {
    const { ok, body } = await this.#send("/api/v1/me", { method: "GET" });
    if (!ok || body.name !== this.person) return false;
    this.csrf = body.csrf;
    return true;
  }

  async #send(path, { method, body }) {
    const headers = { "X-CSRF-Token": this.csrf };
    if (body) headers["Content-Type"] = "application/json";
    const answer = await fetch(path, {
      method,
      headers,
      body: body && JSON.stringify(body),
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const isJson = /json/.test(answer.headers.get("Content-Type") ?? "");
    return { ok: answer.ok, status: answer.status, body: isJson ? await answer.json() : {} };
  }

  segments() {
    return this.ask(`${this.catalog}/segments`);
  }

  segment(id) {
    return this.ask(`${this.catalog}/segments/${id}`);
  }

  save(id, body) {
    return this.ask(`${this.catalog}/segments/${id}`, { method: "PUT", body });
  }

  // `items`: [{id, version, state}], and what else a save may say
  saveAll(items) {
    return this.ask(`${this.catalog}/segments/bulk`, { method: "POST", body: { items } });
  }

  check(id, target) {
    return this.ask(`${this.catalog}/segments/${id}/check`, { method: "POST", body: { target } });
  }

  // What is typed before it is saved: kept for this person, and thrown away.
  keep(id, body) {
    return this.ask(`${this.catalog}/segments/${id}/kept`, { method: "PUT", body });
  }

  throwAway(id) {
    return this.ask(`${this.catalog}/segments/${id}/kept`, { method: "DELETE" });
  }

  kept() {
    return this.ask(`${this.catalog}/kept`);
  }

  // Where a segment can be parted, and what it can be joined with.
  places(id) {
    return this.ask(`${this.issue}/segments/${id}/places`);
  }

  // `deed`: "join" with {following} or "part" with {offset}
  decide(id, deed, body) {
    return this.ask(`${this.issue}/segments/${id}/${deed}`, { method: "POST", body });
  }

  // `query`: {since, window, at}
  changes(query) {
    return this.ask(`${this.catalog}/changes?${new URLSearchParams(query)}`);
  }
}
