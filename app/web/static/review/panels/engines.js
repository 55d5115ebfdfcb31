// What engines say of the open segment: the one of the settings at once, the others when somebody asks for them.

import { n, t } from "../../words.js";
import { element } from "../marks.js";
import { announce } from "../notices.js";

export class Engines {
  constructor(panel) {
    Object.assign(this, { panel, row: null, said: [] });
    this.node = element("div", { className: "machine" });
  }

  clear() {
    this.row = null;
    this.said = [];
    this.node.replaceChildren();
  }

  // What stays on this machine is asked at once; text leaves it only after a person pressed a button that says where to.
  async offer(row, machine) {
    this.row = row;
    const others = element("button", { type: "button", className: "others", text: t("Ask other engines") });
    others.disabled = this.panel.desk.readOnly;
    others.addEventListener("click", () => this.panel.others());
    this.node.replaceChildren(...(machine.engine ? [others] : [note(machine.reason), others]));
    if (machine.engine) await this.#offer(row, machine);
  }

  async askOthers() {
    const { row } = this;
    const button = this.node.querySelector(".others:not([aria-disabled])");
    if (!row || !button) return;
    button.setAttribute("aria-disabled", "true");
    const answer = await this.panel.ask("engines");
    if (this.row !== row) return;
    if (!answer?.ok) return this.node.append(note(why(answer)));
    const { engines } = answer.body;
    if (!engines.length) this.node.append(note(t("No other engine works here for this language.")));
    const before = this.said.length;
    await Promise.all(engines.map((engine) => this.#offer(row, engine)));
    if (this.row !== row) return;
    leave(button, this.said[before]?.node ?? this.panel.desk.editor.area);
    announce(n("{number} engine answers.", "{number} engines answer.", this.said.length));
  }

  async #offer(row, { engine, sends_to: host }) {
    if (!host) return this.#say(row, engine);
    const line = element("p", { className: "consent" });
    const button = element("button", { type: "button", text: t("Ask {engine}", { engine }) });
    button.addEventListener("click", () => {
      this.panel.asked = this.#say(row, engine, line);
    });
    line.append(button, " ", note(t("Sends this sentence to {host}.", { host }), "span"));
    this.node.append(line);
  }

  // With a line that a person pressed; it stays for another try when there is no answer.
  async #say(row, engine, line) {
    const answer = await this.panel.ask(`segments/${row.id}/suggestions/machine`, { method: "POST", body: { engine } });
    if (this.row !== row) return;
    if (!answer?.ok) return void this.node.append(note(`${engine}: ${why(answer)}`));
    const node = this.panel.add(answer.body, about(answer.body));
    this.said.push({ node, target: answer.body.target });
    compare(this.said);
    if (line) leave(line, node);
  }
}

// Takes something out of the page; who was on it finds themselves at what came of it.
function leave(gone, text) {
  if (gone.contains(document.activeElement)) (text.closest("button") ?? text).focus();
  gone.remove();
}

function about({ engine, gist, unknown }) {
  const lines = [note(gist ? t("{engine}, for the gist only", { engine }) : engine)];
  if (unknown.length) lines.push(note(t("Words it does not know: {words}", { words: unknown.join(", ") })));
  return lines;
}

function why(answer) {
  return answer ? [answer.body.message, answer.body.fix].filter(Boolean).join(" ") : t("The server does not answer.");
}

function note(text, tag = "p") {
  return element(tag, { className: "note", text });
}

// Marks in each answer the words that not all of them have.
function compare(said) {
  if (said.length < 2) return;
  const words = new Intl.Segmenter(said[0].node.lang, { granularity: "word" });
  const cut = said.map(({ target }) => [...words.segment(target)]);
  const shared = cut.map((parts) => new Set(parts.map(({ segment }) => segment))).reduce((all, one) => new Set([...all].filter((word) => one.has(word))));
  said.forEach(({ node }, at) => {
    const runs = cut[at].map(({ segment, isWordLike }) => (isWordLike && !shared.has(segment) ? element("mark", { text: segment }) : segment));
    node.replaceChildren(...runs);
    node.normalize();
  });
}
