// The review screen: puts the parts together.

import { Boundaries } from "./boundaries.js";
import { Changes } from "./changes.js";
import { Desk } from "./desk.js";
import { Editor } from "./editor.js";
import { Filter } from "./filter.js";
import { Kept } from "./kept.js";
import { listen } from "./keys.js";
import { announce } from "./notices.js";
import { Preview } from "./preview.js";
import { Rows } from "./rows.js";
import { Saver } from "./saver.js";
import { Server } from "./server.js";

const { slug, locale, api } = document.querySelector("#main").dataset;
const rows = new Rows(document.querySelector("#rows"));
const kept = new Kept(slug, locale);
const server = new Server(api, { locale });
const help = document.querySelector("#help");
const goto = document.querySelector("#goto");
const gotoNumber = document.querySelector("#goto-number");

const desk = new Desk({ rows, kept });
desk.server = server;
desk.saver = new Saver({ server, kept, outcome: desk });
desk.editor = new Editor({
  server,
  kept,
  events: {
    typed: (row) => desk.typed(row),
    left: (row, text) => desk.left(row, text),
    opened: (row) => {
      boundaries.opened(row);
      if (document.readyState === "complete") nameInAddress(row);
      desk.preview.show(row.id);
    },
  },
});
desk.filter = new Filter(rows, { onChange: () => desk.editor.row?.node.scrollIntoView({ block: "nearest" }) });

const { editor } = desk;
const boundaries = new Boundaries(desk, { slug });

const deeds = {
  "Ctrl+Enter": () => desk.approve(),
  "Ctrl+Shift+Enter": () => desk.needsWork(),
  "Ctrl+s": () => desk.save(),
  "Alt+ArrowDown": () => desk.go(1),
  "Alt+ArrowUp": () => desk.go(-1),
  F9: () => desk.goToNextReview(),
  "Ctrl+g": () => askNumber(),
  "Ctrl+i": () => desk.copySource(),
  "Ctrl+Insert": () => desk.copySource(),
  "Alt+j": () => void boundaries.join(),
  "Alt+x": () => void boundaries.part(),
  "Alt+z": () => desk.undo(),
  "Alt+p": () => desk.preview.toggle(),
  F1: () => help.showModal(),
  Escape: () => leave(),
};

desk.preview = new Preview({
  onChosen: (id) => {
    if (desk.preview.cover()) desk.preview.hide();
    open(id);
  },
  onFrame: (page) => listen(page, deeds),
  onHide: () => editor.row?.node.scrollIntoView({ block: "nearest" }),
});

// The address names the open segment. A page that is still loading would scroll there and take the focus away.
function nameInAddress(row) {
  const address = new URL(location.href);
  address.hash = row.id;
  history.replaceState(null, "", address);
}

function open(id, options) {
  const row = rows.get(id);
  if (row) editor.open(row, options);
}

function leave() {
  const { row } = editor;
  if (!row) return false;
  editor.close();
  row.reach();
}

function askNumber() {
  gotoNumber.value = editor.row?.number ?? "";
  goto.returnValue = "";
  goto.showModal();
  gotoNumber.select();
}

// A button of a row: to take apart what a reviewer joined, or to join again what one parted.
function pressed(button) {
  open(button.closest(".row").id);
  boundaries[button.dataset.deed]();
}

function clicked(event) {
  const button = event.target.closest("[data-deed]");
  if (button) return pressed(button);
  if (event.target.closest(".editor, .conflict, button")) return;
  const node = event.target.closest(".row");
  if (!node) return;
  const number = event.target.closest(".number");
  if (number) event.preventDefault();
  else if (!getSelection().isCollapsed) return; // somebody selects text to copy it
  open(node.id);
}

listen(document, deeds);
rows.node.addEventListener("click", clicked);
window.addEventListener("hashchange", () => open(location.hash.slice(1)));
goto.addEventListener("close", () => {
  const row = rows.list[Number(gotoNumber.value) - 1];
  if (goto.returnValue !== "go") return editor.row && editor.area.focus();
  if (row) editor.open(row);
  else announce(`There is no segment ${gotoNumber.value}.`);
});

const buttons = {
  "#approve": () => desk.approve(),
  "#needs-work": () => desk.needsWork(),
  "#copy-source": () => desk.copySource(),
  "#join-button": () => boundaries.join(),
  "#part-button": () => boundaries.part(),
  "#help-button": () => help.showModal(),
};
for (const [name, deed] of Object.entries(buttons)) document.querySelector(name).addEventListener("click", deed);
document.querySelector("#help-button").hidden = false;
document.querySelector(".plain-only").hidden = true;

desk.restore();
new Changes({
  server,
  rows,
  events: { changed: (row, segment) => desk.changed(row, segment), busy: (row) => desk.saver.pending(row) },
});
const first = rows.get(location.hash.slice(1)) ?? rows.list.find((row) => row.needsReview && desk.filter.accepts(row));
if (first) editor.open(first);
boundaries.recall();
window.addEventListener("load", () => {
  if (!editor.row) return;
  nameInAddress(editor.row);
  if (document.activeElement === document.body) editor.area.focus({ preventScroll: true });
});
