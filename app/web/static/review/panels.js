// The column beside the rows: one panel a subject, each follows the open segment once the focus rests on it.

const WIDE = matchMedia("(min-width: 60rem)");
// Each has follow(row), row null when none is open; its <section> has `.tally` in its heading and `.inside` below.
const UNFOLDED = { suggestions: true, glossary: true, concordance: false, history: false, comments: false };
const REST = 120; // milliseconds for which the focus must stay
const CHOICE = "passeur:panels"; // which this person folded and unfolded
const PREVIEW = "passeur:preview";

export class Panels {
  constructor(desk) {
    this.desk = desk;
    this.panels = new Map(Object.keys(UNFOLDED).map((name) => [name, this.#made(name)]));
    this.follow(null);
  }

  // Unfolds a panel and brings it into sight.
  open(name) {
    const one = this.panels.get(name);
    one.folder.open = true;
    this.desk.views.show("panels");
    one.node.scrollIntoView({ block: "nearest" });
    this.#follow(one);
  }

  follow(row) {
    this.row = row;
    this.desk.remarks.about(row);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.panels.forEach((one) => this.#follow(one)), REST);
  }

  // What is folded asks the server nothing; it catches up when it is unfolded.
  #follow(one) {
    if (!one.folder.open || one.followed === this.row) return;
    void this.desk.parts.use(`panels/${one.name}`, (panel) => {
      if (one.followed === this.row) return;
      one.followed = this.row;
      void panel.follow(this.row);
    });
  }

  #made(name) {
    const node = document.querySelector(`#panel-${name}`);
    const folder = node.querySelector("details");
    folder.open = chosen()[name] ?? UNFOLDED[name];
    const one = { name, node, folder };
    folder.addEventListener("toggle", () => {
      remember(name, folder.open);
      this.#follow(one);
    });
    return one;
  }
}

// On a narrow screen one thing has it at a time: the segments, the panels or the preview.
export class Views {
  constructor(desk) {
    this.desk = desk;
    this.segments = document.querySelector("#segments-button");
    this.panels = document.querySelector("#panels-button");
    this.segments.addEventListener("click", () => this.show("segments"));
    this.panels.addEventListener("click", () => this.show("panels"));
    WIDE.addEventListener("change", () => this.#preview());
    this.mark();
    this.#preview();
  }

  // `name`: "segments" or "panels"
  show(name) {
    if (WIDE.matches) return;
    const preview = this.desk.parts.get("preview");
    if (preview?.shown) preview.hide();
    document.body.classList.toggle("with-panels", name === "panels");
    this.mark();
    if (name === "segments") this.desk.inSight();
  }

  // The buttons say what is shown.
  mark() {
    const panels = document.body.classList.contains("with-panels");
    const preview = document.body.classList.contains("with-preview");
    this.segments.setAttribute("aria-pressed", String(!panels && !preview));
    this.panels.setAttribute("aria-pressed", String(panels && !preview));
  }

  // Where there is room the preview shows itself, unless this person hid it.
  #preview() {
    if (WIDE.matches && stored(PREVIEW) !== "hidden") void this.desk.parts.use("preview", () => {});
  }
}

function chosen() {
  try {
    return JSON.parse(stored(CHOICE)) ?? {};
  } catch {
    return {}; // not ours
  }
}

function remember(name, open) {
  try {
    localStorage.setItem(CHOICE, JSON.stringify({ ...chosen(), [name]: open }));
  } catch {
    // switched off: panels are as they were made
  }
}

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // switched off
  }
}
