"""Answers of engines are kept for a while, and never get in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store.answers import LONGEST, Answers
from app.store.database import Database


@pytest.fixture
def kept(tmp_path: Path) -> Answers:
    return Answers(Database(tmp_path / ".passeur"))


def test_an_answer_is_given_back_until_another_takes_its_place(kept: Answers) -> None:
    assert kept.get("a" * 64) is None
    kept.put("a" * 64, "one")
    kept.put("b" * 64, "other")
    kept.put("a" * 64, "two")
    assert [kept.get(key * 64) for key in "abc"] == ["two", "other", None]


def test_the_oldest_go_when_there_are_too_many_and_the_largest_are_not_taken(tmp_path: Path) -> None:
    kept = Answers(Database(tmp_path), most=3)
    for key in "abcde":
        kept.put(key, f"<{key}>")
    kept.put("f", "x" * (LONGEST + 1))
    assert [kept.get(key) for key in "abcdef"] == [None, None, "<c>", "<d>", "<e>", None]


def test_what_is_too_old_is_asked_for_again(tmp_path: Path) -> None:
    database = Database(tmp_path)
    Answers(database).put("a", "one")
    assert Answers(database, oldest=-1).get("a") is None


def test_a_database_that_cannot_be_used_is_as_good_as_one_without_answers(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.path.write_bytes(b"no database" * 1000)
    kept = Answers(database)
    kept.put("a", "one")
    assert kept.get("a") is None
