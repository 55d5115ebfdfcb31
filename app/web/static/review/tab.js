// What this tab knows again when its page is loaded anew.

import { announce, notice } from "./notices.js";

// Which segments another hand changed meanwhile.
export class Elsewhere {
  constructor({ slug, locale }) {
    this.key = `passeur:${slug}:${locale}:elsewhere`;
    this.versions = stored((storage) => JSON.parse(storage.getItem(this.key))) ?? {};
  }

  note(row) {
    row.changedElsewhere();
    this.versions[row.id] = row.version;
    stored((storage) => storage.setItem(this.key, JSON.stringify(this.versions)));
  }

  // Rows that stayed as the other hand left them say so; of the rest only the filter knows.
  recall(rows) {
    for (const [id, version] of Object.entries(this.versions)) {
      const row = rows.get(id);
      row?.changedElsewhere();
      if (row && row.version !== version) row.remark(null);
    }
  }
}

// What was done just before: said once, and offered to be taken back.
export class Since {
  constructor(desk) {
    this.desk = desk;
    this.note = `passeur:${desk.slug}:since`;
  }

  // Loads the page anew at segment `id`. `problems` are sentences; `part` names who takes it back, `back` what that wants.
  reload({ words, problems = [], part, back, id }) {
    stored((storage) => storage.setItem(this.note, JSON.stringify({ words, problems, part, back })));
    location.hash = id;
    location.reload();
  }

  recall() {
    const told = stored((storage) => storage.getItem(this.note));
    if (!told) return;
    stored((storage) => storage.removeItem(this.note));
    const { words, problems, part, back } = JSON.parse(told);
    this.#offer(words, (one) => (void one.takeBack(back), true), part);
    for (const problem of problems) notice(problem);
    setTimeout(() => announce(words), 500); // a live region says nothing of what it holds when a page opens
  }

  // Offered again when who takes it back cannot be had.
  #offer(words, takeBack, part) {
    this.desk.did(words, async () => (await this.desk.parts.use(part, takeBack)) || this.#offer(words, takeBack, part));
  }
}

function stored(deed) {
  try {
    return deed(sessionStorage);
  } catch {
    return null; // switched off, or not ours: known until the page is left
  }
}
