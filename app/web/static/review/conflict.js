// Two texts for one segment: both stay on screen until a person chooses.

import { t } from "../words.js";
import { element, stateMark } from "./marks.js";
import { dismiss } from "./notices.js";

function side(title, { text, like, state }, ...buttons) {
  const shown = element("p", { className: "text", text, lang: like.lang, dir: like.dir });
  const head = element("h3", { text: title });
  if (state) head.append(" ", stateMark(state));
  return element("div", { className: "side" }, head, shown, ...buttons);
}

// The kind of the notice that leads to a row which waits for a person.
export const kindOf = (row) => `waits-${row.id}`;

export function clear(row) {
  dismiss(kindOf(row));
  row.node.querySelector(".conflict")?.remove();
  row.remark(null);
}

// `choose` has mine(), theirs() and both().
export function show(row, { mine, current, choose }) {
  clear(row);
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
      beside(panel, { current, like });
      choose.both();
    }),
  );
  row.cell.prepend(panel);
  return panel;
}

// The segment has left the issue: there is nowhere to save to, so the text is shown to be copied.
export function showLeft(row, { mine }) {
  clear(row);
  row.remark(t("No longer in the issue"));
  const words = t("The source of this segment has changed, or somebody joined or parted it, so there is nowhere to save this text. Copy what you need; it is shown once more after a reload.");
  const panel = element("section", { className: "conflict", role: "group", ariaLabel: t("No longer in the issue") });
  panel.append(element("p", { text: words }), side(t("Mine"), { text: mine, like: row.text }));
  row.cell.prepend(panel);
}

// Typed for a segment that left the issue before the text was saved: stands over the rows until somebody throws it away.
export function showStray(rows, { mine, like, discard }) {
  const panel = element("section", { className: "conflict stray", role: "group", ariaLabel: t("Text without a segment") });
  const thrown = () => (discard(), panel.remove());
  const button = element("button", { type: "button", text: t("Throw it away"), onclick: thrown });
  const words = t("You typed this for a segment that has since left the issue, and it was never saved. Copy what you need.");
  panel.append(element("p", { text: words }), side(t("Mine"), { text: mine, like }, button));
  rows.prepend(panel);
}

function beside(panel, { current, like }) {
  panel.replaceChildren(side(t("Theirs"), { text: current.target, like, state: current.state }));
}
