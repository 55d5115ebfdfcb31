// How words were said before, in the approved targets of every issue.

import { t, n } from "../../words.js";
import { element } from "../marks.js";
import { announce } from "../notices.js";

const TYPING = 250; // milliseconds after the last key

export class Part {
  constructor(desk, node) {
    Object.assign(this, { desk, asked: "" });
    this.field = element("input", { type: "search", maxLength: 400, autocomplete: "off", ariaLabel: t("Words to find in approved targets") });
    this.field.setAttribute("aria-keyshortcuts", "Control+K");
    this.words = element("p", { className: "note" });
    this.list = element("ol", { className: "lines" });
    this.form = element("form", { className: "lookup", role: "search" }, this.field, element("button", { text: t("Find") }));
    node.querySelector(".inside").append(this.form, this.words, this.list);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#find(this.field.value);
    });
    this.field.addEventListener("input", (event) => this.#typed(event));
    this.field.addEventListener("keydown", (event) => this.#pressed(event));
  }

  // Stays as it is: what was looked for is wanted in the next segment too.
  follow(row) {
    this.row = row;
  }

  // Looks for what is selected; nothing leaves the field to the person.
  async search() {
    const text = this.desk.selection;
    if (!text) return this.field.select(), this.field.focus();
    this.field.value = text;
    await this.#find(text);
    announce(this.words.textContent);
  }

  #typed(event) {
    clearTimeout(this.timer);
    if (!event.isComposing) this.timer = setTimeout(() => void this.#find(this.field.value), TYPING);
  }

  #pressed(event) {
    if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.desk.editor.row) this.desk.editor.focus();
  }

  async #find(text) {
    clearTimeout(this.timer);
    this.asked = text;
    if (!text.trim()) return this.#show({ lines: [] }, "");
    const { server, locale } = this.desk;
    try {
      const answer = await server.ask(`/api/v1/locales/${locale}/concordance?q=${encodeURIComponent(text)}`);
      if (this.asked !== text) return;
      if (answer.ok) this.#show(answer.body, summary(answer.body));
      else this.#show({ lines: [] }, answer.body.message ?? "");
    } catch {
      if (this.asked === text) this.#show({ lines: [] }, t("The server does not answer."));
    }
  }

  #show({ lines }, words) {
    this.words.textContent = words;
    this.list.replaceChildren(...lines.map((line) => this.#line(line)));
  }

  #line({ source, target, issue, address }) {
    const { lang, dir } = document.querySelector(".row .source .text") ?? {};
    const { area } = this.desk.editor;
    const from = address ? element("a", { href: address, text: issue }) : t("imported memory");
    return element(
      "li",
      {},
      element("p", { className: "text soft", lang, dir }, ...source.map(run)),
      element("p", { className: "text", lang: area.lang, dir: area.dir }, ...target.map(run)),
      element("p", { className: "note" }, from),
    );
  }
}

function summary({ lines, more, behind }) {
  const found = more ? t("The latest {number} are shown.", { number: lines.length }) : n("{number} unit", "{number} units", lines.length);
  const words = lines.length ? found : t("No approved unit has these words.");
  return behind ? `${words} ${n("{number} catalog is still being read: more may be found.", "{number} catalogs are still being read: more may be found.", behind)}` : words;
}

function run([kind, text]) {
  if (kind === "text") return text;
  return kind === "mark" ? element("mark", { text }) : element("span", { className: "cut", text });
}
