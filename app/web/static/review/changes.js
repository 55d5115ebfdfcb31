// What others do meanwhile: they change the catalog, come and go, write comments. One question every few seconds tells.

import { listed, n, t } from "../words.js";
import { element, icon } from "./marks.js";
import { announce, bannerSays } from "./notices.js";

const { signIn } = document.querySelector("#main").dataset;
const SIGNED_OUT = signIn
  ? [t("Your session has ended. What you type is kept here, and sent once you have signed in again."), [[t("Sign in in another tab"), signIn]]]
  : [t("This browser’s session has ended. Open the address that passeur serve printed; what you type is kept here, and sent then.")];
const EVERY = 4000; // milliseconds
const ONE_BY_ONE = 10; // up to so many segments are fetched singly

// Hands over the segments that differ.
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

// Who else is here, told in the bar and on the rows.
export class Presence {
  constructor(desk) {
    Object.assign(this, { desk, known: "", marked: [] });
    this.node = document.querySelector("#presence");
    this.window = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    window.addEventListener("pagehide", () => this.#leave());
  }

  // What a question about changes adds.
  get asked() {
    return { window: this.window, at: this.desk.editor.row?.id ?? "" };
  }

  heard({ here = [] }) {
    this.#mark(here);
    this.#say(here);
  }

  // Read out when somebody comes, not at every question.
  #say(here) {
    const names = [...new Set(here.filter((one) => !one.mine).map((one) => one.person))];
    const own = here.some((one) => one.mine) ? t("Another window of yours is here.") : "";
    const others = names.length ? n("{names} is here.", "{names} are here.", names.length, { names: listed(names) }) : "";
    const words = [others, own].filter(Boolean).join(" ");
    if (words === this.known) return;
    const before = this.here ?? [];
    this.here = [...names, own];
    this.known = words;
    this.node.textContent = words;
    this.node.hidden = !words;
    if (this.here.some((name) => name && !before.includes(name))) announce(words);
  }

  #mark(here) {
    for (const mark of this.marked) mark.remove();
    this.marked = here.flatMap(({ person, segment, mine }) => {
      const row = this.desk.rows.get(segment);
      if (!row) return [];
      const mark = element("span", { className: "visitor", text: mine ? t("Your other window") : t("{name} is here", { name: person }) });
      row.node.querySelector(".standing").append(mark);
      return [mark];
    });
  }

  #leave() {
    const form = new FormData();
    form.append("csrf_token", this.desk.server.csrf);
    form.append("window", this.window);
    navigator.sendBeacon(`${this.desk.server.catalog}/leave`, form);
  }
}

// How many comments wait on each row: said there, in the heading of the panel, and to the filter.
export class Remarks {
  constructor(desk) {
    Object.assign(this, { desk, stamp: null, left: [] });
    this.tally = document.querySelector("#panel-comments .tally");
    void this.count();
  }

  // `stamp` changes with every comment of the issue, by whomever.
  heard(stamp) {
    if (stamp === undefined || this.stamp === null || stamp === this.stamp) return;
    const panel = this.desk.parts.get("panels/comments");
    void (panel ? panel.again() : this.count());
  }

  async count() {
    const { server, rows, filter, editor } = this.desk;
    const answer = await server.ask(`${server.catalog}/comments`).catch(() => null);
    if (!answer?.ok) return;
    const { stamp, open, left } = answer.body;
    Object.assign(this, { stamp, left }); // `left`: about texts that have left the issue
    for (const row of rows.list) mark(row, open[row.id] ?? 0);
    filter.count();
    this.about(editor.row);
  }

  about(row) {
    this.tally.textContent = row?.comments ? n("{number} open", "{number} open", row.comments) : "";
  }
}

function mark(row, count) {
  if ((row.comments ?? 0) === count) return;
  row.comments = count;
  row.node.toggleAttribute("data-comments", count > 0);
  row.node.querySelector(".talk")?.remove();
  if (!count) return;
  const words = n("{number} comment", "{number} comments", count);
  row.node.querySelector(".standing").append(element("span", { className: "talk" }, icon("comment"), words));
}
