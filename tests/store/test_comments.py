"""Comments as they are written and found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store import comments
from app.store.comments import Comment
from app.store.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path)


def comment(**fields) -> Comment:
    given = {"person": "ana", "slug": "lettre", "locale": "de", "segment": "0" * 12, "source": "Bonjour", "text": "?"}
    return Comment(**{**given, "at": 1, **fields})


def test_comments_of_an_issue_come_oldest_first(database):
    texts = ["un", "deux", "'; DROP TABLE comments; --", "\u202e<b>"]
    written = [comments.add(database, comment(text=text), mentioned=()) for text in texts]
    comments.add(database, comment(locale="ar"), mentioned=())
    assert comments.of_issue(database, "lettre", "de") == written
    assert [one.text for one in written] == texts
    assert comments.get(database, written[0].id) == written[0]


def test_mentions_are_found_until_the_comment_is_settled_or_deleted(database):
    first = comments.add(database, comment(), mentioned=["bo", "Zoé"])
    second = comments.add(database, comment(slug="autre"), mentioned=["bo", "bo"])
    assert comments.mentioning(database, "bo", limit=9) == [second, first]
    comments.settle(database, first.id, at=5)
    assert comments.mentioning(database, "bo", limit=9) == [second]
    assert comments.mentioning(database, "Zoé", limit=9) == []
    comments.settle(database, first.id, at=None)
    assert comments.mentioning(database, "Zoé", limit=9) == [first]
    comments.remove(database, first.id)
    assert comments.mentioning(database, "Zoé", limit=9) == []
    assert comments.get(database, first.id) is None


def test_looking_makes_no_database(database):
    assert comments.of_issue(database, "lettre", "de") == []
    assert comments.mentioning(database, "ana", limit=1) == []
    assert comments.names(database) == []
    assert not database.path.exists()
