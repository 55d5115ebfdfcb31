// Which segments another hand changed while this tab was open: known again when its page is loaded anew.

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

function stored(deed) {
  try {
    return deed(sessionStorage);
  } catch {
    return null; // switched off, or not ours: known until the page is left
  }
}
