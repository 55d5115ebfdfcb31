// Chords: how keys are named, read from events and shown. While an input method composes, every key belongs to it.

import { t } from "../words.js";

const MAC = /^Mac|^iPhone|^iPad/.test(navigator.platform);
const SHOWN = {
  ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", " ": "␣",
  Enter: t("Enter"), Escape: t("Esc"), Insert: t("Ins"), Shift: t("Shift"),
};
const BRIEF = { Shift: "⇧", Enter: "↵" };
const SHOWN_ON_MAC = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" };
const LONGEST = 2000; // milliseconds for which keys wait
const HELD = ["Control", "Alt", "Shift", "Meta", "AltGraph"];

// A chord such as "Ctrl+Shift+F", and the digit when it holds one: all digits are one key, "1…9", wherever the keyboard
// has them. Null while only Ctrl and the like are down.
export function read(event) {
  if (HELD.includes(event.key)) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  const held = [
    [MAC ? event.metaKey : event.ctrlKey, "Ctrl"],
    [event.altKey, "Alt"],
    [event.shiftKey, "Shift"],
  ];
  const words = held.filter(([down]) => down).map(([, word]) => word);
  return { chord: [...words, digit ? "1…9" : letter(event)].join("+"), digit: Number(digit) };
}

// A letter by what is printed on it, else by where it sits: Cyrillic letters, and what Alt makes of letters on a Mac.
function letter({ key, code }) {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  return code.startsWith("Key") ? code.slice(3) : key;
}

// "Ctrl+Enter" -> ["Ctrl", "Enter"], on a Mac ["⌘", "Enter"]
export function shown(chord) {
  return chord.split("+").map(named);
}

// The same for a button, where there is little room.
export function brief(chord) {
  return chord.split("+").map((key) => BRIEF[key] ?? named(key)).join(" ");
}

function named(key) {
  return (MAC && SHOWN_ON_MAC[key]) || SHOWN[key] || key;
}

// As `aria-keyshortcuts` wants them.
export function spoken(chords) {
  return chords.filter((chord) => !chord.includes("…")).map((chord) => chord.replace("Ctrl", MAC ? "Meta" : "Control")).join(" ");
}

// Keys that are pressed until `ready` is done wait for it, and are then typed where the focus is: what opened gets what
// was meant for it.
export async function hold(ready) {
  const held = [];
  const wait = (event) => {
    if (event.isComposing || event.keyCode === 229 || HELD.includes(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held.push(event);
  };
  window.addEventListener("keydown", wait, true);
  await Promise.race([ready, new Promise((done) => setTimeout(done, LONGEST))]);
  window.removeEventListener("keydown", wait, true);
  held.forEach(type);
}

// What the browser makes of a key that a person presses, for the keys of which something would be missed.
function type(event) {
  const at = document.activeElement;
  const left = at.dispatchEvent(new KeyboardEvent("keydown", event));
  const held = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
  if (!left || held) return;
  if (event.key === "Escape") document.querySelector("dialog[open]")?.close();
  else if (event.key === "Backspace") document.execCommand("delete");
  else if (event.key === "Enter" && !at.matches("textarea")) (at.form?.querySelector("button:not([type=button])") ?? at).click();
  else if (event.key === "Enter") document.execCommand("insertText", false, "\n");
  else if ([...event.key].length === 1) document.execCommand("insertText", false, event.key);
}

// `pressed(chord, digit)` says whether the key was ours.
export function listen(target, pressed) {
  target.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (document.querySelector("dialog[open]")) return;
    const key = read(event);
    if (key && pressed(key.chord, key.digit)) event.preventDefault();
  });
}
