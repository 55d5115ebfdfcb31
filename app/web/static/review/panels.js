// The column beside the rows: one panel a subject, each follows the open segment once the focus rests on it.

import { Panel as Comments } from "./panels/comments.js";
import { Panel as Concordance } from "./panels/concordance.js";
import { Panel as Glossary } from "./panels/glossary.js";
import { Panel as History } from "./panels/history.js";
import { Panel as Suggestions } from "./panels/suggestions.js";

// Each has follow(row), row null when none is open; `node` is its <section>: `.tally` in its heading, `.inside` below.
const PANELS = { suggestions: Suggestions, glossary: Glossary, concordance: Concordance, history: History, comments: Comments };
const REST = 120; // milliseconds for which the focus must stay
const CLOSED = "passeur:panels-closed";

export class Panels {
  constructor(desk) {
    this.desk = desk;
    this.row = null;
    this.panels = new Map(Object.entries(PANELS).map(([name, Panel]) => [name, this.#made(name, Panel)]));
  }

  get(name) {
    return this.panels.get(name).panel;
  }

  // Unfolds a panel and brings it into sight.
  open(name) {
    const { panel, folder, node } = this.panels.get(name);
    folder.open = true;
    this.desk.views.show("panels");
    node.scrollIntoView({ block: "nearest" });
    this.#follow(this.panels.get(name));
    return panel;
  }

  follow(row) {
    this.row = row;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.panels.forEach((one) => this.#follow(one)), REST);
  }

  // What is folded asks the server nothing; it catches up when it is unfolded.
  #follow(one) {
    if (!one.folder.open || one.followed === this.row) return;
    one.followed = this.row;
    one.panel.follow(this.row);
  }

  #made(name, Panel) {
    const node = document.querySelector(`#panel-${name}`);
    const folder = node.querySelector("details");
    folder.open = !closed().includes(name);
    const one = { node, folder, followed: undefined, panel: new Panel(this.desk, node) };
    folder.addEventListener("toggle", () => {
      remember(name, folder.open);
      this.#follow(one);
    });
    return one;
  }
}

function closed() {
  try {
    return JSON.parse(localStorage.getItem(CLOSED)) ?? [];
  } catch {
    return []; // switched off, or not ours
  }
}

function remember(name, open) {
  const names = closed().filter((one) => one !== name);
  try {
    localStorage.setItem(CLOSED, JSON.stringify(open ? names : [...names, name]));
  } catch {
    // switched off: panels are as they were made
  }
}
