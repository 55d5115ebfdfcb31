// Two texts of one segment, and texts that an earlier page could not save: nothing is chosen but by a person.

import { t } from "../words.js";
import * as conflict from "./conflict.js";
import { announce, notice, standing } from "./notices.js";

export class Disputes {
  constructor(desk) {
    this.desk = desk;
  }

  // A save of ours met `current`, null when the segment has left the issue.
  refused(row, wish, current) {
    const { desk } = this;
    if (current && row.version === current.version) return; // seen and settled while this save was on its way
    const mine = wish.target;
    if (row.version === wish.version) row.restore(wish.before);
    desk.kept.keep(row.id, { target: mine, version: row.version });
    standing(t("Not saved"), "trouble");
    if (!current) return this.#leftIssue(row, mine);
    this.ask(row, { mine, current, state: wish.state });
    announce(t("Segment {number} was changed elsewhere; both texts are on screen.", { number: row.number }));
    if (desk.editor.row === row) return row.node.scrollIntoView({ block: "start" });
    notice(t("{number} was changed elsewhere; your text is kept.", { number: row.number }), [[t("Show {number}", { number: row.number }), () => desk.editor.open(row)]], { kind: conflict.kindOf(row) });
  }

  #leftIssue(row, mine) {
    const { desk } = this;
    conflict.showLeft(row, { mine });
    const words = t("Segment {number} has left the issue; your text is kept, to be copied.", { number: row.number });
    announce(words);
    if (desk.editor.row !== row) notice(words, [[t("Show {number}", { number: row.number }), () => desk.editor.open(row)]]);
  }

  // Texts that an earlier page could not save: sent again, or put back into the editor to be looked at.
  restore() {
    const { desk } = this;
    for (const row of desk.rows.list) {
      const text = desk.kept.read(row.id);
      if (text) this.#restore(row, text);
    }
    for (const [id, target] of desk.kept.strays(desk.rows.byId)) this.#stray(id, target);
  }

  // The same for texts that only the server kept.
  async fetch() {
    const { kept, rows, editor } = this.desk;
    for (const text of await kept.fetched()) {
      const row = rows.get(text.id);
      if (kept.read(text.id)) continue; // typed meanwhile
      if (!row) {
        this.#stray(text.id, text.target);
        continue;
      }
      kept.keep(text.id, text);
      this.#restore(row, text);
      if (editor.row === row && !editor.dirty && text.version === row.version) editor.put(text.target);
    }
  }

  #restore(row, text) {
    const { desk } = this;
    if (text.target === row.target && (!text.state || text.state === row.state)) desk.kept.forget(row.id);
    else if (text.version !== row.version) void this.#askAgain(row, text);
    else if (text.state) desk.put(row, text);
    else row.remark(t("Typed here, not saved"));
  }

  #stray(id, target) {
    const { desk } = this;
    conflict.showStray(desk.rows.node, { mine: target, like: desk.editor.area, discard: () => desk.kept.forget(id) });
  }

  async #askAgain(row, { target, state }) {
    const answer = await this.desk.server.segment(row.id).catch(() => ({ ok: false }));
    if (answer.ok) this.ask(row, { mine: target, current: answer.body, state: state ?? "needs_work" });
  }

  // Mine or theirs: the row takes over their version only when somebody has seen both.
  ask(row, { mine, current, state }) {
    const { desk } = this;
    const settle = () => {
      row.update(current);
      desk.filter.count();
    };
    conflict.show(row, {
      mine,
      current,
      choose: {
        mine: () => {
          settle();
          desk.put(row, { target: mine, state: mine.trim() ? state : "empty" });
        },
        theirs: () => {
          conflict.clear(row);
          desk.kept.forget(row.id);
          settle();
          if (desk.editor.row === row) desk.editor.reload();
          desk.preview.refresh();
          standing(t("Saved"));
        },
        both: () => {
          settle();
          desk.kept.keep(row.id, { target: mine, version: row.version });
          desk.editor.open(row);
          desk.editor.put(mine);
        },
      },
    });
  }
}
