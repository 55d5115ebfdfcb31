// The terms of the open segment: underlined in its source, listed here, put in by a click; new ones from a selection.

import { n, t } from "../../words.js";
import { element } from "../marks.js";
import { announce } from "../notices.js";

const STATUSES = { approved: t("Say it so"), forbidden: t("Never say it so"), keep: t("Stays as it is") };

export class Part {
  constructor(desk, node) {
    Object.assign(this, { desk, row: null, found: [], picked: "", asked: Promise.resolve() });
    this.tally = node.querySelector(".tally");
    this.words = element("p", { className: "note" });
    this.list = element("ul", { className: "terms" });
    this.adding = element("button", { type: "button", text: t("Add a term…"), onclick: () => void this.desk.parts.use("panels/term", (term) => term.open()) });
    node.querySelector(".inside").append(this.words, this.list, this.adding);
    document.addEventListener("selectionchange", () => this.#selected());
    this.#show([], t("No segment is open."));
  }

  follow(row) {
    unmark(this.row);
    this.picked = "";
    this.row = row;
    this.adding.hidden = this.desk.readOnly;
    this.asked = row ? this.#read(row) : Promise.resolve(this.#show([], t("No segment is open.")));
    return this.asked;
  }

  // Puts the next term in that the target does not have yet.
  async insert() {
    await this.asked;
    const { editor } = this.desk;
    const target = editor.text.toLowerCase();
    const wanted = this.found.flatMap(({ text, terms }) => terms.filter(usable).slice(0, 1).map((term) => said(term, text)));
    const missing = wanted.find((word) => !target.includes(word.toLowerCase()));
    if (!missing) return announce(t("Every term is in the target."));
    this.#put(missing);
  }

  #put(word) {
    if (this.desk.readOnly || !this.desk.editor.row) return;
    this.desk.editor.insert(word);
    announce(t("{term} is in the target.", { term: word }));
  }

  async #read(row) {
    const { server } = this.desk;
    const answer = await server.ask(`${server.catalog}/segments/${row.id}/terms`).catch(() => null);
    if (this.row !== row) return;
    if (!answer?.ok) return this.#show([], answer ? [answer.body.message, answer.body.fix].filter(Boolean).join(" ") : t("The server does not answer."));
    mark(row, answer.body);
    this.#show(answer.body.found, answer.body.found.length ? "" : t("No terms in this segment."));
  }

  #show(found, words) {
    this.found = found;
    this.words.textContent = words;
    this.tally.textContent = found.length ? n("{number} term", "{number} terms", found.length) : "";
    this.list.replaceChildren(...found.map((place) => this.#place(place)));
  }

  #place({ text, terms }) {
    const made = element("li", {}, element("b", { text }));
    for (const term of terms) {
      const line = element("p", { className: "term-line" }, this.#word(term, text));
      line.append(element("span", { className: "note", text: [STATUSES[term.status], term.note].filter(Boolean).join(" · ") }));
      made.append(line);
    }
    return made;
  }

  #word(term, text) {
    const { lang, dir } = this.desk.editor.area;
    if (!usable(term)) return element("s", { text: term.target, lang, dir });
    const word = said(term, text);
    const button = element("button", { type: "button", text: word, lang, dir, title: t("Put it into the target") });
    button.disabled = this.desk.readOnly;
    button.addEventListener("click", () => this.#put(word));
    return button;
  }

  say(words) {
    this.words.textContent = words;
    announce(words);
  }

  // A press on a button may take the selection away, so the last words selected in this source are remembered.
  #selected() {
    const selection = getSelection();
    const within = selection.anchorNode?.parentElement?.closest(".row");
    const words = String(selection).trim();
    if (words && within === this.row?.node && !document.activeElement.closest(".new-term")) this.picked = words;
  }
}

const usable = ({ status }) => status !== "forbidden";

// What is kept is written as it stands in this source.
const said = ({ status, target }, text) => (status === "keep" ? text : target);

// Underlines the terms in the source of a row; the text itself stays as it is.
function mark(row, { runs, found }) {
  const places = [];
  let at = 0;
  for (const [kind, text] of runs) {
    if (kind === "term") places.push([at, at + text.length, found[places.length]]);
    at += text.length;
  }
  for (const [start, end, { terms }] of places) {
    const title = terms.map(({ target, status }) => (status === "forbidden" ? t("never {term}", { term: target }) : target)).join(", ");
    for (const piece of textIn(row, start, end)) wrap(piece, title);
  }
}

function* textIn(row, start, end) {
  const walker = document.createTreeWalker(row.node.querySelector(".source .text"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  let at = 0;
  for (const node of nodes) {
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, node.length)];
    at += node.length;
    if (from < to) yield { node, from, to };
  }
}

function wrap({ node, from, to }, title) {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  range.surroundContents(element("span", { className: "term", title }));
}

function unmark(row) {
  const text = row?.node.querySelector(".source .text");
  for (const mark of text?.querySelectorAll(".term") ?? []) mark.replaceWith(...mark.childNodes);
  text?.normalize();
}
