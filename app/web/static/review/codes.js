// The inline codes of the source that the target lacks: shown as buttons, put in at the caret one after the other.

import { t } from "../words.js";
import { element } from "./marks.js";
import { announce } from "./notices.js";

const PAIRED = { "[": "](", "**": "**", "*": "*", __: "__", _: "_", "~~": "~~" };

export class Part {
  constructor(desk) {
    this.desk = desk;
    this.node = document.querySelector("#codes");
    this.whole = document.querySelector("#codes-whole");
    this.node.addEventListener("click", (event) => this.#clicked(event));
    this.node.addEventListener("mousedown", (event) => event.preventDefault()); // the caret and what is selected stay
  }

  // The next code that is missing, around what is selected when it comes in a pair.
  next() {
    if (!this.desk.ready()) return;
    const [code] = this.missing();
    if (code) this.#insert(code);
    else announce(t("No code is missing."));
  }

  show() {
    const { row, text } = this.desk.editor;
    const missing = this.missing();
    this.whole.hidden = !row?.codes.length || missing.length > 0 || !text.trim();
    const texts = missing.map(([open, close]) => open + (close ? `…${close}` : ""));
    if (this.shown === texts.join("\n")) return;
    this.shown = texts.join("\n");
    const made = texts.map((text, number) => element("button", { type: "button", className: "code", text, value: number, ariaLabel: t("Insert {code}", { code: text }) }));
    this.node.replaceChildren(...made);
    this.node.hidden = !made.length || this.desk.readOnly;
  }

  // [open, close] of each code of the source that the target lacks, in their order; close "" for one that stands alone.
  missing() {
    const { row, text } = this.desk.editor;
    if (!row) return [];
    const found = pairs(row.codes);
    const gone = new Map();
    let left = text;
    // The longest first: `*` would be found in `**`.
    for (const code of [...found].sort(([one], [other]) => other.length - one.length)) {
      const places = placesOf(code, left);
      left = cut(left, places);
      if (!places.length) gone.set(code, code);
    }
    for (const code of gone.keys()) {
      const half = code[1] && code.find((one) => left.includes(one));
      if (half !== undefined && half !== "") gone.set(code, [half === code[0] ? code[1] : code[0], ""]);
    }
    return found.filter((code) => gone.has(code)).map((code) => gone.get(code));
  }

  #clicked(event) {
    const button = event.target.closest("button");
    if (button) this.#insert(this.missing()[Number(button.value)]);
  }

  #insert([open, close]) {
    const { editor } = this.desk;
    const { area } = editor;
    const chosen = close ? area.value.slice(area.selectionStart, area.selectionEnd) : "";
    editor.insert(open + chosen + close);
    if (close && !chosen) area.selectionStart = area.selectionEnd = area.selectionEnd - close.length;
    announce(t("Inserted {code}", { code: open + close }));
  }
}

// Codes in the order of the source -> pairs: what opens with what closes it, the rest alone.
function pairs(codes) {
  const found = [];
  const open = [];
  for (const code of codes) {
    const last = open.findLastIndex((one) => closes(one.code, code));
    if (last >= 0) {
      found[open[last].at][1] = code;
      open.length = last;
    } else {
      if (opens(code)) open.push({ code, at: found.length });
      found.push([code, ""]);
    }
  }
  return found;
}

function opens(code) {
  return code in PAIRED || /^<[a-z][^/>]*>$/i.test(code);
}

function closes(open, code) {
  if (open in PAIRED) return open === "[" ? code.startsWith("](") || code.startsWith("][") || code === "]" : code === PAIRED[open];
  return code.toLowerCase() === `</${/^<([a-z][\w:-]*)/i.exec(open)?.[1].toLowerCase()}>`;
}

// Where a code stands in a text: the spans of what opens and what closes it; [] when it does not.
function placesOf([open, close], text) {
  if (open === close || !close) {
    const at = text.indexOf(open);
    const end = close && at >= 0 ? text.indexOf(close, at + open.length) : at;
    return end < 0 ? [] : [[at, open], [end, close]];
  }
  const end = text.indexOf(close);
  const at = end < 0 ? -1 : text.lastIndexOf(open, end - 1);
  return at < 0 ? [] : [[at, open], [end, close]];
}

function cut(text, places) {
  return places.reduce((left, [at, code]) => left.slice(0, at) + "\0".repeat(code.length) + left.slice(at + code.length), text);
}
