// Parts of the screen whose scripts are loaded when they are first wanted: opening an issue and approving need none.

import { t } from "../words.js";
import { announce, notice } from "./notices.js";

const SILENT = t("The server does not answer, and this needs something from it. Nothing is lost: try again.");

export class Parts {
  // A part is a module of this folder; its class `Part` is made once, with the desk and, in panels/, its <section>.
  constructor(desk) {
    Object.assign(this, { desk, made: new Map(), loading: new Map() });
  }

  // Undefined until it is loaded.
  get(name) {
    return this.made.get(name);
  }

  // Does something with a part: at once when it is there, else as soon as it is, in the order in which it was asked for.
  // When its script cannot be had that is said, and the next to want it tries again.
  use(name, deed) {
    const part = this.get(name);
    if (part) return deed(part);
    if (!this.loading.has(name)) this.loading.set(name, this.#load(name));
    return this.loading.get(name).then((made) => made && deed(made));
  }

  async #load(name) {
    try {
      const { Part } = await import(`./${name}.js`);
      this.made.set(name, new Part(this.desk, document.querySelector(`#${name.replace("panels/", "panel-")}`)));
    } catch (trouble) {
      console.info(trouble);
      announce(SILENT);
      notice(SILENT, [], { kind: "part" });
    }
    this.loading.delete(name);
    return this.get(name);
  }
}
