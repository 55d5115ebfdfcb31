// The overlay of keys: shows each, and lets a person press others instead.

import { t } from "../words.js";
import { DEEDS, FIXED } from "./deeds.js";
import { read, shown } from "./keys.js";
import { element } from "./marks.js";

export class Help {
  constructor(desk) {
    this.desk = desk;
    this.dialog = document.querySelector("#help");
    this.rows = this.dialog.querySelector("tbody");
    this.said = this.dialog.querySelector("#help-said");
    this.waiting = null; // the deed whose new keys are awaited
    this.dialog.addEventListener("keydown", (event) => this.#pressed(event));
    this.dialog.addEventListener("close", () => this.#listen(null));
    this.dialog.querySelector("#help-reset").addEventListener("click", () => this.#reset());
  }

  open() {
    this.said.textContent = "";
    this.#draw();
    this.dialog.showModal();
  }

  #draw() {
    const { shortcuts } = this.desk;
    const lines = DEEDS.map((deed) => this.#line(deed.label, shortcuts.keysOf(deed), this.#button(deed)));
    this.rows.replaceChildren(...lines, ...FIXED.map(({ label, keys }) => this.#line(label, keys, "")));
    this.dialog.querySelector("#help-reset").hidden = !DEEDS.some(({ name }) => shortcuts.changed(name));
  }

  #line(label, keys, button) {
    const chords = keys.flatMap((chord, number) => [number ? ` ${t("or")} ` : "", ...kbds(chord)]);
    return element("tr", {}, element("th", { scope: "row", text: label }), element("td", {}, ...chords), element("td", {}, button));
  }

  #button(deed) {
    const text = this.waiting === deed ? t("Press the keys…") : t("Change");
    const made = element("button", { type: "button", text, ariaLabel: `${text} ${deed.label}` });
    made.dataset.name = deed.name;
    made.addEventListener("click", () => this.#listen(this.waiting === deed ? null : deed));
    return made;
  }

  #listen(deed) {
    this.waiting = deed;
    this.#draw();
    if (!deed) return;
    this.said.textContent = t("Press the new keys for “{what}”, or Esc to leave it as it is.", { what: deed.label });
    this.rows.querySelector(`[data-name="${deed.name}"]`).focus();
  }

  #pressed(event) {
    const key = this.waiting && read(event);
    if (!key || key.chord === "Tab" || key.chord === "Shift+Tab") return;
    event.preventDefault();
    const deed = this.waiting;
    const why = key.chord === "Escape" ? t("Nothing was changed.") : this.desk.shortcuts.change(deed, key.chord);
    if (why && key.chord !== "Escape") {
      this.said.textContent = why;
      return;
    }
    this.#listen(null);
    this.said.textContent = why || t("{keys}: {what}.", { keys: shown(key.chord).join(" "), what: deed.label });
    this.rows.querySelector(`[data-name="${deed.name}"]`).focus();
  }

  #reset() {
    this.desk.shortcuts.reset();
    this.#draw();
    this.said.textContent = t("All keys are as they were made.");
    this.dialog.querySelector("form button").focus();
  }
}

function kbds(chord) {
  return shown(chord).flatMap((key, number) => [number ? " " : "", element("kbd", { text: key })]);
}
