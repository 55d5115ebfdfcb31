"""A rebuild of the index that is killed leaves one that answers, and that completes itself."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from places import ROOT, workspace_at

from app.core import catalogs
from app.core.model import Catalog, State, Unit
from app.store.index.file import FILE

ISSUES = 400


def test_what_a_killed_rebuild_leaves_is_usable_and_is_completed(tmp_path: Path) -> None:
    (tmp_path / "passeur.yaml").write_text("locales: [de]\n")
    (tmp_path / "source_issues").mkdir()
    space = workspace_at(tmp_path)
    for number in range(ISSUES):
        slug = f"lettre-{number:03}"
        (tmp_path / f"source_issues/{slug}.md").write_text("Bonjour.\n", encoding="utf-8")
        units = tuple(Unit(f"Phrase {number} {part}.", f"Satz {part}.", State.APPROVED) for part in range(20))
        path = space.catalog_path(slug, "de")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(catalogs.serialize(Catalog("de", headers=(("Language", "de"),), units=units)))
    space.index.refresh()
    space.index.close()
    command = [sys.executable, "-m", "app", "--workspace", str(tmp_path), "memory", "rebuild"]
    rebuild = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        left = _catalogs_once_some_are_back(tmp_path / ".passeur" / FILE, rebuild)
    finally:
        rebuild.kill()
        rebuild.wait()
    assert 0 < left < ISSUES
    again = workspace_at(tmp_path)
    again.index.search("Phrase")
    again.index.ready()
    assert {hit.slug for hit in again.index.memory("de")} == set(again.slugs())
    assert again.index.same(["Phrase 399 19."], locale="de")["Phrase 399 19."][0].target == "Satz 19."
    again.index.close()


def _catalogs_once_some_are_back(file: Path, rebuild: subprocess.Popen[bytes]) -> int:
    """Waits until the index was emptied and holds some catalogs again; how many."""
    connection = sqlite3.connect(file)
    try:
        emptied = False
        while rebuild.poll() is None:
            found = int(connection.execute("SELECT count(*) FROM catalog").fetchone()[0])
            emptied = emptied or found < ISSUES
            if emptied and found:
                return found
            time.sleep(0.01)
    finally:
        connection.close()
    return ISSUES
