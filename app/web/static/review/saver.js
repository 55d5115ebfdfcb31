// Saves in the background, one after the other (a catalog takes one at a time), and again while the server is silent.

import { t } from "../words.js";
import { standing } from "./notices.js";

const AGAIN = 3000; // milliseconds between tries
const SILENT = t("Not saved: the server does not answer. Your text is kept here and sent again.");
const SIGNED_OUT = t(
  "Not saved: this browser’s session has ended. Sign in again in another tab, or open the address that passeur serve printed: your text is kept here and sent then.",
);

export class Saver {
  // `outcome` has saved(row, segment, wish), conflict(row, wish, current) and refused(row, wish, problem).
  constructor({ server, kept, outcome }) {
    Object.assign(this, { server, kept, outcome });
    this.wishes = new Map(); // segment id -> what is to be saved, oldest first
    this.sending = null;
    window.addEventListener("online", () => this.again());
  }

  pending(row) {
    return this.wishes.has(row.id);
  }

  // `wish`: {target, state, before}; to approve in spite of errors {accept}, to undo {origin, previous_source}
  save(row, wish) {
    this.kept.keep(row.id, { target: wish.target, version: row.version, state: wish.state, accept: wish.accept });
    this.wishes.set(row.id, { ...wish, row });
    this.again();
  }

  // Done when all is saved, or has to wait for another try.
  again() {
    clearTimeout(this.timer);
    this.sending ??= this.#all().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  async #all() {
    while (this.wishes.size) {
      standing(t("Saving…"), "busy");
      const [wish] = this.wishes.values();
      if (!(await this.#try(wish.row, wish))) break;
    }
  }

  // One try; false when it has to wait for another one.
  async #try(row, wish) {
    const { target, state, origin, previous_source, accept } = wish;
    wish.version = row.version;
    let answer;
    try {
      answer = await this.server.save(row.id, { target, state, version: wish.version, origin, previous_source, accept });
    } catch {
      return this.#wait(SILENT);
    }
    if (answer.status >= 500) return this.#wait(answer.body.message ? t("Not saved: {problem} Trying again.", { problem: answer.body.message }) : SILENT);
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
      if (!this.wishes.size) standing(t("Saved"));
      this.outcome.saved(row, answer.ok ? answer.body : current, { ...wish, newest });
      return;
    }
    // What was wished meanwhile is what the person wants; the row goes back to what it was before the first wish.
    const last = { ...(this.wishes.get(row.id) ?? wish), before: wish.before, version: wish.version };
    this.wishes.delete(row.id);
    if (answer.status === 409) this.outcome.conflict(row, last, current);
    else this.outcome.refused(row, last, answer.body);
  }

  #wait(words) {
    standing(words, "trouble");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), AGAIN);
    return false;
  }
}
