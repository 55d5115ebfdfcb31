// Text that was typed and is not saved yet, kept in this browser until the server has it.

export class Kept {
  constructor(slug, locale) {
    this.prefix = `passeur:${location.host}:${slug}:${locale}:`;
  }

  // `state` is what was asked for when a save is on its way, null while somebody types.
  keep(id, { target, version, state = null, accept }) {
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

  #ids() {
    try {
      const ours = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
      return ours.map((key) => key.slice(this.prefix.length));
    } catch {
      return []; // switched off: nothing was kept
    }
  }

  forget(id) {
    try {
      localStorage.removeItem(this.prefix + id);
    } catch {
      // switched off: there was nothing to forget
    }
  }
}
