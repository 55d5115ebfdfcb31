// What a reviewer does: approve, send back, save, undo, go on; and what happens to each save.

import { n, t } from "../words.js";
import { STATES } from "./marks.js";
import { announce, dismiss, notice, standing } from "./notices.js";

const UNSAVED = t("Typed here, not saved");
const NOTHING_OPEN = t("No segment is open: F9 opens the next that needs review.");
const READ_ONLY = t("You may read this, and change nothing.");

export class Desk {
  // main.js adds server, saver, editor, filter, parts, since, shortcuts, views, panels and remarks, some of which report
  // to the desk in turn.
  constructor({ rows, kept, elsewhere, slug, locale }) {
    Object.assign(this, { rows, kept, elsewhere, slug, locale, done: [] });
  }

  // Whether this person may only read here.
  get readOnly() {
    return this.editor.area.readOnly;
  }

  // What is selected on the page or in the editor.
  get selection() {
    const { area } = this.editor;
    const typed = document.activeElement === area ? area.value.slice(area.selectionStart, area.selectionEnd) : "";
    return (typed || String(getSelection())).trim();
  }

  // Deeds

  // `accept`: the reason for which the errors of the text are let pass.
  approve({ accept } = {}) {
    const { row, obstacle, text } = this.editor;
    if (!this.ready()) return;
    if (obstacle && !accept) return this.editor.refuse(obstacle);
    this.#finish(row, { target: text, state: "approved", accept }, t("Approved"));
  }

  needsWork() {
    const { row, text } = this.editor;
    if (!this.ready()) return;
    this.#finish(row, { target: text, state: text.trim() ? "needs_work" : "empty" }, t("Needs work"));
  }

  // Without approving, and without leaving the row.
  save() {
    const { row, dirty, text } = this.editor;
    if (!this.ready()) return;
    if (dirty) this.put(row, { target: text, state: text.trim() ? "needs_work" : "empty" });
    else if (!this.saver.pending(row)) standing(t("Saved"));
  }

  go(step) {
    const accepts = (row) => this.filter.accepts(row) || row.node.classList.contains("stays");
    const found = this.rows.after(this.editor.row, accepts, { step });
    if (found) this.editor.open(found);
    else announce(step > 0 ? t("This is the last segment.") : t("This is the first segment."));
  }

  goToNextReview() {
    const found = this.#nextReview(this.editor.row);
    if (found) this.editor.open(found);
    else announce(t("Nothing left to review here."));
  }

  copySource() {
    if (!this.editor.row) return false;
    this.editor.write(this.editor.row.source);
  }

  open(id) {
    const row = this.rows.get(id);
    if (row) this.editor.open(row);
  }

  inSight() {
    this.editor.row?.node.scrollIntoView({ block: "nearest" });
  }

  leave() {
    const { row } = this.editor;
    if (!row) return false;
    this.editor.close();
    row.reach();
  }

  // Whether there is a segment to work on; says why not.
  ready() {
    const { row } = this.editor;
    if (!row) announce(NOTHING_OPEN);
    else if (this.readOnly) announce(READ_ONLY);
    return row !== null && !this.readOnly;
  }

  // Takes back what was done last; again, what was done before that.
  undo() {
    if (this.saver.wishes.size) return announce(t("Still saving: undo once it is saved."));
    const last = this.done.at(-1);
    if (last) this.#undo(last);
    else announce(t("Nothing to undo."));
  }

  // Says what was done, and keeps how it is taken back.
  did(words, back) {
    const deed = { back };
    this.done.push(deed);
    notice(words, [[t("Undo"), () => this.#undo(deed)]], { kind: "done" });
  }

  // Saves what is typed in the open row; false when a text of `rows` waits for a person or for the server.
  async settled(rows) {
    const waits = (row) => this.kept.read(row.id) || row.node.querySelector(".conflict");
    if (this.editor.dirty && !this.editor.row.node.querySelector(".conflict")) this.save();
    await this.saver.again();
    const held = rows.find(waits);
    const waiting = (number) => t("{number} has text that is not saved: nothing was changed.", { number });
    if (held) notice(waiting(held.number), [[t("Show {number}", { number: held.number }), () => this.#show(held)]]);
    return !held;
  }

  #show(row) {
    const text = this.kept.read(row.id);
    this.editor.open(row);
    if (text && !row.node.querySelector(".conflict")) this.editor.put(text.target);
  }

  #nextReview(row) {
    return this.rows.after(row, (one) => one.needsReview && this.filter.accepts(one), { around: true });
  }

  #finish(row, wish, word) {
    const next = this.#nextReview(row);
    this.put(row, wish, word);
    if (next) {
      this.editor.open(next);
      const now = { number: next.number, state: STATES[next.state].toLowerCase() };
      announce(`${word} ${row.number}, ${t("now {number}, {state}", now)}`);
    } else {
      this.editor.close();
      row.reach();
      announce(`${word} ${row.number}. ${t("Nothing left to review here.")}`);
      standing(t("Saving…"), "busy");
    }
  }

  put(row, { target, state, accept }, word = null) {
    const before = row.snapshot();
    if (word && !accept && target === before.target && state === before.state) return;
    this.settle(row);
    this.filter.stay(row);
    row.expect({ target, state });
    this.saver.save(row, { target, state, accept, before, word });
    this.filter.count();
  }

  #undo(deed) {
    this.done = this.done.filter((one) => one !== deed);
    deed.back();
  }

  #restore(row, { before, target }) {
    const { number } = row;
    if (row.target !== target || this.saver.pending(row)) return notice(t("{number} was changed since; nothing was undone.", { number }));
    row.expect(before);
    this.saver.save(row, { ...before, before: row.snapshot() });
    this.editor.open(row);
    this.editor.reload();
    announce(t("Undone: {number} is {state} again", { number, state: STATES[before.state].toLowerCase() }));
  }

  // Many rows at once

  show(row, segment) {
    this.filter.stay(row);
    row.update(segment);
    if (this.editor.row === row) this.editor.reload();
  }

  shown() {
    this.filter.count();
    this.refreshPreview();
  }

  refreshPreview() {
    this.parts.get("preview")?.refresh();
  }

  // Nothing waits in the row for a choice any more.
  settle(row) {
    dismiss(row.waits);
    row.node.querySelector(".conflict")?.remove();
    row.remark(null);
  }

  // What the saver reports

  saved(row, segment, wish) {
    if (!wish.newest) {
      row.version = segment.version;
      return;
    }
    row.update(segment);
    if (wish.word || wish.left) {
      this.did(said(row, wish), () => this.#restore(row, wish));
    }
    this.filter.count();
    this.parts.get("preview")?.renew(row.id);
  }

  refused(row, wish, { message, reasons = [], fix }) {
    this.#unsaved(row, wish);
    const { number } = row;
    const words = [t("{number} was not saved.", { number }), message, ...reasons, fix].filter(Boolean).join(" ");
    announce(words);
    notice(words, [[t("Go to {number}", { number }), () => this.editor.open(row)]], { kind: row.waits });
    this.filter.count();
  }

  // `current` is null when the segment has left the issue.
  conflict(row, wish, current) {
    if (current && row.version === current.version) return; // seen and settled while this save was on its way
    this.#unsaved(row, wish);
    void this.parts.use("disputes", (disputes) => disputes.refused(row, wish, current));
  }

  #unsaved(row, { target, before, version }) {
    if (row.version === version) row.restore(before);
    row.remark(UNSAVED);
    this.kept.keep(row.id, { target, version: row.version });
    standing(t("Not saved"), "trouble");
  }

  // What the editor reports

  typed(row) {
    const { text, dirty } = this.editor;
    if (!dirty) this.kept.forget(row.id);
    else if (!this.kept.keep(row.id, { target: text, version: row.version })) {
      return standing(t("This browser cannot keep unsaved text: save with Ctrl+S."), "trouble");
    }
    standing(dirty ? t("Not saved yet") : "");
    row.remark(null);
  }

  // A text that is left is saved without approving it, unless two texts wait for a choice.
  left(row, text) {
    if (row.node.querySelector(".conflict") || this.saver.pending(row)) return;
    const before = row.snapshot();
    const state = text.trim() ? "needs_work" : "empty";
    this.filter.stay(row);
    row.expect({ target: text, state });
    this.saver.save(row, { target: text, state, before, left: true });
    this.filter.count();
  }

  // What changes on disk report

  changed(row, segment) {
    const active = this.editor.row === row;
    const mine = active && this.editor.dirty ? this.editor.text : (this.kept.read(row.id)?.target ?? null);
    if (mine !== null && mine !== segment.target) {
      void this.parts.use("disputes", (disputes) => disputes.ask(row, { mine, current: segment, state: "needs_work" }));
      announce(t("Segment {number} was changed elsewhere; both texts are on screen.", { number: row.number }));
      return;
    }
    this.kept.forget(row.id);
    row.update(segment);
    if (active) this.editor.reload();
    if (active && mine !== null) standing(t("Saved")); // the same text by another hand
    this.elsewhere.note(row);
    this.filter.stay(row);
    this.filter.count();
    this.parts.get("preview")?.renew(row.id);
    announce(t("Segment {number} was changed elsewhere", { number: row.number }));
  }
}

function said(row, { left, word }) {
  const words = `${left ? t("Saved") : word} ${row.number}`;
  const others = row.places - 1;
  return others ? `${words}, ${n("also applied to {number} other place", "also applied to {number} other places", others)}` : words;
}
