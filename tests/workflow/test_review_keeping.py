"""What somebody types is kept for them alone, until it is saved or too old."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import workspace_at

from app.errors import UsageError
from app.store import kept
from app.store.kept import LONGEST, Kept
from app.store.moments import now
from app.workflow.review import keep, kept_by, throw_away


@pytest.fixture
def space(tmp_path: Path):
    return workspace_at(tmp_path)


def texts(space, person: str) -> list[tuple[str, str]]:
    return [(one.segment, one.target) for one in kept_by(space, "lettre", "de", person=person)]


def test_the_last_text_of_a_segment_is_kept_for_its_author_until_it_is_thrown_away(space) -> None:
    assert texts(space, "Ana") == []
    for target in ("Guten", "Guten Tag"):
        keep(space, "lettre", "de", "a" * 12, target=target, version="1", by="Ana")
    keep(space, "lettre", "de", "a" * 12, target="Hallo", version="1", by="Ben")
    keep(space, "lettre", "es", "a" * 12, target="Hola", version="1", by="Ana")
    assert texts(space, "Ana") == [("a" * 12, "Guten Tag")]
    throw_away(space, "lettre", "de", "a" * 12, by="Ana")
    assert texts(space, "Ana") == []
    assert texts(space, "Ben") == [("a" * 12, "Hallo")]


def test_what_no_target_can_be_is_refused_and_what_is_old_goes(space) -> None:
    with pytest.raises(UsageError):
        keep(space, "lettre", "de", "a" * 12, target="\0", version="1", by="Ana")
    with pytest.raises(UsageError):
        keep(space, "lettre", "de", "a" * 12, target="Tag", version="1" * 17, by="Ana")
    kept.put(space.database, Kept("Ana", "lettre", "de", "b" * 12, "alt", "1", now() - LONGEST - 1))
    keep(space, "lettre", "de", "a" * 12, target="neu", version="1", by="Ben")
    assert texts(space, "Ana") == []
