"""Many units saved at once: what can be is, the rest says why; one write, one batch of history, taken back at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from places import workspace_at

from app.core.model import State
from app.errors import BlockedError, ConflictError
from app.store.workspace import Workspace
from app.workflow.review import Wish, open_review, row_of, save, save_all

DATA = Path(__file__).parents[1] / "data" / "web"


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return workspace_at(Path(shutil.copytree(DATA, tmp_path / "workspace")))


def rows(space: Workspace):
    return {row.unit.source: row for row in open_review(space, "lettre", "de").rows}


def approval(row, **more) -> Wish:
    return Wish(row.segment.id, "approved", row.version, **more)


def test_what_can_be_approved_is_and_the_rest_says_why(space: Workspace) -> None:
    found = rows(space)
    hello, ferry, empty = (
        found["Bonjour à tous."],
        found["Le **bac** traverse de nouveau le fleuve."],
        found["Premier départ à 7 heures."],
    )
    link = found["Les billets sont vendus [sur le quai](https://bac.example/quai)."]
    wishes = [
        approval(hello),
        approval(empty),
        approval(link, target="Karten."),
        Wish(ferry.segment.id, "approved", "old"),
    ]
    outcome = save_all(space, "lettre", "de", wishes, by="Ana")
    assert [row.unit.source for row in outcome.saved] == ["Bonjour à tous."]
    assert isinstance(outcome.refused[link.segment.id], BlockedError)
    assert "empty" in str(outcome.refused[empty.segment.id])
    conflict = outcome.refused[ferry.segment.id]
    assert isinstance(conflict, ConflictError)
    assert conflict.current == ferry
    after = rows(space)
    assert after["Bonjour à tous."].unit.state is State.APPROVED
    assert after[link.unit.source] == link


def test_a_batch_is_taken_back_at_once_byte_for_byte(space: Workspace) -> None:
    path = space.catalog_path("lettre", "de")
    before = path.read_text(encoding="utf-8")
    drafts = [row for row in rows(space).values() if row.unit.state in (State.DRAFT, State.STALE)]
    units = {row.segment.id: row.unit for row in drafts}
    saved = save_all(space, "lettre", "de", [approval(row) for row in drafts], by="Ana").saved
    assert len(saved) == len(drafts) > 1
    back = [
        Wish(row.segment.id, unit.state, row.version, unit.target, unit.origin, unit.previous_source)
        for row in saved
        for unit in [units[row.segment.id]]
    ]
    assert not save_all(space, "lettre", "de", back, by="Ana").refused

    def entries(text: str) -> str:
        return text.split("\n\n", 1)[1]

    assert entries(path.read_text(encoding="utf-8")) == entries(before)


def test_an_accepted_error_is_approved_with_its_reason_until_the_text_changes(space: Workspace) -> None:
    link = rows(space)["Les billets sont vendus [sur le quai](https://bac.example/quai)."]
    identity = link.segment.id
    arguments = {"target": "Karten am Kai.", "state": "approved", "version": link.version}
    with pytest.raises(BlockedError):
        save(space, "lettre", "de", identity, **arguments)
    saved = save(space, "lettre", "de", identity, **arguments, accept="the quay\nis closed", by="Ana")
    assert saved.unit.state is State.APPROVED
    assert [finding.reason for finding in saved.findings if finding.reason] == ["the quay is closed"]
    path = space.catalog_path("lettre", "de")
    assert ": the quay is closed (Ana)" in path.read_text(encoding="utf-8")
    again = {"target": "Karten am Ufer.", "state": "approved", "version": saved.version}
    with pytest.raises(BlockedError):
        save(space, "lettre", "de", identity, **again)
    assert row_of(space, "lettre", "de", segment=identity) == saved


def test_nobody_accepts_what_would_break_the_structure(space: Workspace) -> None:
    hello = rows(space)["La lettre du port"]
    with pytest.raises(BlockedError):
        save(
            space, "lettre", "de", hello.segment.id,
            target="[x](javascript:alert(1))", state="approved", version=hello.version, accept="I want it", by="Ana",
        )  # fmt: skip
