// Narrows the rows to a state; the choice stands in the address.

import { STATES } from "./marks.js";

const ACCEPTS = {
  "": () => true,
  "needs-review": (row) => row.needsReview,
  errors: (row) => row.hasErrors,
};

export class Filter {
  constructor(rows, { onChange }) {
    this.rows = rows;
    this.select = document.querySelector("#filter");
    this.onChange = onChange;
    this.select.addEventListener("change", () => this.choose(this.select.value));
    document.querySelector("#show-all").addEventListener("click", () => this.choose(""));
    this.count();
  }

  get value() {
    return this.rows.node.dataset.filter;
  }

  accepts(row, value = this.value) {
    return (ACCEPTS[value] ?? ((one) => one.state === value))(row);
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
    for (const row of this.rows.list) row.node.classList.remove("stays");
    const address = new URL(location.href);
    if (value) address.searchParams.set("state", value);
    else address.searchParams.delete("state");
    history.replaceState(null, "", address);
    this.count();
    this.onChange();
  }

  // Numbers in the choices and in the progress line.
  count() {
    const { list } = this.rows;
    const counts = new Map(Object.keys(STATES).map((state) => [state, 0]));
    for (const row of list) counts.set(row.state, counts.get(row.state) + 1);
    const approved = counts.get("approved");
    counts.set("", list.length);
    counts.set("needs-review", list.length - approved);
    counts.set("errors", list.filter((row) => row.hasErrors).length);
    for (const option of this.select.options) {
      option.textContent = `${option.dataset.label} (${counts.get(option.value).toLocaleString("en")})`;
    }
    document.querySelector("#progress").value = approved;
    document.querySelector("#progress-words").textContent =
      `${approved.toLocaleString("en")} of ${list.length.toLocaleString("en")} approved`;
    const visible = counts.get(this.value) > 0 || this.rows.node.querySelector(".stays, .active");
    document.querySelector("#nothing").hidden = Boolean(visible) || !list.length;
  }
}
