// Which chord does what: ours, but for what this person changed.

import { t } from "../words.js";
import { DEEDS, FIXED } from "./deeds.js";
import { brief, shown, spoken } from "./keys.js";

const ADDRESS = "/api/v1/me/shortcuts";
const OWN = "passeur:shortcuts";
// What browsers and text fields keep for themselves, or people expect of them.
const LETTERS = [..."NTWQRLFACVXYZ"];
const KEPT = ["Ctrl+Tab", "Alt+Tab", "Alt+F4", "Alt+ArrowLeft", "Alt+ArrowRight", "F5", "F6", "F7", "F11", "F12"];
const TAKEN = [...LETTERS.map((key) => `Ctrl+${key}`), ...[..."NTWZ"].map((key) => `Ctrl+Shift+${key}`), ...KEPT];

export class Shortcuts {
  constructor(desk) {
    this.desk = desk;
    this.own = stored();
    this.#arrange();
    void this.#fetch();
  }

  keysOf({ name, keys }) {
    return this.own[name] ?? keys;
  }

  changed(name) {
    return name in this.own;
  }

  run(name) {
    return DEEDS.find((deed) => deed.name === name).run(this.desk);
  }

  // Whether the chord was one of ours and did something.
  pressed(chord, digit) {
    const deed = this.byChord.get(chord);
    return Boolean(deed?.run) && deed.run(this.desk, digit) !== false;
  }

  // Gives a deed another chord; gives back why it cannot have it, or "".
  change(deed, chord) {
    const why = this.#refusal(deed, chord);
    if (!why) this.#remember({ ...this.own, [deed.name]: [chord] });
    return why;
  }

  reset() {
    this.#remember({});
  }

  // Buttons say their keys.
  label(root = document) {
    for (const button of root.querySelectorAll("button[data-deed]")) {
      const keys = this.keysOf(DEEDS.find(({ name }) => name === button.dataset.deed));
      button.setAttribute("aria-keyshortcuts", spoken(keys));
      button.querySelector("kbd")?.replaceChildren(brief(keys[0]));
    }
  }

  #refusal(deed, chord) {
    const words = shown(chord).join(" ");
    const parts = chord.split("+");
    const held = parts.includes("Ctrl") || parts.includes("Alt");
    if (parts.includes("Ctrl") && parts.includes("Alt")) return t("Ctrl and Alt together type letters on many keyboards: choose other keys.");
    if (!held && !/^(Shift\+)?F\d+$/.test(chord)) return t("{keys} alone is needed for typing: hold Ctrl or Alt with it, or use a key such as F8.", { keys: words });
    if (TAKEN.includes(chord)) return t("{keys} belongs to the browser or to typing: choose other keys.", { keys: words });
    if (chord.includes("1…9") !== (deed.name === "match")) return t("Digits belong to the suggestions, and to them alone.");
    const other = this.byChord.get(chord);
    return other && other !== deed ? t("{keys} is taken: {what}.", { keys: words, what: other.label }) : "";
  }

  #arrange() {
    this.byChord = new Map([...FIXED, ...DEEDS].flatMap((deed) => this.keysOf(deed).map((chord) => [chord, deed])));
    this.label();
  }

  // An account takes its keys from browser to browser; without one the browser keeps them.
  async #fetch() {
    const answer = await this.desk.server.ask(ADDRESS).catch(() => null);
    this.account = Boolean(answer?.body.kept);
    if (!this.account) return;
    this.own = known(answer.body.shortcuts);
    this.#arrange();
  }

  #remember(own) {
    this.own = own;
    if (this.account) this.desk.server.ask(ADDRESS, { method: "PUT", body: { shortcuts: own } }).catch(() => null);
    try {
      localStorage.setItem(OWN, JSON.stringify(own));
    } catch {
      // switched off: they hold until the page is left
    }
    this.#arrange();
  }
}

function stored() {
  try {
    return known(JSON.parse(localStorage.getItem(OWN)) ?? {});
  } catch {
    return {}; // switched off, or not ours
  }
}

function known(own) {
  return Object.fromEntries(Object.entries(own).filter(([name, keys]) => DEEDS.some((deed) => deed.name === name) && Array.isArray(keys)));
}
