"""`approve_in_context: yes`: what stands as it stood before is approved at once, and the history says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import Run, workspace_at

from app.core.model import State
from app.store.activity import Wanted, find
from app.store.workspace import Workspace
from app.workflow.drafting import draft
from app.workflow.reverting import revert
from app.workflow.review import open_review, save

TEXT = (
    "# Lettre n° {n}\n\nBonjour ! Voici la lettre.\n\n## Agenda\n\nEntrée libre.\n\n## Aide\n\nTapez `aide`.\n\n"
    "## Fin\n\n{last}\n"
)
ENGLISH = {
    "Bonjour !": "Hello!",
    "Voici la lettre.": "Here it is.",
    "Entrée libre.": "Free.",
    "À 4 h.": "At 4.",
}


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    (tmp_path / "source_issues").mkdir()
    (tmp_path / "passeur.yaml").write_text("locales: [en]\nengine: none\napprove_in_context: yes\n")
    for number, last in ((1, "À 4 h."), (2, "À 5 h.")):
        text = TEXT.format(n=number, last=last)
        (tmp_path / f"source_issues/lettre-{number}.md").write_text(text, encoding="utf-8")
    found = workspace_at(tmp_path)
    list(draft(found, "lettre-1", "en"))
    for row in open_review(found, "lettre-1", "en").rows:
        if target := ENGLISH.get(row.unit.source):
            save(found, "lettre-1", "en", row.segment.id, target=target, state="approved", version=row.version)
    return found


def states(space: Workspace) -> dict[str, State]:
    return {row.unit.source: row.unit.state for row in open_review(space, "lettre-2", "en").rows}


def test_matches_in_context_are_approved_and_all_else_is_a_draft(space: Workspace) -> None:
    *_, last = draft(space, "lettre-2", "en", by="ana")
    assert (last.from_memory, last.settled, last.left) == (4, 3, 5)
    assert states(space) == {
        "Lettre n° 2": State.EMPTY,
        "Bonjour !": State.APPROVED,
        "Voici la lettre.": State.APPROVED,
        "Agenda": State.EMPTY,
        "Entrée libre.": State.APPROVED,
        "Aide": State.EMPTY,
        "Tapez `aide`.": State.EMPTY,
        "Fin": State.EMPTY,
        "À 5 h.": State.DRAFT,
    }
    entries = find(space.database, Wanted(slug="lettre-2"), limit=9)
    assert {(entry.person, entry.kind, entry.source) for entry in entries if entry.kind == "settle"} == {
        ("ana", "settle", source) for source, state in states(space).items() if state is State.APPROVED
    }
    assert revert(space, entries, person="bo").done == 4
    assert set(states(space).values()) == {State.EMPTY}


def test_the_command_line_says_how_many_and_the_history_that_nobody_did(space: Workspace, passeur: Run) -> None:
    done = passeur("draft", "lettre-2", cwd=space.root)
    assert "4 from memory (3 approved, as they stood in the same context)" in done.stderr
    assert {entry.person for entry in find(space.database, Wanted(slug="lettre-2"), limit=9)} == {"Passeur"}


def test_what_a_check_has_an_error_against_stays_a_draft_though_it_was_accepted_before(space: Workspace) -> None:
    (row,) = [one for one in open_review(space, "lettre-1", "en").rows if one.unit.source == "Tapez `aide`."]
    given = {"target": "Ask for help.", "state": "approved", "version": row.version, "accept": "It reads better."}
    save(space, "lettre-1", "en", row.segment.id, **given)
    *_, last = draft(space, "lettre-2", "en")
    assert (last.from_memory, last.settled, states(space)["Tapez `aide`."]) == (5, 3, State.DRAFT)


def test_by_default_nothing_is_approved(space: Workspace) -> None:
    (space.root / "passeur.yaml").write_text("locales: [en]\nengine: none\n")
    *_, last = draft(workspace_at(space.root), "lettre-2", "en")
    assert (last.from_memory, last.settled) == (4, 0)
    assert State.APPROVED not in states(space).values()
