// What a reviewer can do by key: the one table that keys, buttons and the help overlay read.

import { t } from "../words.js";

// `keys`: chords as keys.js names them; "1…9" stands for any digit, which `run` gets. One that gives back false leaves
// the key to the browser.
export const DEEDS = [
  { name: "approve", keys: ["Ctrl+Enter"], label: t("Approve, go to the next that needs review"), run: (desk) => desk.approve() },
  { name: "accept", keys: ["Alt+A"], label: t("Approve in spite of errors, with a reason"), run: (desk) => void desk.accept.ask() },
  { name: "needs-work", keys: ["Ctrl+Shift+Enter"], label: t("Needs work, go to the next"), run: (desk) => desk.needsWork() },
  { name: "save", keys: ["Ctrl+S"], label: t("Save without approving, stay"), run: (desk) => desk.save() },
  { name: "next", keys: ["Alt+ArrowDown"], label: t("Next segment"), run: (desk) => desk.go(1) },
  { name: "previous", keys: ["Alt+ArrowUp"], label: t("Previous segment"), run: (desk) => desk.go(-1) },
  { name: "next-review", keys: ["F9"], label: t("Next that needs review"), run: (desk) => desk.goToNextReview() },
  { name: "goto", keys: ["Ctrl+G"], label: t("Go to a number"), run: (desk) => desk.places.ask() },
  { name: "search", keys: ["Ctrl+Shift+F"], label: t("Search the segments of this issue"), run: (desk) => desk.filter.search() },
  { name: "copy-source", keys: ["Ctrl+I", "Ctrl+Insert"], label: t("Copy the source into the target"), run: (desk) => desk.copySource() },
  { name: "code", keys: ["F8"], label: t("Insert the next inline code that is missing"), run: (desk) => desk.codes.next() },
  { name: "match", keys: ["Ctrl+1…9"], label: t("Insert suggestion 1 to 9"), run: (desk, digit) => desk.panels.open("suggestions").insert(digit) },
  { name: "engines", keys: ["Alt+O"], label: t("Ask other engines about the segment"), run: (desk) => desk.panels.open("suggestions").others() },
  { name: "term", keys: ["Alt+T"], label: t("Insert the next term of the glossary"), run: (desk) => void desk.panels.open("glossary").insert() },
  { name: "concordance", keys: ["Ctrl+K"], label: t("Find the selected words in approved targets"), run: (desk) => desk.panels.open("concordance").search(desk.selection) },
  { name: "comment", keys: ["Alt+M"], label: t("Write a comment"), run: (desk) => desk.panels.open("comments").write() },
  { name: "preview", keys: ["Alt+P"], label: t("Show or hide the preview"), run: (desk) => desk.preview.toggle() },
  { name: "apart", keys: ["Alt+R"], label: t("Repeated sentence: let one place differ, or be as the others again"), run: (desk) => void desk.repetitions.ask() },
  { name: "join", keys: ["Alt+J"], label: t("Join with the next segment, in every locale"), run: (desk) => void desk.boundaries.join() },
  { name: "part", keys: ["Alt+X"], label: t("Part the segment in two, in every locale"), run: (desk) => void desk.boundaries.part() },
  { name: "undo", keys: ["Alt+Z"], label: t("Undo what was done last; again, the one before"), run: (desk) => desk.undo() },
  { name: "help", keys: ["F1"], label: t("Keys: show and change them"), run: (desk) => desk.help.open() },
];

// What the keyboard does by itself, or must always do: shown in the help, changed by nobody.
export const FIXED = [
  { keys: ["Ctrl+Z"], label: t("Undo typing") },
  { keys: ["Escape"], label: t("Leave the editor; what was typed is kept"), run: (desk) => desk.leave() },
  { keys: ["Enter"], label: t("A new line, never a save") },
];
