"""The file of reviewers' decisions: what is written is read back, and what nobody can mean is refused with its line."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.model import Boundary, Config
from app.errors import DiskError, InputError
from app.store import boundaries, locks
from app.store.workspace import Workspace

NAME = "source_issues/lettre.segments.yaml"
# what YAML would read as something else than words, and signs that it writes in its own way
ODD = [
    "yes", "null", "~", "1.0", "2026-11-05", "- x", "#", "# a", "a: b", "a #b", "[a, b]", "{a}", "&a", "*a", "!t",
    "| a", "> a", "%TAG", "---", "...", "'", '"', '"a', "'a'", "\\", "\\n", "@a", "`a", ",", "«\u00a0Non\u202f!\u00a0»",
    "l’été", "👩‍🚀 été", "x\ufeffy", "日本語", "עברית", "\x7f",
]  # fmt: skip
# a decision's words are folded: of white space they hold single spaces and no-break ones
SIGNS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from(string.punctuation)
WORDS = st.text(SIGNS, min_size=1).filter(str.strip)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lettre.segments.yaml"


@pytest.mark.parametrize("words", ODD)
def test_words_come_back_whatever_yaml_would_make_of_them(path: Path, words: str) -> None:
    given = (Boundary(words, "après", parted=True), Boundary("avant", words, parted=False))
    boundaries.write(path, given)
    assert boundaries.read(path, name=NAME) == given


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.builds(Boundary, WORDS, WORDS, st.booleans()), min_size=1))
def test_any_decisions_come_back_in_their_order(path: Path, given: list[Boundary]) -> None:
    boundaries.write(path, given)
    assert boundaries.read(path, name=NAME) == tuple(given)


def test_each_decision_is_a_line_that_a_person_can_read_and_delete(path: Path) -> None:
    boundaries.write(path, [Boundary("Il pleut.", "On sort.", parted=False), Boundary("un", "deux", parted=True)])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ["- joined: [Il pleut., On sort.]", "- parted: [un, deux]"]
    path.write_text("\n".join([lines[0], lines[2]]), encoding="utf-8")
    assert boundaries.read(path, name=NAME) == (Boundary("un", "deux", parted=True),)


def test_without_decisions_there_is_no_file(path: Path) -> None:
    assert boundaries.read(path, name=NAME) == ()
    boundaries.write(path, [Boundary("un", "deux", parted=True)])
    boundaries.write(path, [])
    assert not path.exists()
    boundaries.write(path, [])


@pytest.mark.parametrize("text", ["", "# rien\n", "\ufeff"])
def test_an_empty_file_holds_no_decision(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    assert boundaries.read(path, name=NAME) == ()


GOOD = "- joined: [a, b]\n"
BAD = {
    "merge conflict": (GOOD + "<<<<<<< HEAD\n- parted: [a, b]\n", 3),
    "a mapping": ("joined: [a, b]\n", 1),
    "a word": (GOOD + "- joined\n", 2),
    "an unknown deed": (GOOD + "- split: [a, b]\n", 2),
    "two deeds": (GOOD + "- {joined: [a, b], parted: [a, b]}\n", 2),
    "one word": (GOOD + GOOD + "- joined: [a]\n", 3),
    "three words": (GOOD + "- joined: [a, b, c]\n", 2),
    "an empty word": (GOOD + "- joined: [a, '']\n", 2),
    "a blank word": (GOOD + "- joined: [' ', a]\n", 2),
    "a list in a list": (GOOD + "- joined: [a, [b]]\n", 2),
    "a key that is a list": (GOOD + "- ? [joined]\n  : [a, b]\n", 2),
    "an unknown alias": (GOOD + "- joined: *x\n", 2),
    "an open bracket": (GOOD + "- joined: [a, b\n", 3),
    "two documents": (GOOD + "---\n" + GOOD, 2),
    "a tab": (GOOD + "\t- x\n", 2),
    "a control character": (GOOD + "- joined: [a\x01, b]\n", 2),
    "nested too deeply": ("[" * 5_000, 1),
    "too many": (GOOD * 1_001, 1),
    "too large": (("# " + "x" * 99_000 + "\n") * 4, 1),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_decision_is_refused_with_its_line(path: Path, case: str) -> None:
    text, line = BAD[case]
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        boundaries.read(path, name=NAME)
    assert (refused.value.path, refused.value.line) == (NAME, line)
    assert refused.value.fix
    assert path.read_text(encoding="utf-8") == text


def test_bytes_that_are_no_utf_8_are_refused(path: Path) -> None:
    path.write_bytes(b"- joined: [\xe9t\xe9, b]\n")
    with pytest.raises(InputError, match="not UTF-8"):
        boundaries.read(path, name=NAME)


def test_more_decisions_than_can_be_read_again_are_not_written(path: Path) -> None:
    boundaries.write(path, [Boundary("un", "deux", parted=True)])
    with pytest.raises(InputError, match="1,000 decisions"):
        boundaries.write(path, [Boundary("un" * 20, "deux" * 10, parted=True)] * 1_001)
    assert boundaries.read(path, name=NAME) == (Boundary("un", "deux", parted=True),)


def test_decisions_are_changed_by_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(tmp_path, Config())
    monkeypatch.setattr(boundaries, "LOCK_SECONDS", 0.0)
    with workspace.boundaries_held("lettre"):
        with (
            pytest.raises(DiskError, match=r"lettre\.segments\.yaml is being changed"),
            workspace.boundaries_held("lettre"),
        ):
            pass
        with workspace.boundaries_held("autre"):
            pass
    with workspace.boundaries_held("lettre"):
        pass


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, Config())
    (tmp_path / ".passeur").write_text("a file where the folder should be")
    with pytest.raises(DiskError), workspace.boundaries_held("lettre"):
        pass
    with pytest.raises(DiskError):
        boundaries.write(tmp_path / ".passeur" / "x.yaml", [Boundary("un", "deux", parted=True)])
    with locks.locked(tmp_path / "free", "a", seconds=0) as taken:
        assert taken
