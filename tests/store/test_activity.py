"""Entries of the history as they are written and found again."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from app.errors import DiskError
from app.store import activity
from app.store.activity import Entry, Snapshot, Wanted
from app.store.database import Database

DRAFT = Snapshot("Hallo", "draft", "engine=apertium route=fra-deu")
DONE = Snapshot("Hallo zusammen", "approved")


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path)


def entry(number: int = 0, **fields) -> Entry:
    given = {"person": "ana", "kind": "approve", "slug": "lettre", "locale": "de", "segment": f"{number:012x}"}
    return Entry(**{**given, "before": DRAFT, "after": DONE, "at": 1000 + number, **fields})


def test_entries_come_back_as_they_were_written(database):
    written = entry(1, source="Bonjour '; --", words=1, batch="b", facts={"a": "é"})
    activity.add(database, [written], patience=1)
    assert activity.find(database, Wanted(), limit=9) == [Entry(**{**vars(written), "id": 1})]
    assert activity.get(database, 1) == activity.find(database, Wanted(), limit=1)[0]
    assert activity.get(database, 2) is None


def test_pages_go_by_id_and_never_skip_or_repeat(database):
    activity.add(database, [entry(number) for number in range(25)], patience=1)
    seen: list[int] = []
    while page := activity.find(database, Wanted(), before=seen[-1] if seen else 0, limit=10):
        seen += [one.id for one in page]
        activity.add(database, [entry(99)], patience=1)
    assert seen == list(range(25, 0, -1))


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(person="bo"), [2]),
        (Wanted(locale="ar"), [3]),
        (Wanted(slug="autre"), [4]),
        (Wanted(kind="save"), [5]),
        (Wanted(batch="b"), [6]),
        (Wanted(since=1002, until=1004), [3, 2]),
        (Wanted(person="bo", locale="ar"), []),
        (Wanted(person="' OR 1=1 --"), []),
    ],
)
def test_entries_are_found_by_what_is_asked(database, wanted, numbers):
    odd = [{}, {"person": "bo"}, {"locale": "ar"}, {"slug": "autre"}, {"kind": "save"}, {"batch": "b"}]
    activity.add(database, [entry(number, **fields) for number, fields in enumerate(odd, 1)], patience=1)
    assert [one.at - 1000 for one in activity.find(database, wanted, limit=9)] == numbers


def test_a_segment_has_its_own_entries_oldest_first(database):
    activity.add(database, [entry(1), entry(2), entry(1, kind="save"), entry(1, locale="ar")], patience=1)
    found = activity.of_segments(database, "lettre", "de", segments=["000000000001"])
    assert [one.kind for one in found] == ["approve", "save"]


def test_the_last_draft_of_each_touched_segment_is_known(database):
    later = Snapshot("Guten Tag", "draft", "engine=other")
    activity.add(database, [entry(1), entry(2), entry(1, before=later), entry(2, before=DONE, after=DRAFT)], patience=1)
    assert activity.drafts(database, "lettre", "de") == {"000000000001": later, "000000000002": DRAFT}


def test_looking_makes_no_database(database):
    assert activity.find(database, Wanted(), limit=1) == []
    assert activity.people(database) == []
    assert activity.drafts(database, "lettre", "de") == {}
    assert not database.path.exists()


def test_a_locked_database_is_waited_for_and_then_told(database):
    activity.add(database, [entry()], patience=1)
    with sqlite3.connect(database.path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DiskError, match="locked"):
            activity.add(database, [entry()], patience=0.05)
    activity.add(database, [entry()], patience=1)
    assert len(activity.find(database, Wanted(), limit=9)) == 2


def test_many_threads_write_at_once_and_nothing_is_lost(database):
    def write(person: str) -> None:
        for number in range(10):
            activity.add(database, [entry(number, person=person)], patience=5)

    threads = [threading.Thread(target=write, args=(f"p{number}",)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(activity.find(database, Wanted(), limit=1000)) == 100
    assert activity.people(database) == sorted(f"p{number}" for number in range(10))
