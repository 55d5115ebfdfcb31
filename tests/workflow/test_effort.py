"""The effort on drafts: what counts as an edit, what is measured once, and what waits."""

from __future__ import annotations

import pytest

from app.core.model import Config
from app.store.workspace import Workspace
from app.workflow.effort import MOST_WORDS, Drafted, distance, efforts, rate

SAID = "Der Bericht erscheint am Montag."


@pytest.mark.parametrize(
    ("locale", "draft", "target", "edits", "words"),
    [
        ("de", SAID, SAID, 0, 6),
        ("de", SAID, "Der Bericht erscheint am Dienstag.", 1, 6),
        ("de", "Am Montag erscheint der Bericht.", "Der Bericht erscheint am Montag.", 2, 6),  # two blocks moved
        ("de", "der bericht ERSCHEINT am Montag.", SAID, 0, 6),  # case is no edit
        ("de", "", "Guten Tag", 2, 2),
        ("de", "Guten Tag", "", 2, 0),
        ("de", "", "", 0, 0),
        ("ja", "今日は晴れです。", "今日は雨です。", 2, 6),  # a run of kana is one word
        ("zh_Hant", "今天天氣很好。", "今天天氣不好。", 1, 7),
    ],
)
def test_edits_are_counted_in_words_and_without_spaces_in_characters(locale, draft, target, edits, words) -> None:
    found = distance(draft, target, locale=locale)
    assert (found.edits, found.words) == (edits, words)
    assert (found.likeness == 100) == (draft == target)


def test_a_rate_never_exceeds_a_hundred() -> None:
    assert rate([distance("eins zwei drei vier fünf", "sechs", locale="de")]) == 100
    assert rate([distance("", "", locale="de")]) == 0


def test_long_texts_are_measured_without_looking_for_moves() -> None:
    words = [f"Wort{number}" for number in range(MOST_WORDS + 1)]
    moved = [*words[4:8], *words[:4], *words[8:]]
    edits = [distance(" ".join(moved[:end]), " ".join(words[:end]), locale="de").edits for end in (None, -1)]
    assert edits == [8, 1]


def test_what_was_measured_is_kept_and_what_time_forbids_waits(tmp_path) -> None:
    space = Workspace(tmp_path, Config())
    drafted = [Drafted("de", "apertium", "fr-de", SAID, SAID), Drafted("de", "apertium", "fr-de", SAID, "Anders.")]
    (none,) = efforts(space, drafted, seconds=-1)
    assert (none.targets, none.measured, none.edits) == (2, 0, 0)
    (found,) = efforts(space, drafted, seconds=60)
    assert (found.targets, found.unchanged, found.measured) == (2, 1, 2)
    (again,) = efforts(space, drafted, seconds=-1)
    assert again == found
