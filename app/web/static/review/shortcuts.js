// What a reviewer can do by key, and which chord does it: ours, but for what this person changed.

import { brief, hold, spoken } from "./keys.js";

const ADDRESS = "/api/v1/me/shortcuts";
const OWN = "passeur:shortcuts";

// `keys`: chords as keys.js names them; "1…9" stands for any digit. `run` gets the part or the panel that is named, else
// the desk, and the digit; one that gives back false leaves the key to the browser. The help overlay says what they do.
export const DEEDS = [
  { name: "approve", keys: ["Ctrl+Enter"], run: (desk) => desk.approve() },
  { name: "accept", keys: ["Alt+A"], part: "accept", run: (accept) => void accept.ask() },
  { name: "needs-work", keys: ["Ctrl+Shift+Enter"], run: (desk) => desk.needsWork() },
  { name: "save", keys: ["Ctrl+S"], run: (desk) => desk.save() },
  { name: "next", keys: ["Alt+ArrowDown"], run: (desk) => desk.go(1) },
  { name: "previous", keys: ["Alt+ArrowUp"], run: (desk) => desk.go(-1) },
  { name: "next-review", keys: ["F9"], run: (desk) => desk.goToNextReview() },
  { name: "goto", keys: ["Ctrl+G"], part: "places", run: (places) => places.ask() },
  { name: "search", keys: ["Ctrl+Shift+F"], run: (desk) => desk.filter.search() },
  { name: "copy-source", keys: ["Ctrl+I", "Ctrl+Insert"], run: (desk) => desk.copySource() },
  { name: "code", keys: ["F8"], part: "codes", run: (codes) => codes.next() },
  { name: "match", keys: ["Ctrl+1…9"], panel: "suggestions", run: (panel, digit) => void panel.insert(digit) },
  { name: "engines", keys: ["Alt+O"], panel: "suggestions", run: (panel) => panel.others() },
  { name: "term", keys: ["Alt+T"], panel: "glossary", run: (panel) => void panel.insert() },
  { name: "concordance", keys: ["Ctrl+K"], panel: "concordance", run: (panel) => void panel.search() },
  { name: "comment", keys: ["Alt+M"], panel: "comments", run: (panel) => panel.write() },
  { name: "preview", keys: ["Alt+P"], part: "preview", run: (preview) => preview.toggle() },
  { name: "apart", keys: ["Alt+R"], part: "repetitions", run: (repetitions) => void repetitions.ask() },
  { name: "join", keys: ["Alt+J"], part: "boundaries", run: (boundaries) => void boundaries.join() },
  { name: "part", keys: ["Alt+X"], part: "boundaries", run: (boundaries) => void boundaries.part() },
  { name: "undo", keys: ["Alt+Z"], run: (desk) => desk.undo() },
  { name: "help", keys: ["F1"], part: "help", run: (help) => help.open() },
];

// What the keyboard does by itself, or must always do: changed by nobody.
export const FIXED = [
  { name: "undo-typing", keys: ["Ctrl+Z"] },
  { name: "leave", keys: ["Escape"], run: (desk) => desk.leave() },
  { name: "line", keys: ["Enter"] },
];

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

  run(name) {
    return this.#do(DEEDS.find((deed) => deed.name === name));
  }

  // Whether the chord was one of ours and did something.
  pressed(chord, digit) {
    const deed = this.byChord.get(chord);
    return Boolean(deed?.run) && this.#do(deed, digit) !== false;
  }

  // Takes over a person's own chords, {name: [chord]}, and keeps them.
  remember(own) {
    this.own = own;
    if (this.account) this.desk.server.ask(ADDRESS, { method: "PUT", body: { shortcuts: own } }).catch(() => null);
    try {
      localStorage.setItem(OWN, JSON.stringify(own));
    } catch {
      // switched off: they hold until the page is left
    }
    this.#arrange();
  }

  #do({ part, panel, run }, digit) {
    const { desk } = this;
    if (panel) desk.panels.open(panel);
    const name = panel ? `panels/${panel}` : part;
    if (!name) return run(desk, digit);
    const done = desk.parts.use(name, (one) => run(one, digit));
    if (!desk.parts.get(name)) void hold(done);
  }

  // An account takes its keys from browser to browser; without one the browser keeps them.
  async #fetch() {
    const answer = await this.desk.server.ask(ADDRESS).catch(() => null);
    this.account = Boolean(answer?.body.kept);
    if (!this.account) return;
    this.own = known(answer.body.shortcuts);
    this.#arrange();
  }

  // Buttons say their keys.
  #arrange() {
    this.byChord = new Map([...FIXED, ...DEEDS].flatMap((deed) => this.keysOf(deed).map((chord) => [chord, deed])));
    for (const button of document.querySelectorAll("button[data-deed]")) {
      const keys = this.keysOf(DEEDS.find(({ name }) => name === button.dataset.deed));
      button.setAttribute("aria-keyshortcuts", spoken(keys));
      button.querySelector("kbd")?.replaceChildren(brief(keys[0]));
    }
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
