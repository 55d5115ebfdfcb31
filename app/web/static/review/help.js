// The overlay of keys: shows each, and lets a person press others instead.

import { t } from "../words.js";
import { read, shown } from "./keys.js";
import { element } from "./marks.js";
import { DEEDS, FIXED } from "./shortcuts.js";

const LABELS = {
  approve: t("Approve, go to the next that needs review"),
  accept: t("Approve in spite of errors, with a reason"),
  "needs-work": t("Needs work, go to the next"),
  save: t("Save without approving, stay"),
  next: t("Next segment"),
  previous: t("Previous segment"),
  "next-review": t("Next that needs review"),
  goto: t("Go to a number"),
  search: t("Search the segments of this issue"),
  "copy-source": t("Copy the source into the target"),
  code: t("Insert the next inline code that is missing"),
  match: t("Insert suggestion 1 to 9"),
  engines: t("Ask other engines about the segment"),
  term: t("Insert the next term of the glossary"),
  concordance: t("Find the selected words in approved targets"),
  comment: t("Write a comment"),
  preview: t("Show or hide the preview"),
  apart: t("Repeated sentence: let one place differ, or be as the others again"),
  join: t("Join with the next segment, in every locale"),
  part: t("Part the segment in two, in every locale"),
  undo: t("Undo what was done last; again, the one before"),
  help: t("Keys: show and change them"),
  "undo-typing": t("Undo typing"),
  leave: t("Leave the editor; what was typed is kept"),
  line: t("A new line, never a save"),
};
// What browsers and text fields keep for themselves, or people expect of them.
const LETTERS = [..."NTWQRLFACVXYZ"];
const KEPT = ["Ctrl+Tab", "Alt+Tab", "Alt+F4", "Alt+ArrowLeft", "Alt+ArrowRight", "F5", "F6", "F7", "F11", "F12"];
const TAKEN = [...LETTERS.map((key) => `Ctrl+${key}`), ...[..."NTWZ"].map((key) => `Ctrl+Shift+${key}`), ...KEPT];

export class Part {
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
    const lines = DEEDS.map((deed) => this.#line(LABELS[deed.name], shortcuts.keysOf(deed), this.#button(deed)));
    this.rows.replaceChildren(...lines, ...FIXED.map(({ name, keys }) => this.#line(LABELS[name], keys, "")));
    this.dialog.querySelector("#help-reset").hidden = !DEEDS.some(({ name }) => name in shortcuts.own);
  }

  #line(label, keys, button) {
    const chords = keys.flatMap((chord, number) => [number ? ` ${t("or")} ` : "", ...kbds(chord)]);
    return element("tr", {}, element("th", { scope: "row", text: label }), element("td", {}, ...chords), element("td", {}, button));
  }

  #button(deed) {
    const text = this.waiting === deed ? t("Press the keys…") : t("Change");
    const made = element("button", { type: "button", text, ariaLabel: `${text} ${LABELS[deed.name]}` });
    made.dataset.name = deed.name;
    made.addEventListener("click", () => this.#listen(this.waiting === deed ? null : deed));
    return made;
  }

  #listen(deed) {
    this.waiting = deed;
    this.#draw();
    if (!deed) return;
    this.said.textContent = t("Press the new keys for “{what}”, or Esc to leave it as it is.", { what: LABELS[deed.name] });
    this.rows.querySelector(`[data-name="${deed.name}"]`).focus();
  }

  #pressed(event) {
    const key = this.waiting && read(event);
    if (!key || key.chord === "Tab" || key.chord === "Shift+Tab") return;
    event.preventDefault();
    const deed = this.waiting;
    const why = key.chord === "Escape" ? t("Nothing was changed.") : this.#change(deed, key.chord);
    if (why && key.chord !== "Escape") {
      this.said.textContent = why;
      return;
    }
    this.#listen(null);
    this.said.textContent = why || t("{keys}: {what}.", { keys: shown(key.chord).join(" "), what: LABELS[deed.name] });
    this.rows.querySelector(`[data-name="${deed.name}"]`).focus();
  }

  // Gives a deed another chord; gives back why it cannot have it, or "".
  #change(deed, chord) {
    const { shortcuts } = this.desk;
    const why = refusal(deed, { chord, other: shortcuts.byChord.get(chord) });
    if (!why) shortcuts.remember({ ...shortcuts.own, [deed.name]: [chord] });
    return why;
  }

  #reset() {
    this.desk.shortcuts.remember({});
    this.#draw();
    this.said.textContent = t("All keys are as they were made.");
    this.dialog.querySelector("form button").focus();
  }
}

function kbds(chord) {
  return shown(chord).flatMap((key, number) => [number ? " " : "", element("kbd", { text: key })]);
}

// `other` is what the chord does until now.
function refusal(deed, { chord, other }) {
  const keys = shown(chord).join(" ");
  const parts = chord.split("+");
  const held = parts.includes("Ctrl") || parts.includes("Alt");
  if (parts.includes("Ctrl") && parts.includes("Alt")) return t("Ctrl and Alt together type letters on many keyboards: choose other keys.");
  if (!held && !/^(Shift\+)?F\d+$/.test(chord)) return t("{keys} alone is needed for typing: hold Ctrl or Alt with it, or use a key such as F8.", { keys });
  if (TAKEN.includes(chord)) return t("{keys} belongs to the browser or to typing: choose other keys.", { keys });
  if (chord.includes("1…9") !== (deed.name === "match")) return t("Digits belong to the suggestions, and to them alone.");
  return other && other !== deed ? t("{keys} is taken: {what}.", { keys, what: LABELS[other.name] }) : "";
}
