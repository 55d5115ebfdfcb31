// Two texts of one segment, and texts that an earlier page could not save: nothing is chosen but by a person.

import { t } from "../words.js";
import { element, stateMark } from "./marks.js";
import { announce, notice, standing } from "./notices.js";

export class Part {
  constructor(desk) {
    this.desk = desk;
  }

  // A save of ours met `current`, null when the segment has left the issue.
  refused(row, wish, current) {
    const { desk } = this;
    const mine = wish.target;
    if (!current) return this.#leftIssue(row, mine);
    this.ask(row, { mine, current, state: wish.state });
    announce(t("Segment {number} was changed elsewhere; both texts are on screen.", { number: row.number }));
    if (desk.editor.row === row) return row.node.scrollIntoView({ block: "start" });
    notice(t("{number} was changed elsewhere; your text is kept.", { number: row.number }), [[t("Show {number}", { number: row.number }), () => desk.editor.open(row)]], { kind: row.waits });
  }

  #leftIssue(row, mine) {
    const { desk } = this;
    desk.settle(row);
    showLeft(row, { mine });
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

  // The same for `texts` that only the server kept.
  fetched(texts) {
    const { kept, rows, editor } = this.desk;
    for (const text of texts) {
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
    showStray(desk.rows.node, { mine: target, like: desk.editor.area, discard: () => desk.kept.forget(id) });
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
    desk.settle(row);
    show(row, {
      mine,
      current,
      choose: {
        mine: () => {
          settle();
          desk.put(row, { target: mine, state: mine.trim() ? state : "empty" });
        },
        theirs: () => {
          desk.settle(row);
          desk.kept.forget(row.id);
          settle();
          if (desk.editor.row === row) desk.editor.reload();
          desk.refreshPreview();
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

function side(title, { text, like, state }, ...buttons) {
  const shown = element("p", { className: "text", text, lang: like.lang, dir: like.dir });
  const head = element("h3", { text: title });
  if (state) head.append(" ", stateMark(state));
  return element("div", { className: "side" }, head, shown, ...buttons);
}

// `choose` has mine(), theirs() and both().
function show(row, { mine, current, choose }) {
  row.remark(t("Changed elsewhere"));
  const button = (text, onclick) => element("button", { type: "button", text, onclick });
  const like = row.text;
  const panel = element("section", { className: "conflict", role: "group", ariaLabel: t("Changed elsewhere") });
  panel.append(
    element("p", { text: t("This segment was changed elsewhere while you worked on it. Both texts are here; choose one.") }),
    element(
      "div",
      { className: "sides" },
      side(t("Mine"), { text: mine, like }, button(t("Keep mine"), choose.mine)),
      side(t("Theirs"), { text: current.target, like, state: current.state }, button(t("Take theirs"), choose.theirs)),
    ),
    button(t("Edit both"), () => {
      panel.replaceChildren(side(t("Theirs"), { text: current.target, like, state: current.state }));
      choose.both();
    }),
  );
  row.cell.prepend(panel);
}

// The segment has left the issue: there is nowhere to save to, so the text is shown to be copied.
function showLeft(row, { mine }) {
  row.remark(t("No longer in the issue"));
  const words = t("The source of this segment has changed, or somebody joined or parted it, so there is nowhere to save this text. Copy what you need; it is shown once more after a reload.");
  const panel = element("section", { className: "conflict", role: "group", ariaLabel: t("No longer in the issue") });
  panel.append(element("p", { text: words }), side(t("Mine"), { text: mine, like: row.text }));
  row.cell.prepend(panel);
}

// Typed for a segment that left the issue before the text was saved: stands over the rows until somebody throws it away.
function showStray(rows, { mine, like, discard }) {
  const panel = element("section", { className: "conflict stray", role: "group", ariaLabel: t("Text without a segment") });
  const thrown = () => (discard(), panel.remove());
  const button = element("button", { type: "button", text: t("Throw it away"), onclick: thrown });
  const words = t("You typed this for a segment that has since left the issue, and it was never saved. Copy what you need.");
  panel.append(element("p", { text: words }), side(t("Mine"), { text: mine, like }, button));
  rows.prepend(panel);
}
