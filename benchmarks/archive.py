"""`passeur update` and `status` on 10,000 issues in 4 locales where nothing changed, as whole processes."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app import config
from app.store import stamps
from app.store.workspace import Workspace
from app.workflow.update import update
from benchmarks import newsletters
from benchmarks.row import Row, seconds

KINDS = 50  # texts; the other issues are copies of them under another name
LOCALES = "en, de, es, ja"


def measure(*, quick: bool = False) -> Iterator[Row]:
    count = 1_000 if quick else 10_000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "archive"
        _make(root, count=count)
        passeur = [sys.executable, "-m", "app", "--workspace", str(root)]
        shutil.rmtree(root / ".passeur")
        time.sleep(stamps.SETTLED_NANOSECONDS / 1e9)
        first = seconds([*passeur, "update"], cwd=Path.cwd(), times=1, warm=False)
        yield Row(f"update, {count * 4:,} catalogs, .passeur deleted", f"{first:.1f} s", "", "every file is read")
        goal = "" if quick else "< 2 s"
        again = seconds([*passeur, "update"], cwd=Path.cwd(), times=5)
        yield Row(f"update with nothing to do, {count * 4:,} catalogs", f"{again:.2f} s", goal)
        check = seconds([*passeur, "update", "--check"], cwd=Path.cwd(), times=5)
        yield Row(f"update --check, {count * 4:,} catalogs", f"{check:.2f} s", goal)
        one = seconds([*passeur, "update", "numero-00007"], cwd=Path.cwd(), times=5)
        yield Row(f"update of one issue of these {count:,}", f"{one:.2f} s", "")


def _make(root: Path, *, count: int) -> None:
    sources = root / "source_issues"
    sources.mkdir(parents=True)
    (root / "passeur.yaml").write_text(f"locales: [{LOCALES}]\n", encoding="utf-8")
    for number in range(KINDS):
        text = newsletters.newsletter(number, sections=1)
        (sources / f"numero-{number:05}.md").write_text(text, encoding="utf-8")
    workspace = Workspace(root, config.load(root))
    locales = workspace.config.locales
    list(update(workspace, workspace.slugs(), locales=locales))
    folders = [workspace.catalog_path("numero-00000", locale).parent for locale in locales]
    for number in range(KINDS, count):
        old, new = f"numero-{number % KINDS:05}", f"numero-{number:05}"
        (sources / f"{new}.md").write_bytes((sources / f"{old}.md").read_bytes())
        for folder in folders:
            data = (folder / f"{old}.po").read_bytes()
            (folder / f"{new}.po").write_bytes(data.replace(old.encode(), new.encode()))
