// What people say of the open segment: read, written, settled; and how many remarks wait on each row.

import { n, t } from "../../words.js";
import { element, icon } from "../marks.js";
import { announce } from "../notices.js";
import { Draft } from "./draft.js";

const LONGEST = 10000; // characters, as the server has it

export class Panel {
  constructor(desk, node) {
    Object.assign(this, { desk, row: null, names: [], stamp: "" });
    this.inside = node.querySelector(".inside");
    this.tally = node.querySelector(".tally");
    this.folder = node.querySelector("details");
    this.draft = new Draft(desk);
    this.words = element("p", { className: "note" });
    this.list = element("ol", { className: "comments" });
    this.inside.append(this.words, this.list, this.#form());
    this.#show({ comments: [], earlier: [], names: [] });
    void this.#count();
  }

  follow(row) {
    this.row = row;
    this.area.value = row ? this.draft.read(row.id) : "";
    return this.#read();
  }

  // Leads to the field of a new comment.
  write() {
    if (!this.row) return announce(t("No segment is open: F9 opens the next that needs review."));
    this.area.focus();
  }

  // `stamp` changes with every comment of the issue, by whomever.
  async heard(stamp) {
    if (stamp === undefined || stamp === this.stamp) return;
    const first = !this.stamp;
    this.stamp = stamp;
    if (!first) await this.#again();
  }

  #form() {
    this.area = element("textarea", { id: "comment", rows: 2, maxLength: LONGEST });
    this.area.addEventListener("input", () => this.row && this.draft.keep(this.row.id, this.area.value));
    this.area.addEventListener("keydown", (event) => this.#pressed(event));
    this.people = element("div", { className: "deeds" });
    this.button = element("button", { text: t("Comment") });
    this.form = element("form", { className: "say" }, element("label", { htmlFor: "comment", text: t("New comment") }), this.area, this.people, this.button);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#send();
    });
    return this.form;
  }

  // In this field the chord for "approve" sends the comment, and Esc leads back to the target.
  #pressed(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const send = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!send && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (send) void this.#send();
    else this.desk.editor.area.focus();
  }

  async #send() {
    const { row } = this;
    const text = this.area.value;
    if (!row || !text.trim()) return announce(t("Type the comment first."));
    const done = await this.#ask(`segments/${row.id}/comments`, { method: "POST", body: { text } });
    if (!done) return;
    this.draft.forget(row.id);
    if (this.row === row) this.area.value = "";
    announce(t("Comment written."));
    await this.#again();
  }

  async #again() {
    await Promise.all([this.#read(), this.#count()]);
  }

  async #read() {
    const { row } = this;
    if (!row) return this.#show({ comments: [], earlier: [], names: [] });
    const found = await this.#ask(`segments/${row.id}/comments`);
    if (found && this.row === row) this.#show(found);
  }

  // Every row learns how many open comments it has: `row.comments`, which a filter may ask for.
  async #count() {
    const found = await this.#ask("comments");
    if (!found) return;
    this.left = found.left;
    for (const row of this.desk.rows.list) this.#mark(row, found.open[row.id] ?? 0);
    this.desk.filter?.count();
  }

  #mark(row, count) {
    if ((row.comments ?? 0) === count) return;
    row.comments = count;
    row.node.toggleAttribute("data-comments", count > 0);
    row.node.querySelector(".talk")?.remove();
    if (!count) return;
    const words = n("{number} comment", "{number} comments", count);
    row.node.querySelector(".standing").append(element("span", { className: "talk" }, icon("comment"), words));
  }

  #show({ comments, earlier, names }) {
    this.names = names;
    const open = [...comments, ...earlier].filter((one) => !one.settled).length;
    this.tally.textContent = open ? n("{number} open", "{number} open", open) : "";
    this.form.hidden = !this.row || this.desk.readOnly;
    this.words.textContent = this.row ? "" : t("No segment is open.");
    if (this.row && !comments.length && !earlier.length) this.words.textContent = t("Nobody has said anything yet.");
    this.list.replaceChildren(...comments.map((one) => this.#comment(one)));
    if (earlier.length) this.list.append(element("li", { className: "heading", text: t("About an earlier text") }));
    this.list.append(...earlier.map((one) => this.#comment(one)));
    this.people.replaceChildren(...names.slice(0, 12).map((name) => this.#person(name)));
  }

  #person(name) {
    const button = element("button", { type: "button", className: "person", text: `@${name}`, ariaLabel: t("Mention {name}", { name }) });
    button.addEventListener("click", () => {
      this.area.focus();
      const space = this.area.value && !/\s$/.test(this.area.value.slice(0, this.area.selectionStart)) ? " " : "";
      document.execCommand("insertText", false, `${space}@${name} `);
    });
    return button;
  }

  #comment(one) {
    const text = element("p", { className: "said" }, ...one.pieces.map(([kind, piece]) => (kind === "mention" ? element("b", { className: "mention", text: `@${piece}` }) : piece)));
    const about = element("p", { className: "note" }, element("b", { text: one.person }), " · ", element("time", { dateTime: new Date(one.at).toISOString(), text: one.when }));
    if (one.settled) about.append(" · ", t("settled"));
    return element("li", { className: one.settled ? "settled" : "" }, about, text, this.#deeds(one));
  }

  #deeds(one) {
    const node = element("div", { className: "deeds" });
    if (this.desk.readOnly) return node;
    const state = one.settled ? "open" : "settled";
    const settle = element("button", { type: "button", text: one.settled ? t("Open again") : t("Settle") });
    settle.addEventListener("click", () => this.#change(one, { method: "PUT", body: { state } }, one.settled ? t("Comment opened again.") : t("Comment settled.")));
    node.append(settle);
    if (!one.mine) return node;
    const remove = element("button", { type: "button", text: t("Delete") });
    remove.addEventListener("click", () => this.#change(one, { method: "DELETE" }, t("Comment deleted.")));
    node.append(remove);
    return node;
  }

  async #change(one, request, words) {
    if (!(await this.#ask(`comments/${one.id}`, request))) return;
    announce(words);
    await this.#again();
    this.area.focus(); // the button that was pressed is gone
  }

  // The body of an answer, null when there is none worth having: the panel says why.
  async #ask(path, request) {
    try {
      const answer = await this.desk.server.ask(`${this.desk.server.catalog}/${path}`, request);
      if (answer.ok) return answer.body;
      this.words.textContent = [answer.body.message, answer.body.fix].filter(Boolean).join(" ");
    } catch {
      this.words.textContent = t("The server does not answer. What you typed is kept.");
    }
    if (request) announce(this.words.textContent);
    return null;
  }
}
