// Builds the small pieces of the screen: states, runs of text, findings. Text goes in as text, never as HTML.

import { t } from "../words.js";

const SVG = "http://www.w3.org/2000/svg";
const TAGS = { code: "span", del: "del", ins: "ins" };

export const STATES = {
  empty: t("Empty"),
  draft: t("Draft"),
  stale: t("Stale"),
  needs_work: t("Needs work"),
  approved: t("Approved"),
};

export function element(tag, { text, className, ...properties } = {}, ...children) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  Object.assign(made, properties);
  made.append(...children);
  return made;
}

export function icon(name) {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("class", "icon");
  made.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  made.append(use);
  return made;
}

export function stateMark(state) {
  const made = element("span", { className: "state" }, icon(state), element("span", { className: "word", text: STATES[state] }));
  made.dataset.state = state;
  return made;
}

export function pieces(runs) {
  return runs.map(([kind, text]) => {
    if (!(kind in TAGS)) return document.createTextNode(text);
    return element(TAGS[kind], { text, className: kind === "code" ? "code" : "" });
  });
}

const SEVERITIES = { error: t("Error:"), warning: t("Warning:"), accepted: t("Accepted:") };

export function findingLine({ severity, message, reason, person }) {
  const words = element("span", {}, element("b", { text: `${SEVERITIES[severity]} ` }), message);
  if (reason) words.append(" ", element("q", { text: reason }), ` (${person})`);
  return element("li", { className: severity }, icon(severity === "accepted" ? "approved" : severity), words);
}
