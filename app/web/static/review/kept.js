// Text that was typed and is not saved yet: in this browser at once, on the server once the keys rest, until it is saved.

const REST = 2000; // milliseconds after the last key

export class Kept {
  // `server` has keep(id, text), throwAway(id) and kept().
  constructor({ slug, locale, server, readOnly = false }) {
    Object.assign(this, { server, readOnly, timers: new Map(), sent: new Set() });
    this.prefix = `passeur:${location.host}:${slug}:${locale}:`;
  }

  // `state` is what was asked for when a save is on its way, null while somebody types.
  keep(id, { target, version, state = null, accept }) {
    if (state === null) this.#later(id);
    try {
      localStorage.setItem(this.prefix + id, JSON.stringify({ target, version, state, accept }));
      return true;
    } catch {
      return false; // storage is full or switched off; the caller says so
    }
  }

  read(id) {
    try {
      const text = JSON.parse(localStorage.getItem(this.prefix + id));
      return typeof text?.target === "string" ? text : null;
    } catch {
      return null;
    }
  }

  // [id, target] of texts whose segment is not in `rows`, a Map by id.
  strays(rows) {
    const texts = this.#ids().filter((id) => !rows.has(id)).map((id) => [id, this.read(id)?.target]);
    return texts.filter(([, target]) => target?.trim());
  }

  // Whether an earlier page left a text here.
  waits(rows) {
    return this.strays(rows).length > 0 || [...rows.keys()].some((id) => this.read(id));
  }

  forget(id) {
    clearTimeout(this.timers.get(id));
    if (this.sent.delete(id)) void this.server.throwAway(id).catch(() => this.sent.add(id));
    try {
      localStorage.removeItem(this.prefix + id);
    } catch {
      // switched off: there was nothing to forget
    }
  }

  // What the server kept and this browser does not know: typed elsewhere, or before its storage was emptied.
  async fetched() {
    const answer = await this.server.kept().catch(() => null);
    const texts = answer?.ok ? answer.body.kept : [];
    for (const { id } of texts) this.sent.add(id);
    return texts.filter(({ id }) => !this.read(id));
  }

  #later(id) {
    clearTimeout(this.timers.get(id));
    this.timers.set(id, setTimeout(() => void this.#send(id), REST));
  }

  // What cannot be sent stays in the browser; the next key tries again.
  async #send(id) {
    const text = this.read(id);
    if (this.readOnly || !text || text.state) return;
    const answer = await this.server.keep(id, { target: text.target, version: text.version }).catch(() => null);
    if (!answer?.ok) return;
    this.sent.add(id);
    if (!this.read(id)) this.forget(id); // saved while this was on its way
  }

  #ids() {
    try {
      const ours = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
      return ours.map((key) => key.slice(this.prefix.length));
    } catch {
      return []; // switched off: nothing was kept
    }
  }
}
