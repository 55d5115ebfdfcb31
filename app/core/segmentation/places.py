"""Where in a document reviewers' decisions count: their words found again, after an edit too."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from app.core.model import BOUNDARY_REACH, Boundary, Document
from app.core.segmentation.surface import surface

ENDS = ".!?…»”)"
BORDER = re.compile(f"(?<=[{re.escape(ENDS)}]) ")
ENOUGH = 12  # characters that tell a place by themselves
ALIKE = 60  # per cent: the words on the other side were edited, not replaced

MOST = 100  # occurrences of a decision's words that are looked at

Place = tuple[int, int]  # in Reading.text: the last character before, the first one after


class Gap(NamedTuple):
    """What stands between two words of a block: white space and markup, or nothing. Offsets of Block.text."""

    start: int  # the end of the word before
    end: int  # the first character of the word after ends there


class Reading(NamedTuple):
    """A document as a reader sees it, a line for each block: one search finds words in all of it."""

    text: str
    ends: Sequence[int]  # where each character ends in the text of its block
    starts: Sequence[int]  # where each block begins


def decided(document: Document, boundaries: Sequence[Boundary]) -> list[dict[Gap, bool]]:
    """For each block the places that decisions are about -> whether it is parted there; of two the later counts.

    A decision counts wherever its words stand. If they stand nowhere, where those on one side do and those on the other
    were edited a little.
    """
    found: list[dict[Gap, bool]] = [{} for _ in document.blocks]
    reading = _read(document) if boundaries else Reading("", (), ())
    for one in boundaries:
        before, after = " ".join(one.before.split()), " ".join(one.after.split())
        if not before or not after:
            continue
        for last, first in list(_exact(reading.text, before, after)) or _edited(reading.text, before, after):
            gap = Gap(reading.ends[last], reading.ends[first])
            if gap.start < gap.end:  # an empty one is inside a code
                found[bisect_right(reading.starts, first) - 1][gap] = one.parted
    return found


def _read(document: Document) -> Reading:
    lines: list[str] = []
    ends: list[int] = []
    starts: list[int] = []
    for block in document.blocks:
        seen = surface(block, 0, len(block.text), codes=True)
        spans = [match.span() for match in re.finditer(r"\S+", seen.text)]
        starts.append(len(ends))
        lines.append(" ".join(seen.text[start:end] for start, end in spans))
        for start, end in spans:
            ends.extend(seen.ends[start:end])
            ends.append(0)  # the space or the line end after a word, where no place begins or ends
        if not spans:
            ends.append(0)
    return Reading("\n".join(lines), ends, starts)


def _exact(text: str, before: str, after: str) -> Iterator[Place]:
    """Places with these words on both sides.

    Words cut off at BOUNDARY_REACH stand anywhere; fewer were all there was, so they fill the block or whole sentences
    of it: otherwise a decision about "un deux" would be one about every "un deux".
    """
    for between in (" ", ""):
        for start in _occurrences(text, before + between + after):
            first = start + len(before) + len(between)
            head, tail = text[max(0, start - 2) : start], text[first + len(after) : first + len(after) + 1]
            opens = _is_cut_off(before) or head[-1:] in ("", "\n") or (head[-1] == " " and _is_sign(head[0]))
            closes = _is_cut_off(after) or tail in ("", "\n") or _is_sign(after[-1])
            if opens and closes:
                yield first - len(between) - 1, first


def _edited(text: str, before: str, after: str) -> list[Place]:
    """The place most like it of those with the same words on one side; none when it is not like enough."""
    found: list[tuple[float, Place]] = []
    for first in _occurrences(text, f" {after}") if len(after) >= ENOUGH else ():
        found.append(
            (_likeness(before, text[max(0, first - 2 * len(before)) : first], end=True), (first - 1, first + 1))
        )
    for start in _occurrences(text, f"{before} ") if len(before) >= ENOUGH else ():
        first = start + len(before) + 1
        found.append((_likeness(after, text[first : first + 2 * len(after)], end=False), (first - 2, first)))
    likeness, place = max(found, key=lambda one: one[0], default=(0.0, (0, 0)))
    return [place] if likeness >= ALIKE else []


def _likeness(words: str, text: str, *, end: bool) -> float:
    """How much `words` are like the sentence, or as many characters, at the end of a text or at its beginning."""
    text = text.rpartition("\n")[2] if end else text.partition("\n")[0]
    borders = [match.end() for match in BORDER.finditer(text)]
    if end:
        pieces = (text[-len(words) :], text[borders[-1] if borders else 0 :])
    else:
        pieces = (text[: len(words)], text[: borders[0] if borders else None].rstrip())
    return max(fuzz.ratio(words, piece) for piece in pieces)


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    for _ in range(MOST):
        if at < 0:
            return
        yield at
        at = text.find(words, at + 1)


def _is_cut_off(words: str) -> bool:
    return len(words) >= BOUNDARY_REACH - 1  # one less where the cut fell on a space


def _is_sign(character: str) -> bool:
    return not character.isalnum() and character != ","
