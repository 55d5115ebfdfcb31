// Asks every few seconds whether another hand changed the catalog, and hands over the segments that differ.

import { t } from "../words.js";
import { bannerSays } from "./notices.js";

const { signIn } = document.querySelector("#main").dataset;
const SIGNED_OUT = signIn
  ? [t("Your session has ended. What you type is kept here, and sent once you have signed in again."), [[t("Sign in in another tab"), signIn]]]
  : [t("This browser’s session has ended. Open the address that passeur serve printed; what you type is kept here, and sent then.")];
const EVERY = 4000; // milliseconds
const ONE_BY_ONE = 10; // up to so many segments are fetched singly

export class Changes {
  // `events` has changed(row, segment), busy(row): true while a save of ours is on its way, asked(): what else to ask,
  // and heard(body) for the answer to that.
  constructor({ server, rows, events }) {
    Object.assign(this, { server, rows, events, version: "" });
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
    setInterval(() => document.hidden || this.look(), EVERY);
  }

  async look() {
    if (this.looking) return;
    this.looking = true;
    try {
      await this.#look();
    } catch {
      bannerSays(t("The server does not answer. What you type is kept in this browser and saved when it is back."));
    } finally {
      this.looking = false;
    }
  }

  async #look() {
    const answer = await this.server.changes({ since: this.version, ...this.events.asked() });
    if (!answer.ok) return this.#trouble(answer);
    this.events.heard(answer.body);
    const { version, versions } = answer.body;
    if (!versions) return this.#calm(version);
    const known = this.rows.list.filter((row) => row.id in versions);
    const moved = Object.keys(versions).length !== this.rows.list.length || known.length !== this.rows.list.length;
    const differ = known.filter((row) => versions[row.id] !== row.version && !this.events.busy(row));
    for (const segment of await this.#fetch(differ)) {
      const row = this.rows.get(segment.id);
      if (row && row.version !== segment.version && !this.events.busy(row)) this.events.changed(row, segment);
    }
    this.moved ||= moved;
    this.#calm(version);
  }

  async #fetch(rows) {
    if (rows.length > ONE_BY_ONE) {
      const answer = await this.server.segments();
      return answer.ok ? answer.body : [];
    }
    const answers = await Promise.all(rows.map((row) => this.server.segment(row.id)));
    return answers.filter((answer) => answer.ok).map((answer) => answer.body);
  }

  #calm(version) {
    this.version = version;
    if (!this.moved) return bannerSays(null);
    bannerSays(t("Some segments came or left: the source of this issue has changed, or somebody joined or parted them."), [[t("Reload the page"), () => location.reload()]]);
  }

  // The last good texts stay on screen.
  #trouble({ status, body }) {
    if (status === 401) return bannerSays(...SIGNED_OUT);
    bannerSays([body.title, body.message, body.fix].filter(Boolean).join(". ").replaceAll("..", "."));
  }
}
