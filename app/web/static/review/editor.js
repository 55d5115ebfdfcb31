// One text area that moves from row to row, with the findings of what is typed in it.

import { n, t } from "../words.js";
import { findingLine } from "./marks.js";
import { announce } from "./notices.js";

const REST = 120; // milliseconds after which findings follow the focus
const TYPING = 250; // and after the last key

export class Editor {
  // `events` has typed(row), opened(row), closed(), left(row, text), changed() when the text is another one, and reached()
  // when it is to be looked at.
  constructor({ server, kept, events }) {
    Object.assign(this, { server, kept, events, row: null, errors: [], checked: null, refused: null });
    this.node = document.querySelector("#editor");
    this.area = document.querySelector("#target");
    this.label = this.area.getAttribute("aria-label");
    this.findings = document.querySelector("#findings");
    this.blocked = document.querySelector("#blocked");
    this.approveButton = document.querySelector("#approve");
    this.acceptButton = document.querySelector("#accept-button");
    this.area.addEventListener("input", () => this.#typed());
  }

  get text() {
    return this.area.value;
  }

  get dirty() {
    return this.row !== null && this.text !== this.row.target;
  }

  // Why the text cannot be approved, or "".
  get obstacle() {
    if (!this.text.trim()) return t("Type the target first: an empty one cannot be approved.");
    if (this.checked !== this.text || !this.errors.length) return "";
    return n("Fix the error above to approve.", "Fix the {number} errors above to approve.", this.errors.length);
  }

  open(row, { focus = true } = {}) {
    if (this.row === row) return this.#reach(focus);
    this.close();
    this.row = row;
    this.area.value = this.kept.read(row.id)?.target ?? row.target;
    this.area.setAttribute("aria-label", t("{label}, segment {number}", { label: this.label, number: row.number }));
    row.node.classList.add("active");
    row.cell.append(this.node);
    this.node.hidden = false;
    this.#fit();
    this.refused = null;
    this.#show([]);
    this.checked = null;
    this.#later(REST);
    this.#reach(focus);
    this.events.opened(row);
  }

  close() {
    const { row } = this;
    if (!row) return;
    const { text, dirty } = this;
    this.row = null;
    clearTimeout(this.timer);
    row.node.classList.remove("active");
    this.node.hidden = true;
    this.events.closed();
    if (dirty) this.events.left(row, text);
  }

  // As `close`, done when no check of its text is on its way any more.
  leave() {
    this.close();
    return this.checking;
  }

  // Says to everybody why this text cannot be approved; another text takes the words away.
  refuse(words) {
    this.refused = { text: this.text, words };
    this.#say();
    announce(words);
  }

  // Shows what the row holds now; what was typed goes.
  reload() {
    this.area.value = this.row.target;
    this.#fit();
    this.#later(0);
    this.events.changed();
  }

  // Puts an unsaved text into the open editor.
  put(text) {
    this.area.value = text;
    this.#typed();
  }

  // Done when the findings are those of the text as it is.
  async check() {
    clearTimeout(this.timer);
    await (this.checking = this.#check());
  }

  // Replaces the text as typing would, so that the browser's own undo takes it back.
  write(text) {
    this.focus();
    this.area.select();
    this.#type(text);
  }

  // Puts a text in at the caret, in place of what is selected.
  insert(text) {
    this.focus();
    this.#type(text);
  }

  // Leads back to the text, from whatever covers it on a narrow screen.
  focus() {
    this.events.reached();
    this.area.focus({ preventScroll: true });
  }

  #type(text) {
    if (this.area.readOnly || document.execCommand("insertText", false, text)) return;
    this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
    this.#typed();
  }

  #typed() {
    this.#fit();
    this.events.typed(this.row);
    this.#later(TYPING);
    this.#say();
    this.events.changed();
  }

  #reach(focus) {
    if (focus) this.focus();
    this.row.node.scrollIntoView({ block: "nearest" });
  }

  // Browsers without `field-sizing` get their height here.
  #fit() {
    if (CSS.supports("field-sizing", "content")) return;
    this.area.rows = Math.max(2, Math.ceil(this.text.length / 48) + this.text.split("\n").length - 1);
  }

  #later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.checking = this.#check();
    }, pause);
  }

  async #check() {
    const { row, text } = this;
    if (!row) return;
    if (!text.trim()) return this.#show([]);
    try {
      const answer = await this.server.check(row.id, text);
      if (this.row !== row || this.text !== text || !answer.ok) return;
      this.checked = text;
      this.#show(answer.body.findings);
    } catch {
      // Silence: the saver says so when it matters, and the server checks again at the save.
    }
  }

  #show(findings) {
    this.errors = findings.filter((finding) => finding.severity === "error");
    const sorted = [...this.errors, ...findings.filter((finding) => finding.severity !== "error")];
    this.findings.replaceChildren(...sorted.map(findingLine));
    this.#say();
  }

  #say() {
    const { obstacle } = this;
    this.approveButton.setAttribute("aria-disabled", String(Boolean(obstacle)));
    this.acceptButton.hidden = !this.errors.length || this.errors.some(({ final }) => final);
    const refused = this.refused?.text === this.text ? this.refused.words : "";
    this.blocked.textContent = refused || (this.errors.length ? obstacle : "");
  }
}
