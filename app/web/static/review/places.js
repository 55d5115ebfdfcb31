// Leads to a segment by its number.

import { t } from "../words.js";
import { announce } from "./notices.js";

export class Part {
  constructor(desk) {
    this.desk = desk;
    this.dialog = document.querySelector("#goto");
    this.number = document.querySelector("#goto-number");
    this.dialog.addEventListener("close", () => this.#closed());
  }

  ask() {
    this.number.value = this.desk.editor.row?.number ?? "";
    this.dialog.returnValue = "";
    this.dialog.showModal();
    this.number.select();
  }

  #closed() {
    const { editor, rows } = this.desk;
    if (this.dialog.returnValue !== "go") return editor.row && editor.area.focus();
    const row = rows.list[Number(this.number.value) - 1];
    if (row) editor.open(row);
    else announce(t("There is no segment {number}.", { number: this.number.value }));
  }
}
