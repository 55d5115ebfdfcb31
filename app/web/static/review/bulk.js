// Many segments at once: checkboxes, a bar with what can be done to them, one request and one undo.

import { n, t } from "../words.js";
import { element } from "./marks.js";
import { announce, notice, standing } from "./notices.js";

const SILENT = t("The server does not answer: nothing was changed.");

export class Part {
  constructor(desk) {
    const boxes = desk.rows.node.querySelectorAll(".row .pick:checked");
    Object.assign(this, { desk, picked: new Set([...boxes].map((box) => box.closest(".row").id)), last: null });
    this.bar = document.querySelector("#bulk");
    this.words = document.querySelector("#bulk-words");
    this.left = document.querySelector("#bulk-left");
    this.every = document.querySelector("#pick-all");
    this.shown = document.querySelector("#bulk-shown");
    this.shown.addEventListener("click", () => this.#pickShown(true));
    document.querySelector("#bulk-approve").addEventListener("click", () => this.save("approved"));
    document.querySelector("#bulk-needs-work").addEventListener("click", () => this.save("needs_work"));
    document.querySelector("#bulk-clear").addEventListener("click", () => this.#clear());
  }

  // `state`: "approved" or "needs_work"
  async save(state) {
    const rows = this.#rows();
    if (!rows.length || !(await this.desk.settled(rows))) return;
    const before = new Map(rows.map((row) => [row.id, row.snapshot()]));
    const answer = await this.#send(rows.map((row) => ({ id: row.id, version: row.version, state })));
    if (!answer) return;
    const saved = answer.saved.map(({ id }) => this.desk.rows.get(id));
    const words = state === "approved" ? n("Approved {number}", "Approved {number}", saved.length) : n("Sent back {number}", "Sent back {number}", saved.length);
    this.#leave(answer);
    if (!this.picked.size) this.desk.editor.area.focus({ preventScroll: true });
    announce([words, this.words.textContent].filter(Boolean).join(". "));
    if (saved.length) this.desk.did(words, () => this.#undo(saved, before));
  }

  #rows() {
    return this.desk.rows.list.filter((row) => this.picked.has(row.id));
  }

  async #undo(rows, before) {
    const items = rows.map((row) => ({ id: row.id, version: row.version, ...before.get(row.id) }));
    const answer = await this.#send(items);
    if (!answer) return;
    const words = n("Undone: {number} is as it was", "Undone: {number} are as they were", answer.saved.length);
    const changed = answer.conflicts.length + answer.left_out.length;
    const rest = changed ? n("{number} was changed since and stays", "{number} were changed since and stay", changed) : "";
    announce([words, rest].filter(Boolean).join(". "));
    notice([words, rest].filter(Boolean).join(". "), [], { kind: "done" });
  }

  // The answer, with what was saved shown in the rows; null when there is none.
  async #send(items) {
    standing(t("Saving…"), "busy");
    const { server, rows } = this.desk;
    const answer = await server.saveAll(items).catch(() => null);
    if (!answer?.ok) {
      const words = [answer?.body.message ?? SILENT, answer?.body.fix].filter(Boolean).join(" ");
      standing(t("Not saved"), "trouble");
      announce(words);
      notice(words);
      return null;
    }
    for (const segment of answer.body.saved) this.desk.show(rows.get(segment.id), segment);
    for (const { id, current } of answer.body.conflicts) if (current) this.desk.changed(rows.get(id), current);
    this.desk.shown();
    standing(t("Saved"));
    return answer.body;
  }

  // What was not saved stays chosen, with the reasons and a way to each.
  #leave({ left_out: out, conflicts }) {
    this.#pick([...this.picked], false);
    const rest = [...out, ...conflicts].map((one) => ({ ...one, row: this.desk.rows.get(one.id) }));
    this.#pick(rest.map(({ id }) => id), true);
    this.words.textContent = rest.length ? n("{number} was left out:", "{number} were left out:", rest.length) : "";
    this.left.replaceChildren(...rest.map((one) => this.#reason(one)));
    this.left.hidden = !rest.length;
  }

  #reason({ row, message, reasons = [] }) {
    const words = reasons.length ? reasons.join(" ") : message;
    const button = element("button", { type: "button", text: row.number, ariaLabel: t("Go to {number}", { number: row.number }) });
    button.addEventListener("click", () => this.desk.editor.open(row));
    return element("li", {}, button, ` ${words}`);
  }

  // A checkbox was clicked; with Shift, all from the one chosen before up to this one.
  clicked(box, { shiftKey }) {
    if (box === this.every) return this.#pickShown(box.checked);
    const { rows, filter } = this.desk;
    const row = rows.get(box.closest(".row").id);
    const reach = [this.last ?? row, row].map((one) => rows.list.indexOf(one)).sort((a, b) => a - b);
    const between = shiftKey ? rows.list.slice(reach[0], reach[1] + 1).filter((one) => filter.shows(one)) : [row];
    this.last = row;
    this.#pick(between.map(({ id }) => id), box.checked);
    this.#say();
  }

  #pickShown(chosen) {
    this.#pick(this.desk.rows.list.filter((row) => this.desk.filter.shows(row)).map(({ id }) => id), chosen);
    this.#say();
  }

  #clear() {
    this.#pick([...this.picked], false);
    this.#say();
    this.desk.editor.area.focus({ preventScroll: true });
  }

  #pick(ids, chosen) {
    for (const id of ids) {
      if (chosen) this.picked.add(id);
      else this.picked.delete(id);
      this.desk.rows.get(id).node.querySelector(".pick").checked = chosen;
    }
    this.#count();
  }

  #say() {
    this.words.textContent = this.left.textContent = "";
    this.left.hidden = true;
    announce(n("{number} selected", "{number} selected", this.picked.size));
  }

  #count() {
    const { size } = this.picked;
    this.bar.hidden = !size;
    document.querySelector("#bulk-count").textContent = n("{number} selected", "{number} selected", size);
    document.querySelector("#bulk-approve").textContent = n("Approve {number}", "Approve {number}", size);
    const all = this.desk.rows.list.filter((row) => this.desk.filter.shows(row)).length;
    this.shown.textContent = n("Select the one shown", "Select all {number} shown", all);
    if (this.every) {
      this.every.checked = size > 0 && size >= all;
      this.every.indeterminate = size > 0 && size < all;
    }
  }
}
