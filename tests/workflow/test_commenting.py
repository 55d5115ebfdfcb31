"""Comments stay with their segment while its source changes, and name the people they are meant for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from places import workspace_at

from app.errors import ConflictError, UsageError
from app.workflow import comments
from app.workflow.update import update

DATA = Path(__file__).parents[1] / "data" / "web"
HELLO = "d6d8753e4f2e"


@pytest.fixture
def space(tmp_path: Path):
    return workspace_at(Path(shutil.copytree(DATA, tmp_path / "workspace")))


def say(space, text="Sicher?", segment=HELLO):
    return comments.add(space, "lettre", "de", segment, person="ana", text=text)


def source_becomes(space, new):
    path = space.source_path("lettre")
    path.write_text(path.read_text(encoding="utf-8").replace("Bonjour à tous.", new), encoding="utf-8")
    list(update(space, ["lettre"], locales=["de"]))


def test_comments_stand_with_their_segment_and_open_ones_are_counted(space):
    first, second = say(space), say(space, "  Ja.\r\n")
    found = comments.comments_of(space, "lettre", "de")
    assert found.of == {HELLO: (first, second)}
    assert second.text == "Ja."
    assert (first.source, found.open) == ("Bonjour à tous.", {HELLO: 2})
    comments.settle(space, first)
    assert comments.comments_of(space, "lettre", "de").open == {HELLO: 1}
    comments.remove(space, second)
    assert comments.comments_of(space, "lettre", "de").open == {}


def test_a_comment_follows_its_segment_when_the_source_changes_a_little(space):
    said = say(space)
    source_becomes(space, "Bonjour à toutes et à tous.")
    found = comments.comments_of(space, "lettre", "de")
    [(segment, ones)] = found.earlier.items()
    assert (ones, found.of, found.left) == ((said,), {}, ())
    assert segment != HELLO
    assert found.open == {segment: 1}


def test_a_comment_about_a_text_that_is_gone_is_told_apart(space):
    said = say(space)
    source_becomes(space, "")
    found = comments.comments_of(space, "lettre", "de")
    assert (found.of, found.earlier, found.left) == ({}, {}, (said,))


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 10_001, "a\x00b", "a\ud800b"])
def test_what_is_no_comment_is_refused(space, text):
    with pytest.raises(UsageError):
        say(space, text)


def test_a_segment_that_left_takes_no_comment(space):
    with pytest.raises(ConflictError):
        say(space, segment="0" * 12)


def test_comments_are_found_under_their_own_issue_only(space):
    said = say(space)
    assert comments.find(space, "lettre", "de", number=said.id) == said
    assert comments.find(space, "lettre", "ar", number=said.id) is None
    assert comments.find(space, "lettre", "de", number=said.id + 1) is None


def test_who_is_named_is_told(space):
    said = say(space, "@me: sieh mal")
    say(space, "niemand")
    assert comments.mentioning(space, "me") == (said,)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Ana, look", ["Ana"]),
        ("@ana @ANA", ["Ana", "Ana"]),
        ("@Ana Lena?", ["Ana Lena"]),
        ("write to x@ana.example", []),
        ("@Anabel", []),
        ("@Zoé: oui @R&D!", ["Zoé", "R&D"]),
        ("@(.*)+", ["(.*)+"]),
        ("", []),
    ],
)
def test_names_are_recognised_whole(text, names):
    pieces = comments.mentions(text, ["Ana", "Ana Lena", "Zoé", "R&D", "(.*)+"])
    assert [piece for kind, piece in pieces if kind == "mention"] == names
    assert "@" in text or pieces == [("text", text)][: bool(text)]
