"""Every save is remembered; none is lost or refused because it could not be."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from places import workspace_at

from app.errors import ConflictError
from app.store import activity
from app.store.activity import Snapshot, Wanted
from app.workflow import review

DATA = Path(__file__).parents[1] / "data" / "web"


@pytest.fixture
def space(tmp_path: Path):
    return workspace_at(Path(shutil.copytree(DATA, tmp_path / "workspace")))


def rows(space):
    return {row.unit.source: row for row in review.open_review(space, "lettre", "de").rows}


def hello(space):
    return rows(space)["Bonjour à tous."]


def save(space, row, target, state="approved", **more):
    given = {"by": "ana", **more}
    return review.save(space, "lettre", "de", row.segment.id, target=target, state=state, version=row.version, **given)


def kinds(space):
    return [entry.kind for entry in activity.find(space.database, Wanted(), limit=99)][::-1]


def test_a_save_is_remembered_with_what_it_was_and_became(space):
    before = hello(space)
    save(space, before, "Hallo zusammen.")
    [entry] = activity.find(space.database, Wanted(), limit=9)
    assert (entry.person, entry.kind, entry.slug, entry.locale) == ("ana", "approve", "lettre", "de")
    assert (entry.segment, entry.source, entry.words) == (before.segment.id, "Bonjour à tous.", 3)
    assert entry.before == Snapshot(before.unit.target, "draft", before.unit.origin, None)
    assert entry.after == Snapshot("Hallo zusammen.", "approved")


def test_each_change_has_its_kind(space):
    row = hello(space)
    draft = row.unit
    row = save(space, row, draft.target, "needs_work")
    row = save(space, row, "Hallo.", "needs_work")
    row = save(space, row, "Hallo.")
    row = save(space, row, draft.target, "draft", origin=draft.origin)
    row = save(space, row, "", "empty")
    save(space, row, "Hallo.", kind="revert", batch="b")
    assert kinds(space) == ["send back", "save", "approve", "undo", "empty", "revert"]


def test_what_changes_nothing_or_is_refused_is_no_history(space):
    row = save(space, hello(space), "Hallo.")
    save(space, row, "Hallo.")
    with pytest.raises(ConflictError):
        save(space, replace(row, version="old"), "Hi.")
    save(space, row, "Hey.", by="")
    assert kinds(space) == ["approve"]


def spoil(path: Path) -> None:
    for file in path.parent.glob("passeur-*.db*"):
        file.unlink()
    path.write_bytes(b"this is no database" * 200)


def test_a_locked_database_refuses_no_save(space, caplog):
    save(space, hello(space), "Hallo.")
    with sqlite3.connect(space.database.path) as other:
        other.execute("BEGIN IMMEDIATE")
        save(space, hello(space), "Hallo zusammen.")
    assert hello(space).unit.target == "Hallo zusammen."
    assert "history lacks" in caplog.text
    save(space, hello(space), "Guten Tag.")
    assert kinds(space) == ["approve", "approve"]


def test_a_broken_database_refuses_no_save(space, caplog):
    save(space, hello(space), "Hallo.")
    space.database.close()
    spoil(space.database.path)
    save(space, hello(space), "Hallo zusammen.")
    assert hello(space).unit.target == "Hallo zusammen."
    assert "history lacks" in caplog.text


def test_a_state_folder_that_is_a_file_refuses_no_save(space, caplog):
    (space.root / ".passeur").mkdir(exist_ok=True)
    space.database.path.mkdir(parents=True)
    save(space, hello(space), "Hallo zusammen.")
    assert hello(space).unit.target == "Hallo zusammen."
    assert "history lacks" in caplog.text
