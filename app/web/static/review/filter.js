// Narrows the rows to a state and to words; both stand in the address.

import { language, t } from "../words.js";
import { STATES } from "./marks.js";
import { announce } from "./notices.js";

const REST = 150; // milliseconds after the last key of a search
const ACCEPTS = {
  "": () => true,
  "needs-review": (row) => row.needsReview,
  errors: (row) => row.hasErrors,
  comments: (row) => Boolean(row.comments),
  changed: (row) => row.changed,
};

export class Filter {
  // `events` has changed(), and chosen(row) for the row that a search leads to.
  constructor(rows, events) {
    Object.assign(this, { rows, events });
    this.select = document.querySelector("#filter");
    this.words = document.querySelector("#search");
    this.select.addEventListener("change", () => this.choose(this.select.value));
    this.words.addEventListener("input", () => this.#later());
    this.words.addEventListener("keydown", (event) => this.#pressed(event));
    this.words.form.addEventListener("submit", (event) => event.preventDefault());
    document.querySelector("#show-all").addEventListener("click", () => this.#all());
    this.#narrow();
    this.count();
  }

  get value() {
    return this.rows.node.dataset.filter;
  }

  // Leads to the field in which words are searched.
  search() {
    this.words.select();
    this.words.focus();
  }

  accepts(row) {
    return !row.apart && (ACCEPTS[this.value] ?? ((one) => one.state === this.value))(row);
  }

  // Whether the row is on the screen: those of the filter, the open one and those that were changed under it.
  shows(row) {
    return this.accepts(row) || row.node.matches(".stays, .active");
  }

  // Rows that are changed under a filter stay in sight until another one is chosen.
  stay(row) {
    row.node.classList.add("stays");
  }

  choose(value) {
    this.select.value = value;
    this.rows.node.dataset.filter = value;
    this.#anew();
  }

  #all() {
    this.words.value = "";
    this.choose("");
  }

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#anew(), REST);
  }

  // Enter opens the first that was found; Esc takes the words away, then leads back to the segment.
  #pressed(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") {
      this.#anew();
      const found = this.rows.list.find((row) => this.accepts(row));
      if (found) this.events.chosen(found);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (!this.words.value) return this.events.chosen(null);
      this.words.value = "";
      this.#anew();
    }
  }

  #anew() {
    clearTimeout(this.timer);
    for (const row of this.rows.list) row.node.classList.remove("stays");
    this.#narrow();
    const address = new URL(location.href);
    for (const [name, value] of [["state", this.value], ["q", this.words.value.trim()]]) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
    this.count();
    this.events.changed();
    announce(t("{number} shown", { number: this.rows.list.filter((row) => this.accepts(row)).length }));
  }

  // Capital letters and accents make no difference.
  #narrow() {
    const wanted = folded(this.words.value.trim());
    for (const row of this.rows.list) {
      const apart = wanted !== "" && !folded(`${row.source}\n${row.target}`).includes(wanted);
      if (apart !== row.apart) row.node.toggleAttribute("data-apart", apart);
      row.apart = apart;
    }
  }

  // Numbers in the choices and in the progress line.
  count() {
    const { list } = this.rows;
    const counts = new Map(Object.keys(STATES).map((state) => [state, 0]));
    for (const row of list) counts.set(row.state, counts.get(row.state) + 1);
    const approved = counts.get("approved");
    counts.set("", list.length);
    counts.set("needs-review", list.length - approved);
    for (const name of ["errors", "comments", "changed"]) counts.set(name, list.filter(ACCEPTS[name]).length);
    for (const option of this.select.options) {
      option.textContent = `${option.dataset.label} (${counts.get(option.value).toLocaleString(language)})`;
    }
    document.querySelector("#progress").value = approved;
    document.querySelector("#progress-words").textContent = t("{approved} of {all} approved", { approved, all: list.length });
    const visible = list.some((row) => this.accepts(row)) || this.rows.node.querySelector(".stays, .active");
    document.querySelector("#nothing").hidden = Boolean(visible) || !list.length;
  }
}

function folded(text) {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLocaleLowerCase(language);
}
