// A comment that is being written, kept in this browser until it is sent.

export class Draft {
  constructor({ slug, locale }) {
    this.prefix = `passeur-comment:${location.host}:${slug}:${locale}:`;
  }

  read(id) {
    try {
      return localStorage.getItem(this.prefix + id) ?? "";
    } catch {
      return ""; // switched off: nothing was kept
    }
  }

  keep(id, text) {
    try {
      if (text.trim()) localStorage.setItem(this.prefix + id, text);
      else localStorage.removeItem(this.prefix + id);
    } catch {
      // full or switched off: the field still has it
    }
  }

  forget(id) {
    this.keep(id, "");
  }
}
