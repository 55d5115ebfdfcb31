// A sentence that stands in several places: lets one place differ, or be as the others again; the page is loaded anew.

import { t } from "../words.js";
import { element } from "./marks.js";
import { announce, notice } from "./notices.js";

const SILENT = t("The server does not answer: nothing was changed.");

export class Part {
  constructor(desk) {
    this.desk = desk;
    this.dialog = document.querySelector("#apart");
    this.list = document.querySelector("#apart-places");
    this.dialog.addEventListener("close", () => this.#closed());
  }

  async ask() {
    if (!this.desk.ready()) return;
    const { row } = this.desk.editor;
    if (row.own) return this.#together(row.id);
    if (row.places < 2) return tell(t("This sentence stands in one place only."));
    const found = await this.#send(row, "repetitions");
    if (!found) return;
    this.row = row;
    const shared = found.places.filter((place) => !place.own);
    this.list.replaceChildren(...shared.map((place, number) => choice(place, number)));
    this.dialog.returnValue = "";
    this.dialog.showModal();
    this.list.querySelector("input").focus();
  }

  // Takes back what was done before the page was loaded anew.
  takeBack({ id, place }) {
    return place ? this.#apart(id, place) : this.#together(id);
  }

  #closed() {
    const chosen = this.list.querySelector("input:checked");
    if (this.dialog.returnValue && chosen) this.#apart(this.row.id, chosen.value);
    else this.desk.editor.area.focus({ preventScroll: true });
  }

  async #apart(id, place) {
    const row = await this.#settled(id);
    const segment = row && (await this.#send(row, "apart", { place, version: row.version }));
    if (!segment) return;
    const words = t("One place of {number} can differ now", { number: row.number });
    this.desk.since.reload({ words, part: "repetitions", back: { id: segment.id }, id: segment.id });
  }

  async #together(id) {
    const row = await this.#settled(id);
    const segment = row && (await this.#send(row, "together", { version: row.version }));
    if (!segment) return;
    const words = t("{number} is as the other places again", { number: row.number });
    this.desk.since.reload({ words, part: "repetitions", back: { id: segment.id, place: id }, id: segment.id });
  }

  // The row with nothing of it left to save, its editor closed: its segment may leave. Null when something is.
  async #settled(id) {
    const row = this.desk.rows.get(id);
    if (!row) tell(t("This segment has left the issue: nothing was changed."));
    if (!row || !(await this.desk.settled([row]))) return null;
    return row;
  }

  // The body of the answer, null when there is none worth having; why is said.
  async #send(row, deed, body) {
    const { server } = this.desk;
    const answer = await server.ask(`${server.catalog}/segments/${row.id}/${deed}`, body && { method: "POST", body }).catch(() => null);
    if (answer?.ok) return answer.body;
    tell([answer?.body.message ?? SILENT, answer?.body.fix].filter(Boolean).join(" "));
    return null;
  }
}

function choice({ id, line, note }, number) {
  const words = element("span", { text: t("Line {line}: {note}", { line, note }) });
  return element("label", {}, element("input", { type: "radio", name: "place-apart", value: id, checked: number === 0 }), words);
}

function tell(words) {
  announce(words);
  notice(words, [], { kind: "apart" });
}
