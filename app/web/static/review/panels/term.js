// A new term of the glossary: what is selected in the source and in the editor stands in the form already.

import { t } from "../../words.js";
import { element } from "../marks.js";
import { announce } from "../notices.js";

export class Part {
  constructor(desk) {
    Object.assign(this, { desk, panel: desk.parts.get("panels/glossary") });
    const { lang, dir } = desk.editor.area;
    const source = element("input", { name: "source", required: true, maxLength: 500, autocomplete: "off" });
    const target = element("input", { name: "target", required: true, maxLength: 500, autocomplete: "off", lang, dir });
    this.form = element(
      "form",
      { className: "new-term", hidden: true },
      element("label", { text: t("In the source") }, source),
      element("label", { text: t("In the target") }, target),
      element("button", { className: "strong", text: t("Add") }),
      element("button", { type: "button", text: t("Cancel"), onclick: () => this.#close() }),
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#add({ source: source.value, target: target.value });
    });
    this.form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.stopPropagation();
      this.#close();
    });
    this.panel.adding.after(this.form);
  }

  open() {
    const { area } = this.desk.editor;
    const { source, target } = this.form.elements;
    source.value = this.panel.picked;
    target.value = area.value.slice(area.selectionStart, area.selectionEnd);
    this.form.hidden = false;
    this.panel.adding.hidden = true;
    (source.value ? target : source).focus();
  }

  #close() {
    this.form.reset();
    this.form.hidden = true;
    this.panel.adding.hidden = false;
    if (this.desk.editor.row) this.desk.editor.focus();
  }

  async #add(term) {
    const { server, locale } = this.desk;
    const answer = await server.ask(`/api/v1/locales/${locale}/terms`, { method: "POST", body: term }).catch(() => null);
    if (!answer?.ok) return this.panel.say(answer?.body.message ?? t("The server does not answer."));
    this.#close();
    announce(t("{term} is in the glossary.", { term: term.source }));
    if (this.panel.row) await this.panel.follow(this.panel.row);
  }
}
