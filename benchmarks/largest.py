"""An issue near the largest allowed, 5,000 units, with 5 % of its sentences edited: our merge beside msgmerge."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from app import config
from app.core import catalogs, merge
from app.core.model import Catalog, State
from app.store.workspace import Workspace
from app.workflow.ingest import Issue, ingest
from app.workflow.update import update
from benchmarks import texts
from benchmarks.row import Row

SLUG = "numero-00000"
PATH = f"source_issues/{SLUG}.md"


def measure(*, quick: bool = False) -> Iterator[Row]:
    """Two kinds of edits: msgmerge is quick where every sentence has a near one, and slow where one is new."""
    units = 500 if quick else 4_950  # edits add some, and 5,000 is the limit
    random_ = random.Random(1)
    sentences = list(dict.fromkeys(texts.long_sentence(random_) for _ in range(units)))
    for only_words in (True, False):
        what = "a word changed in 5 %" if only_words else "5 % edited in every way"
        text = texts.paragraphs(texts.edited(sentences, share=0.05, only_words=only_words))
        with tempfile.TemporaryDirectory() as folder:
            yield from _rows(
                Path(folder), texts.paragraphs(sentences), text, what=f"{len(sentences):,} segments, {what}"
            )


def _rows(root: Path, old_text: str, new_text: str, *, what: str) -> Iterator[Row]:
    workspace = _workspace(root)
    (root / PATH).write_text(old_text, encoding="utf-8")
    before = _translated(workspace)
    (root / PATH).write_text(new_text, encoding="utf-8")
    issue = ingest(workspace, SLUG)
    old, new = root / "old.po", root / "new.pot"
    old.write_bytes(catalogs.serialize(before))
    new.write_bytes(catalogs.serialize(_merged(issue, None)))
    core = _least(lambda: _merged(issue, before))
    whole = _least(lambda: _update(root, old))
    fuzzy = exact = ""
    reach = "ratio < 0.1"
    if shutil.which("msgmerge"):
        msgmerge = ["msgmerge", "--quiet", "--output-file", str(root / "merged.po"), str(old), str(new)]
        slow = _least(lambda: subprocess.run(msgmerge, check=True), times=1)
        quick = _least(lambda: subprocess.run([*msgmerge, "--no-fuzzy-matching"], check=True))
        fuzzy, exact = f"msgmerge {slow:.2f} s, ", f"; --no-fuzzy-matching {quick:.2f} s"
    yield Row(f"merge of {what}", f"{core:.2f} s", reach, fuzzy and f"{fuzzy}{core / slow:.3f} x{exact}")
    yield Row(
        "the same, `passeur update` as a whole process",
        f"{whole:.2f} s",
        reach,
        fuzzy and f"{fuzzy}{whole / slow:.3f} x",
    )


def _workspace(root: Path) -> Workspace:
    (root / "source_issues").mkdir()
    (root / "passeur.yaml").write_text("locales: [en]\n", encoding="utf-8")
    return Workspace(root, config.load(root))


def _translated(workspace: Workspace) -> Catalog:
    """A catalog of the issue with every target there."""
    list(update(workspace, [SLUG], locales=["en"]))
    catalog = workspace.catalogs.load(workspace.catalog_path(SLUG, "en")).catalog
    assert catalog
    done = (replace(unit, target=f"{unit.source} (en)", state=State.APPROVED) for unit in catalog.units)
    return replace(catalog, units=tuple(done))


def _merged(issue: Issue, previous: Catalog | None) -> Catalog:
    return merge.merge(issue.segments, previous, locale="en", path=PATH)


def _update(root: Path, old: Path) -> None:
    shutil.copy(old, root / "locales/en/LC_MESSAGES" / f"{SLUG}.po")
    subprocess.run([sys.executable, "-m", "app", "--workspace", str(root), "update"], check=True, capture_output=True)


def _least(function: Callable[[], object], *, times: int = 3) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        function()
        taken.append(time.perf_counter() - start)
    return min(taken)
