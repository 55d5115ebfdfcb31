"""The history adds up to words by week and to the share of drafts that was edited."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from app.core.model import Config
from app.store import activity
from app.store.activity import Entry, Snapshot
from app.store.workspace import Workspace
from app.workflow.statistics import WEEKS, figures

TODAY = date(2026, 11, 25)  # a Wednesday
EMPTY = Snapshot("", "empty")


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path, Config())


def tell(space, *entries):
    activity.add(space.database, entries, patience=1)


def entry(day, before, after, *, segment="a", words=10, person="ana", locale="de"):
    at = int(datetime.fromisoformat(f"{day}T12:00").timestamp() * 1000)
    given = {"slug": "lettre", "locale": locale, "segment": segment, "words": words, "at": at}
    return Entry(person=person, kind="save", before=before, after=after, **given)


def draft(target="Hallo Welt", origin="engine=apertium route=fra-deu"):
    return Snapshot(target, "draft", origin)


def approved(target="Hallo Welt"):
    return Snapshot(target, "approved")


def test_words_count_in_the_week_of_their_approval(space):
    tell(
        space,
        entry("2026-11-25", EMPTY, approved(), segment="a"),
        entry("2026-11-22", EMPTY, approved(), segment="b", words=7, person="bo"),
        entry("2026-11-22", EMPTY, approved(), segment="c", locale="ar", words=3),
        entry("2026-01-01", EMPTY, approved(), segment="d"),
    )
    found = figures(space, person="ana", today=TODAY)
    assert (len(found.weeks), found.weeks[-1], found.weeks[0].weekday()) == (WEEKS, date(2026, 11, 23), 0)
    assert found.by_locale == {"ar": (*[0] * 10, 3, 0), "de": (*[0] * 10, 7, 10)}
    assert found.so_far["de"] == (*[0] * 10, 7, 17)
    assert found.own == (*[0] * 10, 3, 10)
    assert found.whole


def test_what_was_taken_back_or_approved_again_counts_once_at_most(space):
    tell(
        space,
        entry("2026-11-10", EMPTY, approved("one")),
        entry("2026-11-18", approved("one"), approved("two"), person="bo"),
        entry("2026-11-18", EMPTY, approved(), segment="b"),
        entry("2026-11-25", approved(), EMPTY, segment="b"),
    )
    found = figures(space, person="ana", today=TODAY)
    assert found.by_locale == {"de": (*[0] * 10, 10, 0)}
    assert found.own == (0,) * WEEKS


def test_efforts_are_told_by_locale_and_engine(space):
    gist = "engine=apertium route=fra-cat,cat-eng"
    steps = [
        entry("2026-11-25", draft(), approved(), segment="a"),
        entry("2026-11-25", draft(), approved("Hallo Wald"), segment="b"),
        entry("2026-11-25", draft(), Snapshot("Hi", "needs_work"), segment="c"),
        entry("2026-11-25", Snapshot("Hi", "needs_work"), approved("Hallo Weld"), segment="c"),
        entry("2026-11-25", draft(origin=gist), approved(), segment="d"),
        entry("2026-11-25", EMPTY, approved(), segment="e"),
        entry("2026-11-25", draft(), Snapshot("Hi", "needs_work"), segment="f"),
    ]
    tell(space, *steps)
    direct, through = figures(space, person="ana", today=TODAY).efforts
    assert (direct.locale, direct.engine, direct.route, through.gist) == ("de", "apertium", "fra-deu", True)
    assert (direct.targets, direct.unchanged, direct.measured) == (3, 1, 3)
    assert direct.edits == pytest.approx(100 * 2 / 6)  # two words of six
    assert 50 < direct.likeness < 100
    assert (through.targets, through.unchanged, through.edits, through.likeness) == (1, 1, 0, 100)


def test_drafts_of_the_memory_count_together_whichever_issue_they_are_from(space):
    tell(
        space,
        entry("2026-11-25", draft(origin="engine=memory route=mai match=context"), approved(), segment="a"),
        entry("2026-11-25", draft(origin="engine=memory route=juin"), approved(), segment="b"),
        entry("2026-11-25", draft(origin="engine=openai route=small"), approved(), segment="c"),
        entry("2026-11-25", draft(origin="engine=openai route=large"), approved(), segment="d"),
    )
    found = figures(space, person="ana", today=TODAY).efforts
    assert [(one.engine, one.route, one.targets) for one in found] == [
        ("memory", "", 2),
        ("openai", "large", 1),
        ("openai", "small", 1),
    ]


def test_a_workspace_without_a_history_has_no_figures(space):
    found = figures(space, person="ana", today=TODAY)
    assert (found.by_locale, found.efforts, found.own) == ({}, (), (0,) * WEEKS)
    assert not space.database.path.exists()
