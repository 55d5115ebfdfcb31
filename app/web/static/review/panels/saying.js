// The field for a new comment; what is typed in it is kept in this browser until it is sent.

import { t } from "../../words.js";
import { element } from "../marks.js";

const LONGEST = 10000; // characters, as the server has it

export class Saying {
  // `events` has send(id, text), done with true when the server has it, and leave().
  constructor({ slug, locale }, events) {
    Object.assign(this, { events, id: null });
    this.prefix = `passeur-comment:${location.host}:${slug}:${locale}:`;
    this.area = element("textarea", { id: "comment", rows: 2, maxLength: LONGEST });
    this.people = element("div", { className: "deeds" });
    const label = element("label", { htmlFor: "comment", text: t("New comment") });
    this.node = element("form", { className: "say" }, label, this.area, this.people, element("button", { text: t("Comment") }));
    this.area.addEventListener("input", () => {
      this.#keep(this.id, this.area.value);
      this.#narrow();
    });
    this.area.addEventListener("keydown", (event) => this.#pressed(event));
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#send();
    });
  }

  // A comment about segment `id`, null when none is open.
  about(id) {
    this.id = id;
    this.area.value = this.#read(id);
  }

  // Buttons that put a name into the text.
  offer(names) {
    this.people.replaceChildren(...names.map((name) => this.#person(name)));
    this.#narrow();
  }

  // What is typed of a name before the caret, with its "@".
  get #begun() {
    return /@\S*$/.exec(this.area.value.slice(0, this.area.selectionStart))?.[0] ?? "";
  }

  // Only those whose name begins so, while one is typed.
  #narrow() {
    const begun = this.#begun.toLocaleLowerCase();
    for (const button of this.people.children) button.hidden = !button.textContent.toLocaleLowerCase().startsWith(begun);
  }

  focus() {
    this.area.focus();
  }

  // In this field the chord for "approve" sends the comment, and Esc leads back to the target.
  #pressed(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const send = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!send && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (send) void this.#send();
    else this.events.leave();
  }

  async #send() {
    const { id } = this;
    const text = this.area.value;
    if (!id || this.sending) return;
    this.sending = true;
    const done = await this.events.send(id, text).finally(() => (this.sending = false));
    if (!done) return;
    this.#keep(id, "");
    if (this.id === id && this.area.value === text) this.area.value = "";
  }

  #person(name) {
    const button = element("button", { type: "button", className: "person", text: `@${name}`, ariaLabel: t("Mention {name}", { name }) });
    button.addEventListener("click", () => {
      const caret = this.area.selectionStart;
      const start = caret - this.#begun.length;
      const blank = /\S$/.test(this.area.value.slice(0, start)) ? " " : "";
      this.area.focus();
      this.area.setSelectionRange(start, Math.max(caret, this.area.selectionEnd));
      document.execCommand("insertText", false, `${blank}@${name} `);
    });
    return button;
  }

  #keep(id, text) {
    try {
      if (text.trim()) localStorage.setItem(this.prefix + id, text);
      else localStorage.removeItem(this.prefix + id);
    } catch {
      // full or switched off: the field still has it
    }
  }

  #read(id) {
    try {
      return (id && localStorage.getItem(this.prefix + id)) ?? "";
    } catch {
      return ""; // switched off: nothing was kept
    }
  }
}
