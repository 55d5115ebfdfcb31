// Narrows the rows to a state; the choice stands in the address.

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
    for (const option of this.select.options) {
      const number = list.filter((row) => this.accepts(row, option.value)).length;
      option.textContent = `${option.dataset.label} (${number.toLocaleString("en")})`;
    }
    const approved = list.filter((row) => !row.needsReview).length;
    document.querySelector("#progress").value = approved;
    document.querySelector("#progress-words").textContent =
      `${approved.toLocaleString("en")} of ${list.length.toLocaleString("en")} approved`;
    const visible = list.some((row) => this.accepts(row) || row.node.matches(".stays, .active"));
    document.querySelector("#nothing").hidden = visible || !list.length;
  }
}
