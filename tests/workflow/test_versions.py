"""What the history tells of a segment: its texts in turn, whoever wrote them, and how far they are from the draft."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from places import workspace_at

from app.core.model import State
from app.workflow import review
from app.workflow.update import update
from app.workflow.versions import drafts, effort, past

DATA = Path(__file__).parents[1] / "data" / "web"
HELLO = "Bonjour à tous."


@pytest.fixture
def space(tmp_path: Path):
    return workspace_at(Path(shutil.copytree(DATA, tmp_path / "workspace")))


def row_of(space, source=HELLO):
    return next(row for row in review.open_review(space, "lettre", "de").rows if row.unit.source == source)


def save(space, target, state="approved", *, source=HELLO, by="ana"):
    row = row_of(space, source)
    return review.save(
        space, "lettre", "de", row.segment.id, target=target, state=state, version=row.version, by=by
    ).unit


def elsewhere(space, change):
    """Change the unit as another program would: history is not told."""

    def changed(catalog):
        return replace(catalog, units=tuple(change(one) if one.source == HELLO else one for one in catalog.units))

    space.catalogs.change(space.catalog_path("lettre", "de"), changed)


def told(space, source=HELLO):
    found = past(space, "lettre", "de", unit=row_of(space, source).unit)
    return [(one.kind, one.person, one.text.target) for one in found.versions]


def test_an_untouched_draft_is_the_one_version(space):
    found = past(space, "lettre", "de", unit=row_of(space).unit)
    assert told(space) == [("draft", "", "Guten Tag an alle.")]
    assert found.draft == found.versions[0].text


def test_versions_tell_who_wrote_what_newest_first(space):
    save(space, "Hallo.", "needs_work")
    save(space, "Hallo zusammen.", by="bo")
    assert told(space) == [
        ("approve", "bo", "Hallo zusammen."),
        ("save", "ana", "Hallo."),
        ("draft", "", "Guten Tag an alle."),
    ]


def test_a_text_by_another_program_stands_between(space):
    save(space, "Hallo.")
    elsewhere(space, lambda unit: replace(unit, target="Servus."))
    assert told(space)[0] == ("elsewhere", "", "Servus.")
    save(space, "Hallo zusammen.")
    assert [target for _, _, target in told(space)] == ["Hallo zusammen.", "Servus.", "Hallo.", "Guten Tag an alle."]


def test_history_goes_on_when_the_source_changes(space):
    save(space, "Hallo zusammen.")
    path = space.source_path("lettre")
    path.write_text(path.read_text(encoding="utf-8").replace(HELLO, "Bonjour à toutes et tous."), encoding="utf-8")
    list(update(space, ["lettre"], locales=["de"]))
    later = "Bonjour à toutes et tous."
    assert told(space, later)[0] == ("update", "", "Hallo zusammen.")
    save(space, "Hallo ihr alle.", source=later)
    found = past(space, "lettre", "de", unit=row_of(space, later).unit)
    assert [one.source for one in found.versions] == [later, HELLO, HELLO, HELLO]
    assert found.draft is not None
    assert found.draft.target == "Guten Tag an alle."


def test_effort_is_the_share_of_characters_that_were_edited():
    assert effort("Hallo Welt", "Hallo Welt") == 0
    assert effort("Hallo Welt", "Hallo Wald") == 20
    assert effort("a" * 1000, "a" * 999 + "b") == 1
    assert effort("abc", "xyz") == effort("", "x") == 100
    assert effort("", "") == 0


def test_rows_know_the_draft_that_they_were_made_from_once_they_are_touched(space):
    rows = review.open_review(space, "lettre", "de").rows
    assert drafts(space, "lettre", "de", [row.unit for row in rows]) == {}
    unit = save(space, "Hallo.")
    assert unit.origin == ""
    found = drafts(space, "lettre", "de", [row.unit for row in review.open_review(space, "lettre", "de").rows])
    assert {id_: draft.target for id_, draft in found.items()} == {unit.id: "Guten Tag an alle."}
    assert drafts(space, "lettre", "de", [unit]) == found
    elsewhere(space, lambda one: replace(one, target="", state=State.EMPTY))
    assert drafts(space, "lettre", "de", [row_of(space).unit]) == {}
