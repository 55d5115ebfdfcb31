// The review screen: puts the parts together.

import { Accept } from "./accept.js";
import { Boundaries } from "./boundaries.js";
import { Bulk } from "./bulk.js";
import { Changes } from "./changes.js";
import { Codes } from "./codes.js";
import { Desk } from "./desk.js";
import { Disputes } from "./disputes.js";
import { Editor } from "./editor.js";
import { Elsewhere } from "./elsewhere.js";
import { Filter } from "./filter.js";
import { Help } from "./help.js";
import { Kept } from "./kept.js";
import { listen } from "./keys.js";
import { Panels } from "./panels.js";
import { Places } from "./places.js";
import { Presence } from "./presence.js";
import { Preview } from "./preview.js";
import { Repetitions } from "./repetitions.js";
import { Rows } from "./rows.js";
import { Saver } from "./saver.js";
import { Server } from "./server.js";
import { Shortcuts } from "./shortcuts.js";
import { Since } from "./since.js";
import { Views } from "./views.js";

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
    changed: () => desk.codes.show(),
    closed: () => desk.panels.follow(null),
    reached: () => desk.views.show("segments"),
  },
});
desk.filter = new Filter(rows, { changed: () => inSight(), chosen: (row) => chosen(row) });
desk.disputes = new Disputes(desk);
desk.since = new Since(desk);
desk.boundaries = new Boundaries(desk);
desk.repetitions = new Repetitions(desk);
desk.places = new Places(desk);
desk.accept = new Accept(desk);
desk.codes = new Codes(desk);
desk.bulk = new Bulk(desk);
desk.shortcuts = new Shortcuts(desk);
desk.help = new Help(desk);

const { editor, shortcuts } = desk;
const pressed = (chord, digit) => shortcuts.pressed(chord, digit);

desk.preview = new Preview({
  onChosen: (id) => {
    desk.views.show("segments");
    open(id);
  },
  onFrame: (page) => listen(page, pressed),
  onHide: () => inSight(),
});
desk.views = new Views(desk);
desk.panels = new Panels(desk);
const presence = new Presence(desk);

function opened(row) {
  desk.boundaries.opened(row);
  desk.codes.show();
  desk.panels.follow(row);
  afterPaint(() => {
    if (editor.row !== row) return;
    if (document.readyState === "complete") nameInAddress(row);
    desk.preview.show(row.id);
  });
}

// What takes its time and can wait until the row that is opened is on the screen.
function afterPaint(deed) {
  requestAnimationFrame(() => setTimeout(deed));
}

function heard(body) {
  presence.heard(body);
  void desk.panels.get("comments").heard(body.comments);
}

// What a search leads to, null for back to where one was.
function chosen(row) {
  if (row) desk.editor.open(row);
  else desk.editor.focus();
}

function inSight() {
  editor.row?.node.scrollIntoView({ block: "nearest" });
}

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

// A click opens a row, unless it was meant for something in it. A button names what it does (deeds.js); one that stands
// in a row does it to that row.
function clicked(event) {
  const node = event.target.closest(".row");
  const button = event.target.closest("button[data-deed]");
  if (button) {
    if (node) open(node.id);
    return shortcuts.run(button.dataset.deed);
  }
  if (!node || event.target.closest(".editor, .conflict, .pick, button")) return;
  if (event.target.closest(".number")) event.preventDefault();
  else if (!getSelection().isCollapsed) return; // somebody selects text to copy it
  open(node.id);
}

listen(document, pressed);
document.addEventListener("click", clicked);
window.addEventListener("hashchange", () => open(location.hash.slice(1)));
document.querySelector("#help-button").hidden = false;
document.querySelector(".plain-only").hidden = true;

desk.disputes.restore();
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
window.addEventListener("load", () => {
  if (!editor.row) return;
  nameInAddress(editor.row);
  if (document.activeElement === document.body) editor.area.focus({ preventScroll: true });
});
void desk.disputes.fetch();
