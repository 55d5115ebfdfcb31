// Chords: how keys are named, read from events and shown. While an input method composes, every key belongs to it.

import { t } from "../words.js";

const MAC = /^Mac|^iPhone|^iPad/.test(navigator.platform);
const SHOWN = {
  ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", " ": "␣",
  Enter: t("Enter"), Escape: t("Esc"), Insert: t("Ins"), Shift: t("Shift"),
};
const BRIEF = { Shift: "⇧", Enter: "↵" };
const SHOWN_ON_MAC = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" };
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

// `pressed(chord, digit)` says whether the key was ours.
export function listen(target, pressed) {
  target.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (document.querySelector("dialog[open]")) return;
    const key = read(event);
    if (key && pressed(key.chord, key.digit)) event.preventDefault();
  });
}
