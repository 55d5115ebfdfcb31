// What was done just before the page was loaded anew: said once, and offered to be taken back.

import { announce, notice } from "./notices.js";

export class Since {
  constructor(desk) {
    this.desk = desk;
    this.note = `passeur:${desk.slug}:since`;
    this.ways = new Map(); // kind -> what takes such a thing back
  }

  learn(kind, takeBack) {
    this.ways.set(kind, takeBack);
  }

  // Loads the page anew at segment `id`. `problems` are sentences; `back` is what the way of this `kind` wants.
  reload({ words, problems = [], kind, back, id }) {
    stored((storage) => storage.setItem(this.note, JSON.stringify({ words, problems, kind, back })));
    location.hash = id;
    location.reload();
  }

  recall() {
    const told = stored((storage) => storage.getItem(this.note));
    if (!told) return;
    stored((storage) => storage.removeItem(this.note));
    const { words, problems, kind, back } = JSON.parse(told);
    this.desk.did(words, () => this.ways.get(kind)(back));
    for (const problem of problems) notice(problem);
    setTimeout(() => announce(words), 500); // a live region says nothing of what it holds when a page opens
  }
}

function stored(deed) {
  try {
    return deed(sessionStorage);
  } catch {
    return null; // switched off: the page says nothing of what was done before it was loaded
  }
}
