"""Finds what a page says twice: text that repeats, nearly word for word, what stands earlier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.importing.lines import Line, Words

SHINGLE = 4  # words; a changed word hides three to four of them and no more, so near copies are still seen
ENOUGH = 0.8  # share of a line's words that must stand earlier
SENTENCE = 25  # words that no two paragraphs share by chance


def sources(lines: Sequence[Words]) -> list[int | None]:
    """For each line the index of the earlier line that it repeats, or None; in time linear in the words."""
    first: dict[Words, int] = {}
    found: list[int | None] = []
    for at, words in enumerate(lines):
        found.append(_source(words, first, at))
        for key in _keys(words):
            first.setdefault(key, at)
    return found


def _keys(words: Words) -> list[Words]:
    if len(words) < SHINGLE:
        return [words] if words else []
    return [words[start : start + SHINGLE] for start in range(len(words) - SHINGLE + 1)]


def _source(words: Words, first: dict[Words, int], at: int) -> int | None:
    """Differing numbers make two lines two: agendas repeat their sentences with other dates."""
    covered: set[int] = set()
    origins: Counter[int] = Counter()
    for start, key in enumerate(_keys(words)):
        origin = first.get(key, at)
        if origin < at:
            origins[origin] += 1
            covered.update(range(start, start + len(key)))
    if not words or len(covered) < ENOUGH * len(words):
        return None
    other_number = any(word.isdigit() for place, word in enumerate(words) if place not in covered)
    return None if other_number else origins.most_common(1)[0][0]


def label(lines: Sequence[Line]) -> list[str | None]:
    """The reasons of `lines` with copies added: a copy of a comment is a comment, a copy of the text is a second copy.

    A short line that repeats is a copy only beside other copies: sections and entries of an agenda may well be alike.
    """
    reasons = [line.reason for line in lines]
    _label_cut_excerpts(lines, reasons)
    excerpts = {at for at, line in enumerate(lines) if reasons[at] != line.reason}
    origins = sources([() if at in excerpts else line.words for at, line in enumerate(lines)])
    run: list[int] = []
    for at in [*range(len(lines)), -1]:
        if at >= 0 and (reasons[at] is not None or lines[at].kind in ("title", "image credit")):
            continue
        if at >= 0 and origins[at] is not None:
            run.append(at)
            continue
        _settle(run, lines, origins, reasons)
        run = []
    return reasons


def _settle(run: list[int], lines: Sequence[Line], origins: Sequence[int | None], reasons: list[str | None]) -> None:
    total = sum(len(lines[at].words) for at in run)
    for at in run:
        origin = origins[at]
        assert origin is not None
        of_left_out = reasons[origin] is not None and len(lines[at].words) >= SHINGLE
        if of_left_out or total >= SENTENCE:
            reasons[at] = reasons[origin] or "second copy"


def _label_cut_excerpts(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """A text cut short whose whole stands further down is a copy of it, though it comes first."""
    whole: dict[Words, int] = {}
    for at in reversed(range(len(lines))):
        words = lines[at].words
        if reasons[at] is None and lines[at].is_cut:
            other = whole.get(words[:6])
            if other is not None and lines[other].words[: len(words) - 1] == words[:-1]:
                reasons[at] = "second copy"
                continue
        if reasons[at] is None and len(words) > 6:
            whole[words[:6]] = at
