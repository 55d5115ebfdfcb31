// Approves a text in spite of its errors, with a reason that stands in the catalog.

import { t } from "../words.js";
import { findingLine } from "./marks.js";
import { announce } from "./notices.js";

export class Part {
  constructor(desk) {
    this.desk = desk;
    this.dialog = document.querySelector("#accept");
    this.errors = document.querySelector("#accept-errors");
    this.reason = document.querySelector("#accept-reason");
    this.dialog.addEventListener("close", () => this.#closed());
  }

  async ask() {
    const { editor } = this.desk;
    if (!this.desk.ready()) return;
    await editor.check();
    const { errors } = editor;
    if (!errors.length) return announce(t("This target has no errors: approve it as it is."));
    if (errors.some(({ final }) => final)) {
      return editor.refuse(t("Nobody can accept this error: it would break the issue or harm its readers. Fix it to approve."));
    }
    this.errors.replaceChildren(...errors.map(findingLine));
    this.reason.value = "";
    this.dialog.returnValue = "";
    this.dialog.showModal();
    this.reason.focus();
  }

  #closed() {
    const reason = this.reason.value.trim();
    if (this.dialog.returnValue && reason) this.desk.approve({ accept: reason });
    else this.desk.editor.area.focus({ preventScroll: true });
  }
}
