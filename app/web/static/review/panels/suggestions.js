// Matches of the memory and what a machine says, numbered: Ctrl and the number puts one into the target.

import { n, percent, t } from "../../words.js";
import { element, pieces } from "../marks.js";
import { announce } from "../notices.js";
import { Engines } from "./engines.js";

const MOST_KEYS = 9;

export class Part {
  constructor(desk, node) {
    Object.assign(this, { desk, row: null, offers: [], asked: Promise.resolve() });
    this.tally = node.querySelector(".tally");
    this.words = element("p", { className: "note" });
    this.list = element("ol", { className: "suggestions" });
    this.engines = new Engines(this);
    node.querySelector(".inside").append(this.words, this.list, this.engines.node);
    this.#clear(t("No segment is open."));
  }

  follow(row) {
    this.row = row;
    this.offers = [];
    this.asked = row ? this.#read(row) : Promise.resolve();
    if (!row) this.#clear(t("No segment is open."));
    return this.asked;
  }

  // Shows what the engines that were not asked yet say of the open segment.
  others() {
    if (this.row && !this.desk.readOnly) this.asked = this.asked.then(() => this.engines.askOthers());
  }

  // Puts suggestion `number`, from 1, into the editor.
  async insert(number) {
    const { editor } = this.desk;
    if (!editor.row || this.desk.readOnly) return;
    if (this.row !== editor.row) void this.follow(editor.row); // the key was quicker than the panel
    if (!this.offers[number - 1]) await this.asked;
    const offer = this.offers[number - 1];
    if (!offer) return announce(t("There is no suggestion {number}.", { number }));
    editor.write(offer.target);
    announce(t("Suggestion {number} is in the target.", { number }));
  }

  async #read(row) {
    const answer = await this.ask(`segments/${row.id}/suggestions`);
    if (this.row !== row) return;
    if (!answer) return this.#clear(t("The server does not answer."));
    if (!answer.ok) return this.#clear(answer.body.message ?? "");
    const { matches, machine, repeated, behind } = answer.body;
    this.#clear(summary({ found: matches.length, repeated, behind }));
    for (const match of matches) this.add(match, this.#match(match));
    this.tally.textContent = matches.length ? `${matches[0].score} %` : "";
    return this.engines.offer(row, machine);
  }

  #match({ score, words, source, difference, issue, address }) {
    const share = element("b", { className: "score", text: percent(score / 100) });
    const about = element("p", { className: "note" }, share, ` ${words}`);
    if (address) about.append(" · ", element("a", { href: address, text: issue }));
    if (!difference.length) return [about];
    const { lang, dir } = this.row.node.querySelector(".source .text");
    return [about, element("p", { className: "difference", lang, dir, title: source }, ...pieces(difference))];
  }

  // Lists something that can be inserted; gives back the element that holds its text.
  add(offer, about) {
    const number = this.offers.push(offer);
    const { lang, dir } = this.desk.editor.area;
    const text = element("span", { className: "text", lang, dir, text: offer.target });
    const button = element("button", { type: "button", className: "offer" });
    button.append(element("span", { className: "digit", text: String(number) }), text);
    if (number <= MOST_KEYS) button.setAttribute("aria-keyshortcuts", `Control+${number}`);
    button.disabled = this.desk.readOnly;
    button.addEventListener("click", () => void this.insert(number));
    this.list.append(element("li", {}, button, ...about));
    return text;
  }

  #clear(words) {
    this.offers = [];
    this.tally.textContent = "";
    this.words.textContent = words;
    this.list.replaceChildren();
    this.engines.clear();
  }

  // An answer, null when there is none.
  async ask(path, request) {
    const { server } = this.desk;
    try {
      return await server.ask(`${server.catalog}/${path}`, request);
    } catch {
      return null;
    }
  }
}

function summary({ found, repeated, behind }) {
  const said = found ? [] : [t("The memory knows nothing like it.")];
  if (repeated > 1) said.push(n("This sentence stands in {number} place of all issues.", "This sentence stands in {number} places of all issues.", repeated));
  if (behind) said.push(n("{number} catalog is still being read: more may be found.", "{number} catalogs are still being read: more may be found.", behind));
  return said.join(" ");
}
