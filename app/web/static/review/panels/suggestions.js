// Matches of the memory and what a machine says, numbered: Ctrl and the number puts one into the target.

import { n, percent, t } from "../../words.js";
import { element, pieces } from "../marks.js";
import { announce } from "../notices.js";

const MOST_KEYS = 9;

export class Panel {
  constructor(desk, node) {
    Object.assign(this, { desk, row: null, offers: [], asked: Promise.resolve() });
    this.tally = node.querySelector(".tally");
    this.words = element("p", { className: "note" });
    this.list = element("ol", { className: "suggestions" });
    this.machine = element("div", { className: "machine" });
    node.querySelector(".inside").append(this.words, this.list, this.machine);
    this.#clear(t("No segment is open."));
  }

  follow(row) {
    this.row = row;
    this.asked = row ? this.#read(row) : Promise.resolve();
    if (!row) this.#clear(t("No segment is open."));
    return this.asked;
  }

  // Puts suggestion `number`, from 1, into the editor.
  async insert(number) {
    const { editor } = this.desk;
    if (!editor.row || this.desk.readOnly) return;
    if (this.row !== editor.row) void this.follow(editor.row); // the key was quicker than the panel
    await this.asked;
    const offer = this.offers[number - 1];
    if (!offer) return announce(t("There is no suggestion {number}.", { number }));
    editor.write(offer.target);
    announce(t("Suggestion {number} is in the target.", { number }));
  }

  async #read(row) {
    const answer = await this.#ask(row, "suggestions");
    if (this.row !== row) return;
    if (!answer) return this.#clear(t("The server does not answer."));
    if (!answer.ok) return this.#clear(answer.body.message ?? "");
    const { matches, machine, repeated, behind } = answer.body;
    this.#clear(summary({ found: matches.length, repeated, behind }));
    for (const match of matches) this.#add(match, this.#match(match));
    this.tally.textContent = matches.length ? `${matches[0].score} %` : "";
    if (machine.engine && !machine.sends_to) return this.#say(row);
    this.machine.replaceChildren(...(machine.engine ? this.#consent(row, machine) : [element("p", { className: "note", text: machine.reason })]));
  }

  // Text leaves this machine only after a person pressed this.
  #consent(row, { engine, sends_to: host }) {
    const button = element("button", { type: "button", text: t("Ask {engine}", { engine }) });
    button.addEventListener("click", () => {
      this.asked = this.#say(row);
    });
    return [button, element("p", { className: "note", text: t("Sends this sentence to {host}.", { host }) })];
  }

  async #say(row) {
    const answer = await this.#ask(row, "suggestions/machine", { method: "POST", body: {} });
    if (this.row !== row) return;
    this.machine.replaceChildren();
    if (!answer?.ok) {
      const why = answer ? [answer.body.message, answer.body.fix].filter(Boolean).join(" ") : t("The server does not answer.");
      return this.machine.append(element("p", { className: "note", text: why }));
    }
    const { engine, gist } = answer.body;
    const words = gist ? t("{engine}, for the gist only", { engine }) : engine;
    this.#add(answer.body, [element("p", { className: "note", text: words })]);
  }

  #match({ score, words, source, difference, issue, address }) {
    const share = element("b", { className: "score", text: percent(score / 100) });
    const about = element("p", { className: "note" }, share, ` ${words}`);
    if (address) about.append(" · ", element("a", { href: address, text: issue }));
    if (!difference.length) return [about];
    const { lang, dir } = this.row.node.querySelector(".source .text");
    return [about, element("p", { className: "difference", lang, dir, title: source }, ...pieces(difference))];
  }

  #add(offer, about) {
    const number = this.offers.push(offer);
    const { lang, dir } = this.desk.editor.area;
    const text = element("span", { className: "text", lang, dir, text: offer.target });
    const button = element("button", { type: "button", className: "offer" });
    button.append(element("span", { className: "digit", text: String(number) }), text);
    if (number <= MOST_KEYS) button.setAttribute("aria-keyshortcuts", `Control+${number}`);
    button.disabled = this.desk.readOnly;
    button.addEventListener("click", () => void this.insert(number));
    this.list.append(element("li", {}, button, ...about));
  }

  #clear(words) {
    this.offers = [];
    this.tally.textContent = "";
    this.words.textContent = words;
    this.list.replaceChildren();
    this.machine.replaceChildren();
  }

  // An answer, null when there is none.
  async #ask(row, path, request) {
    const { server } = this.desk;
    try {
      return await server.ask(`${server.catalog}/segments/${row.id}/${path}`, request);
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
