// What people say of the open segment: read, written, settled.

import { n, t } from "../../words.js";
import { element } from "../marks.js";
import { announce } from "../notices.js";
import { Saying } from "./saying.js";

export class Part {
  constructor(desk, node) {
    Object.assign(this, { desk, row: null });
    this.words = element("p", { className: "note" });
    this.list = element("ol", { className: "comments" });
    this.gone = element("details", { className: "gone", hidden: true });
    this.saying = new Saying(desk, {
      send: (id, text) => this.#say(id, text),
      leave: () => this.desk.editor.focus(),
    });
    node.querySelector(".inside").append(this.words, this.list, this.saying.node, this.gone);
    this.saying.node.hidden = true;
    this.#show({ comments: [], earlier: [], names: [] });
    this.#showLeft();
  }

  follow(row) {
    this.row = row;
    this.saying.about(row?.id ?? null);
    this.saying.node.hidden = !row || this.desk.readOnly;
    return this.#read();
  }

  // Leads to the field of a new comment.
  write() {
    if (this.row) this.saying.focus();
    else announce(t("No segment is open: F9 opens the next that needs review."));
  }

  async #say(id, text) {
    if (!text.trim()) return announce(t("Type the comment first."));
    const said = await this.#ask(`segments/${id}/comments`, { method: "POST", body: { text } });
    if (!said) return false;
    announce(t("Comment written."));
    void this.again();
    return true;
  }

  // Somebody wrote, settled or deleted a comment.
  async again() {
    await Promise.all([this.#read(), this.desk.remarks.count()]);
    this.#showLeft();
  }

  async #read() {
    const { row } = this;
    if (!row) return this.#show({ comments: [], earlier: [], names: [] });
    const found = await this.#ask(`segments/${row.id}/comments`);
    if (found && this.row === row) this.#show(found);
  }

  #showLeft() {
    const { left } = this.desk.remarks;
    this.gone.hidden = !left.length;
    const title = n("{number} comment about a text that has left", "{number} comments about texts that have left", left.length);
    const list = element("ol", { className: "comments" }, ...left.map((one) => this.#comment(one, { about: one.source })));
    this.gone.replaceChildren(element("summary", { text: title }), list);
  }

  #show({ comments, earlier, names }) {
    this.saying.offer(names);
    this.words.textContent = this.row ? "" : t("No segment is open.");
    if (this.row && !comments.length && !earlier.length) this.words.textContent = t("Nobody has said anything yet.");
    this.list.replaceChildren(...comments.map((one) => this.#comment(one)));
    if (earlier.length) this.list.append(element("li", { className: "heading", text: t("About an earlier text") }));
    this.list.append(...earlier.map((one) => this.#comment(one, { about: one.source })));
  }

  // `about`: the text that it was about, where that is no longer the one of the row.
  #comment(one, { about } = {}) {
    const time = element("time", { dateTime: new Date(one.at).toISOString(), text: one.when });
    const head = element("p", { className: "note" }, element("b", { text: one.mine ? t("You") : one.person }), " · ", time);
    if (one.settled) head.append(" · ", t("settled"));
    const said = element("p", { className: "said" }, ...one.pieces.map(piece));
    const made = element("li", { className: one.settled ? "settled" : "" }, head, said, this.#deeds(one));
    if (about) head.after(element("p", { className: "note", text: `“${about}”` }));
    return made;
  }

  #deeds(one) {
    const node = element("div", { className: "deeds" });
    if (this.desk.readOnly) return node;
    node.append(
      one.settled
        ? this.#button(t("Open again"), { one, request: { method: "PUT", body: { state: "open" } }, done: t("Comment opened again.") })
        : this.#button(t("Settle"), { one, request: { method: "PUT", body: { state: "settled" } }, done: t("Comment settled.") }),
    );
    if (one.mine) node.append(this.#button(t("Delete"), { one, request: { method: "DELETE" }, done: t("Comment deleted.") }));
    return node;
  }

  #button(text, { one, request, done }) {
    const press = async () => {
      if (!(await this.#ask(`comments/${one.id}`, request))) return;
      announce(done);
      await this.again();
      this.saying.focus(); // the button that was pressed is gone
    };
    return element("button", { type: "button", text, onclick: () => void press() });
  }

  // The body of an answer, null when there is none worth having: the panel says why.
  async #ask(path, request) {
    try {
      const { server } = this.desk;
      const answer = await server.ask(`${server.catalog}/${path}`, request);
      if (answer.ok) return answer.body;
      this.words.textContent = [answer.body.message, answer.body.fix].filter(Boolean).join(" ");
    } catch {
      this.words.textContent = t("The server does not answer. What you typed is kept.");
    }
    if (request) announce(this.words.textContent);
    return null;
  }
}

function piece([kind, text]) {
  return kind === "mention" ? element("b", { className: "mention", text: `@${text}` }) : text;
}
