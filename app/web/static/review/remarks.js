// How many comments wait on each row: said there, in the heading of the panel, and to the filter.

import { n } from "../words.js";
import { element, icon } from "./marks.js";

export class Remarks {
  constructor(desk) {
    Object.assign(this, { desk, stamp: null, left: [] });
    this.tally = document.querySelector("#panel-comments .tally");
    void this.count();
  }

  // `stamp` changes with every comment of the issue, by whomever.
  heard(stamp) {
    if (stamp === undefined || this.stamp === null || stamp === this.stamp) return;
    const panel = this.desk.parts.get("panels/comments");
    void (panel ? panel.again() : this.count());
  }

  async count() {
    const { server, rows, filter, editor } = this.desk;
    const answer = await server.ask(`${server.catalog}/comments`).catch(() => null);
    if (!answer?.ok) return;
    const { stamp, open, left } = answer.body;
    Object.assign(this, { stamp, left }); // `left`: about texts that have left the issue
    for (const row of rows.list) mark(row, open[row.id] ?? 0);
    filter.count();
    this.about(editor.row);
  }

  about(row) {
    this.tally.textContent = row?.comments ? n("{number} open", "{number} open", row.comments) : "";
  }
}

function mark(row, count) {
  if ((row.comments ?? 0) === count) return;
  row.comments = count;
  row.node.toggleAttribute("data-comments", count > 0);
  row.node.querySelector(".talk")?.remove();
  if (!count) return;
  const words = n("{number} comment", "{number} comments", count);
  row.node.querySelector(".standing").append(element("span", { className: "talk" }, icon("comment"), words));
}
