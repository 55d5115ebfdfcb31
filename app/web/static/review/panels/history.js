// Who changed the open segment, and how: its versions, each against the one before it or against the draft.

import { percent, t } from "../../words.js";
import { element, pieces, stateMark } from "../marks.js";
import { announce } from "../notices.js";

const MOST = 20; // versions shown at first

export class Part {
  constructor(desk, node) {
    Object.assign(this, { desk, inside: node.querySelector(".inside"), tally: node.querySelector(".tally"), row: null });
    this.against = element("button", { type: "button", className: "against", text: t("Against the draft"), ariaPressed: "false" });
    this.against.addEventListener("click", () => this.#turn());
    this.list = element("ol", { className: "versions" });
    this.words = element("p", { className: "note" });
    this.inside.append(this.words, this.against, this.list);
    this.#show({ versions: [], draft: null, effort: null });
    desk.rows.node.addEventListener("updated", (event) => this.#updated(event.target));
  }

  follow(row) {
    this.row = row;
    return this.#read();
  }

  // A row was saved, here or elsewhere. What is folded catches up when it is unfolded.
  #updated(node) {
    if (node === this.row?.node && this.inside.closest("details").open) void this.#read();
  }

  async #read() {
    const { row } = this;
    if (!row) return this.#show({ versions: [], draft: null, effort: null });
    try {
      const { server } = this.desk;
      const answer = await server.ask(`${server.catalog}/segments/${row.id}/history`);
      if (this.row !== row) return;
      if (answer.ok) this.#show(answer.body);
      else this.#say(answer.body.message ?? "");
    } catch {
      if (this.row === row) this.#say(t("The server does not answer."));
    }
  }

  #show({ versions, draft, effort }) {
    Object.assign(this, { versions, draft });
    this.tally.textContent = versions.length > 1 ? versions.length.toLocaleString() : "";
    this.against.hidden = !versions.some((version) => version.from_draft.length);
    this.words.textContent = this.#summary(effort);
    this.#list(MOST);
  }

  #summary(effort) {
    if (!this.row) return t("No segment is open.");
    if (!this.versions.length) return t("Nothing has happened to this segment yet.");
    if (!effort) return "";
    return this.draft.engine
      ? t("{share} of the draft by {engine} was edited.", { share: percent(effort / 100), engine: this.draft.engine })
      : t("{share} of the draft was edited.", { share: percent(effort / 100) });
  }

  #list(most) {
    this.list.replaceChildren(...this.versions.slice(0, most).map((version, at) => this.#version(version, at)));
    if (this.versions.length <= most) return;
    const more = element("button", { type: "button", text: t("Show the older ones") });
    more.addEventListener("click", () => this.#list(Infinity));
    this.list.append(element("li", {}, more));
  }

  #version(version, at) {
    const text = element("p", { className: "text", lang: this.desk.editor.area.lang, dir: this.desk.editor.area.dir });
    const runs = this.#fromDraft && version.from_draft.length ? version.from_draft : version.difference;
    text.append(...pieces(runs));
    const about = element("p", { className: "note", text: version.deed });
    if (version.engine) about.append(` · ${version.engine}`);
    if (version.person) about.append(" · ", element("b", { text: version.person }));
    if (version.when) about.append(" · ", element("time", { dateTime: new Date(version.at).toISOString(), text: version.when }));
    const deeds = element("div", { className: "deeds" }, stateMark(version.state));
    if (version.target && at > 0 && !this.desk.readOnly) deeds.append(this.#back(version));
    const made = element("li", {}, about, text, deeds);
    if (version.source) made.append(element("p", { className: "note", text: t("Its source was: {source}", { source: version.source }) }));
    return made;
  }

  // The text goes into the editor, where the browser's own undo takes it back; nothing is saved.
  #back(version) {
    const button = element("button", { type: "button", text: t("Put back into the editor") });
    button.addEventListener("click", () => {
      this.desk.editor.write(version.target);
      announce(t("The earlier text is in the editor; it is not saved yet."));
    });
    return button;
  }

  get #fromDraft() {
    return this.against.ariaPressed === "true";
  }

  #turn() {
    this.against.ariaPressed = String(!this.#fromDraft);
    this.#list(MOST);
  }

  #say(text) {
    this.#show({ versions: [], draft: null, effort: null });
    this.words.textContent = text;
  }
}
