// Says what happened: to screen readers, in the status line, and as notices with a button such as Undo.

import { t } from "../words.js";
import { element } from "./marks.js";

const STAY = 15000; // milliseconds
const MOST = 3;
const SHORT = 24; // characters beside the other things of the bar

const live = document.querySelector("#announce");
const saved = document.querySelector("#saved");
const banner = document.querySelector("#banner");
const list = document.querySelector("#notices");

export function announce(text) {
  live.textContent = text;
}

// `kind`: "" | "busy" | "trouble"
export function standing(text, kind = "") {
  if (saved.textContent !== text) saved.textContent = text;
  saved.dataset.kind = kind;
  saved.toggleAttribute("data-long", text.length > SHORT); // a word or two must not move the rows
}

// A sentence over the rows that stays until it is taken away with null. `buttons`: [words, deed] pairs; a deed that is an
// address is opened in another tab.
export function bannerSays(text, buttons = []) {
  banner.hidden = !text;
  if (text && banner.dataset.text === text) return;
  banner.dataset.text = text ?? "";
  banner.replaceChildren(text ?? "", ...buttons.map(([words, deed]) => button(words, deed)));
}

// A notice in the corner; gone after a while, though never while it is pointed at or focused. One of a `kind` is enough:
// the next takes its place, so that quick work never hides the rows behind a pile.
export function notice(text, buttons = [], { kind = "" } = {}) {
  const made = element("div", { className: "notice" }, element("span", { text }));
  const close = () => made.remove();
  for (const [words, deed] of buttons) {
    made.append(button(words, () => (close(), deed())));
  }
  made.append(element("button", { type: "button", className: "close", text: "×", ariaLabel: t("Close"), onclick: close }));
  if (kind) list.querySelector(`.notice[data-kind="${kind}"]:not(:hover, :focus-within)`)?.remove();
  made.dataset.kind = kind;
  list.append(made);
  while (list.children.length > MOST) list.firstElementChild.remove();
  const leave = () => (made.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : close());
  setTimeout(leave, STAY);
}

// Takes back the notice of a kind: what it told of is settled.
export function dismiss(kind) {
  list.querySelector(`.notice[data-kind="${kind}"]`)?.remove();
}

function button(words, deed) {
  if (typeof deed === "string") return element("a", { className: "button", href: deed, target: "_blank", text: words });
  return element("button", { type: "button", text: words, onclick: deed });
}
