// The assembled issue beside the rows: follows the active segment, is renewed after saves, opens what is clicked.
// A save renews the places of its segment alone; what they become then hangs on nothing around them.

import { t } from "../words.js";
import { listen } from "./keys.js";

const WIDE = matchMedia("(min-width: 60rem)");
const CHOICE = "passeur:preview";
const WIDTH = "passeur:preview-width";

export class Part {
  constructor(desk) {
    Object.assign(this, { desk, frame: null, active: desk.editor.row?.id, stale: true, asked: new Map() });
    this.node = document.querySelector("#preview");
    this.frames = this.node.querySelector(".frames");
    this.button = document.querySelector("#preview-button");
    const width = document.querySelector("#preview-width");
    const narrow = (phone) => {
      this.node.classList.toggle("phone", phone);
      width.setAttribute("aria-pressed", String(phone));
    };
    width.addEventListener("click", () => {
      const phone = !this.node.classList.contains("phone");
      localStorage.setItem(WIDTH, phone ? "phone" : "desktop");
      narrow(phone);
    });
    narrow(localStorage.getItem(WIDTH) === "phone");
    // A window made narrow, or a page made large, must not put the preview over what is being typed.
    WIDE.addEventListener("change", () => this.#display(this.#wanted()));
    if (this.#wanted()) this.#display(true);
  }

  get shown() {
    return !this.node.hidden;
  }

  #wanted() {
    return WIDE.matches && localStorage.getItem(CHOICE) !== "hidden";
  }

  toggle(shown = !this.shown) {
    localStorage.setItem(CHOICE, shown ? "shown" : "hidden");
    this.#display(shown);
  }

  hide() {
    this.#display(false);
  }

  #display(shown) {
    this.node.hidden = !shown;
    document.body.classList.toggle("with-preview", shown);
    this.button.setAttribute("aria-pressed", String(shown));
    this.desk.views.mark();
    if (!shown) this.desk.inSight();
    else if (this.stale) this.refresh();
    else this.show(this.active);
  }

  // The new page loads behind the old one and takes its place when it is ready, at the same height: nothing flickers.
  refresh() {
    this.stale = true;
    if (!this.shown) return;
    this.next?.remove();
    const next = document.createElement("iframe");
    next.title = t("The issue as it reads now");
    next.setAttribute("sandbox", "allow-same-origin");
    next.className = "behind";
    next.src = this.node.dataset.address;
    next.addEventListener("load", () => this.#swap(next));
    this.next = next;
    this.stale = false;
    this.frames.append(next);
  }

  // One segment was saved.
  async renew(id) {
    if (!this.shown || this.next) return this.refresh();
    const turn = (this.asked.get(id) ?? 0) + 1;
    this.asked.set(id, turn);
    const piece = await this.#piece(id);
    if (this.asked.get(id) !== turn) return;
    this.asked.delete(id);
    const spans = this.#spans(id);
    if (!piece?.nodes || !spans.length || this.next) return this.refresh();
    if (!spans.map((span) => this.#put(span, piece)).every(Boolean)) this.refresh();
  }

  async #piece(id) {
    try {
      const answer = await fetch(`${this.node.dataset.address}/${id}`, { cache: "no-store" });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  // Footnotes keep their numbers; false when the text calls others than before, which moves those of the whole page.
  #put(span, { state, lang, dir, nodes }) {
    const made = span.ownerDocument.createElement("span");
    made.append(...nodes.map((node) => build(node, span.ownerDocument)));
    const [before, now] = [span, made].map((one) => [...one.querySelectorAll(".footnote-reference a")]);
    if (String(before) !== String(now)) return false; // a link as text is its address
    now.forEach((call, place) => call.replaceChildren(...before[place].childNodes));
    Object.assign(span, { lang, dir });
    span.dataset.state = state;
    span.replaceChildren(...made.childNodes);
    return true;
  }

  #spans(id) {
    return this.frame ? [...this.frame.contentDocument.querySelectorAll(`[data-segment="${id}"]`)] : [];
  }

  #swap(next) {
    if (next !== this.next) return;
    this.next = null;
    const page = next.contentDocument;
    this.stale = !page; // the server was gone: the next save, or showing it anew, asks again
    if (!page) return next.remove();
    const old = this.frame;
    if (old?.contentWindow) next.contentWindow.scrollTo(0, old.contentWindow.scrollY);
    page.addEventListener("click", (event) => this.#clicked(event));
    listen(page, (chord, digit) => this.desk.shortcuts.pressed(chord, digit));
    next.classList.remove("behind");
    old?.remove();
    this.frame = next;
    this.show(this.active);
  }

  #clicked(event) {
    event.preventDefault(); // links of the issue lead nowhere from here
    const span = event.target.closest?.("[data-segment]");
    if (!span) return;
    this.desk.views.show("segments"); // on a narrow screen it covers the rows
    this.desk.open(span.dataset.segment);
  }

  // Marks a segment and brings it into sight inside the frame, without moving the page around it.
  show(id) {
    this.active = id;
    const page = this.frame?.contentDocument;
    if (!page) return;
    for (const span of page.querySelectorAll("[data-active]")) delete span.dataset.active;
    const spans = this.#spans(id);
    for (const span of spans) span.dataset.active = "";
    if (spans.length) this.#scroll(spans[0]);
  }

  #scroll(span) {
    const view = this.frame.contentWindow;
    const { top, bottom } = span.getBoundingClientRect();
    const margin = view.innerHeight / 5;
    if (top < margin || bottom > view.innerHeight - margin) {
      view.scrollTo({ top: view.scrollY + top - view.innerHeight / 3, behavior: "instant" });
    }
  }
}

// ["em", {lang: "fr"}, ["texte"]] as an element; the server has left nothing in it that runs.
function build(node, page) {
  if (typeof node === "string") return node;
  const [name, attributes, inner] = node;
  const made = page.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inner.map((one) => build(one, page)));
  return made;
}
