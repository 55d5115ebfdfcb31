// Saves in the background, one save at a time for each row, and tries again while the server does not answer.

import { standing } from "./notices.js";

const AGAIN = 3000; // milliseconds between tries
const SILENT = "Not saved: the server does not answer. Your text is kept here and sent again.";
const SIGNED_OUT =
  "Not saved: this browser’s session has ended. Open the address that passeur serve printed in another tab; your text is kept here and sent again.";

export class Saver {
  // `outcome` has saved(row, segment, wish), conflict(row, wish, current) and refused(row, wish, problem).
  constructor({ server, kept, outcome }) {
    Object.assign(this, { server, kept, outcome });
    this.wishes = new Map();
    this.sending = new Set();
    window.addEventListener("online", () => this.again());
  }

  pending(row) {
    return this.wishes.has(row.id);
  }

  // `wish`: {target, state, before} and, to undo, {origin, previous_source}
  save(row, wish) {
    this.kept.keep(row.id, { target: wish.target, version: row.version, state: wish.state });
    this.wishes.set(row.id, { ...wish, row });
    this.#send(row);
  }

  again() {
    clearTimeout(this.timer);
    for (const { row } of this.wishes.values()) this.#send(row);
  }

  async #send(row) {
    if (this.sending.has(row.id)) return;
    this.sending.add(row.id);
    try {
      for (let wish; (wish = this.wishes.get(row.id)); ) {
        standing("Saving…", "busy");
        if (!(await this.#try(row, wish))) break;
      }
    } finally {
      this.sending.delete(row.id);
    }
  }

  // One try; false when it has to wait for another one.
  async #try(row, wish) {
    const { target, state, origin, previous_source } = wish;
    let answer;
    try {
      answer = await this.server.save(row.id, { target, state, version: row.version, origin, previous_source });
    } catch {
      return this.#wait(SILENT);
    }
    if (answer.status >= 500) return this.#wait(answer.body.message ? `Not saved: ${answer.body.message} Trying again.` : SILENT);
    if (answer.status === 401 || answer.status === 403) return this.#wait(SIGNED_OUT);
    const newest = this.wishes.get(row.id) === wish;
    if (newest) this.wishes.delete(row.id);
    this.#settle(row, wish, { answer, newest });
    return true;
  }

  #settle(row, wish, { answer, newest }) {
    const { current } = answer.body;
    // An answer that was lost on the way: the save had arrived.
    const arrived = answer.status === 409 && current?.target === wish.target && current?.state === wish.state;
    if (answer.ok || arrived) {
      if (newest) this.kept.forget(row.id);
      if (!this.wishes.size) standing("Saved");
      this.outcome.saved(row, answer.ok ? answer.body : current, { ...wish, newest });
      return;
    }
    this.wishes.delete(row.id);
    if (answer.status === 409) this.outcome.conflict(row, wish, current);
    else this.outcome.refused(row, wish, answer.body);
  }

  #wait(words) {
    standing(words, "trouble");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), AGAIN);
    return false;
  }
}
