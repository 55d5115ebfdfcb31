// On a narrow screen one thing has it at a time: the segments, the panels or the preview.

const WIDE = matchMedia("(min-width: 60rem)");

export class Views {
  constructor(desk) {
    this.desk = desk;
    this.segments = document.querySelector("#segments-button");
    this.panels = document.querySelector("#panels-button");
    this.segments.addEventListener("click", () => this.show("segments"));
    this.panels.addEventListener("click", () => this.show("panels"));
    document.querySelector("#preview-button").addEventListener("click", () => this.#mark());
    this.#mark();
  }

  // `name`: "segments" or "panels"
  show(name) {
    if (WIDE.matches) return;
    if (this.desk.preview.shown) this.desk.preview.hide();
    document.body.classList.toggle("with-panels", name === "panels");
    this.#mark();
    if (name === "segments") this.desk.editor.row?.node.scrollIntoView({ block: "nearest" });
  }

  #mark() {
    const panels = document.body.classList.contains("with-panels");
    const preview = document.body.classList.contains("with-preview");
    this.segments.setAttribute("aria-pressed", String(!panels && !preview));
    this.panels.setAttribute("aria-pressed", String(panels && !preview));
  }
}
