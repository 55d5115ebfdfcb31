// Who else is here: told with every question about changes, shown in the bar and on the rows.

import { listed, n, t } from "../words.js";
import { element } from "./marks.js";
import { announce } from "./notices.js";

export class Presence {
  constructor(desk) {
    Object.assign(this, { desk, known: "", marked: [] });
    this.node = document.querySelector("#presence");
    this.window = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    window.addEventListener("pagehide", () => this.#leave());
  }

  // What a question about changes adds.
  get asked() {
    return { window: this.window, at: this.desk.editor.row?.id ?? "" };
  }

  heard({ here = [] }) {
    this.#mark(here);
    this.#say(here);
  }

  // Read out when somebody comes, not at every question.
  #say(here) {
    const names = [...new Set(here.filter((one) => !one.mine).map((one) => one.person))];
    const own = here.some((one) => one.mine) ? t("Another window of yours is here.") : "";
    const others = names.length ? n("{names} is here.", "{names} are here.", names.length, { names: listed(names) }) : "";
    const words = [others, own].filter(Boolean).join(" ");
    if (words === this.known) return;
    const before = this.here ?? [];
    this.here = [...names, own];
    this.known = words;
    this.node.textContent = words;
    this.node.hidden = !words;
    if (this.here.some((name) => name && !before.includes(name))) announce(words);
  }

  #mark(here) {
    for (const mark of this.marked) mark.remove();
    this.marked = here.flatMap(({ person, segment, mine }) => {
      const row = this.desk.rows.get(segment);
      if (!row) return [];
      const mark = element("span", { className: "visitor", text: mine ? t("Your other window") : t("{name} is here", { name: person }) });
      row.node.querySelector(".standing").append(mark);
      return [mark];
    });
  }

  #leave() {
    const form = new FormData();
    form.append("csrf_token", this.desk.server.csrf);
    form.append("window", this.window);
    navigator.sendBeacon(`${this.desk.server.catalog}/leave`, form);
  }
}
