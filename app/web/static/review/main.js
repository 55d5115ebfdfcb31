// The review screen: puts the parts together.

import { Changes, Presence, Remarks } from "./changes.js";
import { Desk } from "./desk.js";
import { Editor } from "./editor.js";
import { Filter } from "./filter.js";
import { Kept } from "./kept.js";
import { listen } from "./keys.js";
import { Panels, Views } from "./panels.js";
import { Parts } from "./parts.js";
import { LAST, Rows } from "./rows.js";
import { Saver } from "./saver.js";
import { Server } from "./server.js";
import { Shortcuts } from "./shortcuts.js";
import { Elsewhere, Since } from "./tab.js";

const { slug, locale, api } = document.querySelector("#main").dataset;
const rows = new Rows(document.querySelector("#rows"));
const server = new Server(api, { locale });
const kept = new Kept({ slug, locale, server, readOnly: document.querySelector("#target").readOnly });

const elsewhere = new Elsewhere({ slug, locale });
elsewhere.recall(rows);

const desk = new Desk({ rows, kept, elsewhere, slug, locale });
desk.server = server;
desk.saver = new Saver({ server, kept, outcome: desk });
desk.editor = new Editor({
  server,
  kept,
  events: {
    typed: (row) => desk.typed(row),
    left: (row, text) => desk.left(row, text),
    opened: (row) => opened(row),
    changed: () => parts.get("codes")?.show(),
    closed: () => desk.panels.follow(null),
    reached: () => desk.views.show("segments"),
  },
});
desk.filter = new Filter(rows, { changed: () => desk.inSight(), chosen: (row) => chosen(row) });
desk.parts = new Parts(desk);
desk.since = new Since(desk);
desk.remarks = new Remarks(desk);
desk.shortcuts = new Shortcuts(desk);
desk.views = new Views(desk);
desk.panels = new Panels(desk);

const { editor, parts, shortcuts } = desk;
const presence = new Presence(desk);
const sourceDeeds = document.querySelector("#source-deeds");
const joinButton = document.querySelector("#join-button");

function opened(row) {
  row.node.querySelector(".source").append(sourceDeeds);
  sourceDeeds.hidden = desk.readOnly;
  joinButton.setAttribute("aria-disabled", String(!row.followed));
  joinButton.title = row.followed ? "" : LAST;
  if (parts.get("codes") || row.codes.length) void parts.use("codes", (codes) => codes.show()); // most rows have none
  desk.panels.follow(row);
  afterPaint(() => {
    if (editor.row !== row) return;
    if (document.readyState === "complete") nameInAddress(row);
    parts.get("preview")?.show(row.id);
  });
}

// What takes its time and can wait until the row that is opened is on the screen.
function afterPaint(deed) {
  requestAnimationFrame(() => setTimeout(deed));
}

function heard(body) {
  presence.heard(body);
  desk.remarks.heard(body.comments);
}

// What a search leads to, null for back to where one was.
function chosen(row) {
  if (row) desk.editor.open(row);
  else desk.editor.focus();
}

// The page has been loaded.
function settled() {
  if (!editor.row) return;
  nameInAddress(editor.row);
  if (document.activeElement === document.body) editor.area.focus({ preventScroll: true });
}

// The address names the open segment. A page that is still loading would scroll there and take the focus away.
function nameInAddress(row) {
  const address = new URL(location.href);
  address.hash = row.id;
  history.replaceState(null, "", address);
}

// A click opens a row, unless it was meant for something in it. A button names what it does (shortcuts.js); one that stands
// in a row does it to that row.
function clicked(event) {
  const node = event.target.closest(".row");
  const button = event.target.closest("button[data-deed]");
  const box = event.target.closest("input.pick");
  if (box) return void parts.use("bulk", (bulk) => bulk.clicked(box, event));
  if (button) {
    if (node) desk.open(node.id);
    return shortcuts.run(button.dataset.deed);
  }
  if (!node || event.target.closest(".editor, .conflict, button")) return;
  if (event.target.closest(".number")) event.preventDefault();
  else if (!getSelection().isCollapsed) return; // somebody selects text to copy it
  desk.open(node.id);
}

listen(document, (chord, digit) => shortcuts.pressed(chord, digit));
document.addEventListener("click", clicked);
window.addEventListener("hashchange", () => desk.open(location.hash.slice(1)));
for (const id of ["#help-button", "#preview-button"]) document.querySelector(id).hidden = false;
document.querySelector(".plain-only").hidden = true;

// Before a row is opened: a text that met another one must not be saved over it.
if (kept.waits(rows.byId)) await parts.use("disputes", (disputes) => disputes.restore());
new Changes({
  server,
  rows,
  events: {
    changed: (row, segment) => desk.changed(row, segment),
    busy: (row) => desk.saver.pending(row),
    asked: () => presence.asked,
    heard: (body) => heard(body),
  },
});
const first = rows.get(location.hash.slice(1)) ?? rows.list.find((row) => row.needsReview && desk.filter.accepts(row));
if (first) editor.open(first);
desk.since.recall();
if (document.readyState === "complete") settled();
else window.addEventListener("load", settled);
const texts = await kept.fetched();
if (texts.length) void parts.use("disputes", (disputes) => disputes.fetched(texts));
