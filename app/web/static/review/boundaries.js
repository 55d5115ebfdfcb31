// Joins a segment with the next one, or parts it in two, for every locale: it asks first, then the page is loaded anew.

import { listed, t } from "../words.js";
import { element } from "./marks.js";
import { announce, notice } from "./notices.js";
import { LAST } from "./rows.js";

const SILENT = t("The server does not answer: nothing was joined or parted.");
const NOTHING_OPEN = t("No segment is open: F9 opens the next that needs review.");
const APART = t("A line break, a number or the like stands before the next sentence: they cannot be joined.");
const ONE_PIECE = t("There is no place between two words to part this segment at; links and bold stay whole.");

export class Part {
  // `desk` has editor, server, rows, since and settled(rows), false when a text of theirs could not be saved.
  constructor(desk) {
    this.desk = desk;
    this.joining = document.querySelector("#join");
    this.parting = document.querySelector("#part");
    this.places = document.querySelector("#part-places");
    this.joining.addEventListener("close", () => this.#closed(this.joining));
    this.parting.addEventListener("close", () => this.#closed(this.parting));
  }

  async join() {
    const { row } = this.desk.editor;
    if (!row) return announce(NOTHING_OPEN);
    if (!row.followed) return tell(LAST);
    const found = await this.#ask(row);
    if (!found) return;
    const { source, following } = found;
    if (!following) return tell(APART);
    const shown = [source, following.source].map((text) => element("p", { text }));
    this.joining.querySelector("#join-sources").replaceChildren(...shown);
    this.#open(this.joining, () => this.#decide({ id: row.id, deed: "join", body: { following: following.id } }));
  }

  async part() {
    const { row } = this.desk.editor;
    if (!row) return announce(NOTHING_OPEN);
    const found = await this.#ask(row);
    if (!found) return;
    const { source, offsets, joined } = found;
    if (!offsets.length) return tell(ONE_PIECE);
    const chosen = joined[0] ?? nearest(offsets, source.length / 2);
    this.places.replaceChildren(...places(source, { offsets, joined, chosen }));
    const offset = () => Number(this.#chosen().value);
    this.#open(this.parting, () => this.#decide({ id: row.id, deed: "part", body: { offset: offset() } }));
    this.#chosen().focus();
  }

  #chosen() {
    return this.places.querySelector("input:checked");
  }

  #open(dialog, deed) {
    this.deed = deed;
    dialog.returnValue = "";
    dialog.showModal();
  }

  #closed(dialog) {
    if (dialog.returnValue) this.deed();
    else this.desk.editor.area.focus({ preventScroll: true });
  }

  async #ask(row) {
    const answer = await this.desk.server.places(row.id).catch(() => null);
    if (answer?.ok) return answer.body;
    tell(answer?.body.message ?? SILENT);
    return null;
  }

  // `deed` is "join" or "part", `body` what the API wants for it. The editor is closed meanwhile: its segment leaves.
  async #decide({ id, deed, body }) {
    const { editor, rows, server } = this.desk;
    const touched = [id, body.following].map((one) => rows.get(one)).filter(Boolean);
    if (!(await this.desk.settled(touched))) return;
    const { row } = editor;
    await editor.leave();
    const answer = await server.decide(id, deed, body).catch(() => null);
    if (answer?.ok) return this.#reload(deed, answer.body, touched);
    tell([answer?.body.message ?? SILENT, answer?.body.fix].filter(Boolean).join(" "));
    if (row) editor.open(row);
  }

  // Takes back what was done before the page was loaded anew.
  takeBack(back) {
    return this.#decide(back);
  }

  #reload(deed, { segments, offset, locales }, touched) {
    const [id, following] = segments;
    const joined = deed === "join";
    const back = joined ? { id, deed: "part", body: { offset } } : { id, deed: "join", body: { following } };
    const numbers = listed(touched.map(({ number }) => String(number)));
    const words = joined ? t("Joined {numbers}, in every locale", { numbers }) : t("Parted {numbers}, in every locale", { numbers });
    const problems = locales.filter(({ problem }) => problem).map((one) => t("{name} did not follow: {problem}", one));
    this.desk.since.reload({ words, problems, part: "boundaries", back, id });
  }
}

function tell(words) {
  announce(words);
  notice(words, [], { kind: "boundary" });
}

function nearest(offsets, wanted) {
  return offsets.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best));
}

// The source as words to choose from: each but the first can begin the second part. Offsets count characters, not the
// halves that a string here has of some.
function places(source, { offsets, joined, chosen }) {
  const characters = [...source];
  const words = (start, end) => characters.slice(start, end).join("").trim();
  const pieces = offsets.map((offset, number) => {
    const input = element("input", { type: "radio", name: "place", value: offset, checked: offset === chosen });
    const made = element("label", { title: joined.includes(offset) ? t("Joined here by a reviewer") : "" }, input, words(offset, offsets[number + 1]));
    if (joined.includes(offset)) made.className = "joined";
    return [" ", made];
  });
  return [element("span", { text: words(0, offsets[0]) }), ...pieces.flat()];
}
