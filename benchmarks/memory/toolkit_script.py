"""Run with translate-toolkit's Python: fills its TM database and asks it."""

import json
import sys
import time
from pathlib import Path

from translate.storage.tmdb import TMDB

folder = Path(sys.argv[1])
given = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
database = TMDB(str(folder / "toolkit.db"), max_candidates=5, min_similarity=75, max_length=1000)
units = [{"source": source, "target": "x", "context": ""} for source in given["sources"]]
database.add_list(units, "fr", "en")
for asked in given["asked"]:
    begun = time.perf_counter()
    found = database.translate_unit(asked, "fr", "en")
    best = found[0]["source"] if found else ""
    print("FOUND", (time.perf_counter() - begun) * 1000, " ".join(best.split()), sep="\t")
