// Talks to the API. An answer that is not "ok" is data for the caller; only silence throws.

const TIMEOUT = 20000; // milliseconds; a save may wait for a lock

export class Server {
  constructor(address) {
    this.address = address;
    this.csrf = document.querySelector("meta[name=csrf-token]").content;
  }

  // -> {ok, status, body}; throws when the server does not answer.
  async ask(path, { method = "GET", body } = {}) {
    const headers = { "X-CSRF-Token": this.csrf };
    if (body) headers["Content-Type"] = "application/json";
    const answer = await fetch(this.address + path, {
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
    return this.ask("/segments");
  }

  segment(id) {
    return this.ask(`/segments/${id}`);
  }

  save(id, body) {
    return this.ask(`/segments/${id}`, { method: "PUT", body });
  }

  check(id, target) {
    return this.ask(`/segments/${id}/check`, { method: "POST", body: { target } });
  }

  changes(since) {
    return this.ask(`/changes?since=${encodeURIComponent(since)}`);
  }
}
