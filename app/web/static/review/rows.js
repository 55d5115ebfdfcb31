// The rows of the page: what they hold, and how they show what the server says of them.

import { t } from "../words.js";
import { icon, pieces, stateMark } from "./marks.js";

export const LAST = t("This is the last segment of its paragraph: there is nothing to join it with.");

export class Row {
  constructor(node) {
    this.node = node;
    this.id = node.id;
    this.number = Number(node.dataset.number);
    // Kept here as well: a pass over thousands of rows must not read the page.
    this.state = node.dataset.state;
    this.hasErrors = "errors" in node.dataset;
    this.apart = this.changed = false; // it lacks the words that are searched; another hand changed it
    this.cell = node.querySelector(".target");
    this.text = this.cell.querySelector(".text");
  }

  get source() {
    return this.node.querySelector(".source .text").textContent;
  }

  // The inline codes of its source, in order.
  get codes() {
    return [...this.node.querySelectorAll(".source > .text .code")].map((one) => one.textContent);
  }

  get target() {
    return this.text.textContent;
  }

  get version() {
    return this.node.dataset.version;
  }

  set version(version) {
    this.node.dataset.version = version;
  }

  // In how many places its unit stands, and whether it is one place's own.
  get places() {
    return Number(this.node.dataset.places);
  }

  get own() {
    return "own" in this.node.dataset;
  }

  // Whether another segment comes after it in its block.
  get followed() {
    return "followed" in this.node.dataset;
  }

  // The kind of the notice that leads to it while it waits for a person.
  get waits() {
    return `waits-${this.id}`;
  }

  get needsReview() {
    return this.state !== "approved";
  }

  // Enough to put the unit back as it was.
  snapshot() {
    const { origin, previous, accepted } = this.node.dataset;
    return { target: this.target, state: this.state, origin: origin || null, previous_source: previous ?? null, accept: accepted || null };
  }

  // What a save will make of the row, before the server has said so.
  expect({ target, state }) {
    if (target !== this.target) this.text.replaceChildren(target);
    this.#showState(state);
    this.node.classList.add("saving");
  }

  // The segment as the API gives it.
  update(segment) {
    const { node } = this;
    node.classList.remove("saving");
    this.version = segment.version;
    node.dataset.origin = segment.origin;
    node.dataset.places = segment.places;
    this.text.replaceChildren(...pieces(segment.display.target));
    this.#showState(segment.state);
    this.#showOrigin(segment.display.origin);
    this.#showDifference(segment);
    this.showFindings(segment.findings);
    node.dispatchEvent(new Event("updated", { bubbles: true }));
  }

  restore({ target, state }) {
    this.node.classList.remove("saving");
    this.text.replaceChildren(target);
    this.#showState(state);
  }

  showFindings(findings) {
    const errors = findings.filter((finding) => finding.severity === "error");
    this.node.dataset.accepted = findings.find(({ reason }) => reason)?.reason ?? "";
    this.hasErrors = errors.length > 0;
    this.node.toggleAttribute("data-errors", this.hasErrors);
    const trouble = this.node.querySelector(".trouble");
    trouble.hidden = !errors.length;
    trouble.title = errors.map((finding) => finding.message).join(" ");
  }

  // The focus goes to the row itself, not into its editor.
  reach() {
    this.node.querySelector(".number").focus({ preventScroll: true });
  }

  // Another hand changed it while this page was open.
  changedElsewhere() {
    this.changed = true;
    this.node.toggleAttribute("data-changed", true);
    this.remark(t("Changed elsewhere"));
  }

  // A word under the state, such as "Changed elsewhere"; null takes it away.
  remark(text) {
    const standing = this.node.querySelector(".standing");
    standing.querySelector(".remark")?.remove();
    if (!text) return;
    const made = document.createElement("span");
    made.className = "remark";
    made.append(icon("warning"), ` ${text}`);
    standing.append(made);
  }

  #showState(state) {
    if (state === this.state) return;
    this.state = state;
    this.node.dataset.state = state;
    this.node.querySelector(".standing .state").replaceWith(stateMark(state));
  }

  #showOrigin(words) {
    const shown = this.node.querySelector(".origin");
    shown.textContent = words;
    shown.hidden = !words;
  }

  #showDifference({ previous_source: previous, source, display }) {
    const shown = this.node.querySelector(".difference");
    if (previous === null) delete this.node.dataset.previous;
    else this.node.dataset.previous = previous;
    shown.hidden = previous === null || previous === source;
    shown.replaceChildren(...pieces(display.difference));
  }
}

export class Rows {
  constructor(node) {
    this.node = node;
    this.list = [...node.querySelectorAll(".row")].map((row) => new Row(row));
    this.byId = new Map(this.list.map((row) => [row.id, row]));
  }

  get(id) {
    return this.byId.get(id);
  }

  // The first row after `row` (before, with step -1) that `wanted` accepts; `around` goes on at the other end.
  after(row, wanted, { step = 1, around = false } = {}) {
    const { length } = this.list;
    const start = row ? this.list.indexOf(row) : step > 0 ? -1 : length;
    const reach = around ? length - 1 : step > 0 ? length - 1 - start : start;
    for (let count = 1; count <= reach + (row ? 0 : Number(around)); count += 1) {
      const found = this.list[(start + step * count + length * 2) % length];
      if (found && wanted(found)) return found;
    }
    return null;
  }
}
