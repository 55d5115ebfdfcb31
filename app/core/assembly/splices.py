"""Splices: what replaces what, in a block's text and in the document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from app.core.model import Block, InlineCode


class Splice(NamedTuple):
    """What replaces a stretch of the source text."""

    start: int
    end: int
    text: str


class Piece(NamedTuple):
    """What replaces a stretch of a block's text; `segment` is its index, -1 for what stands between two."""

    start: int
    end: int
    text: str
    segment: int = -1


Placed = TypeVar("Placed", Splice, Piece, InlineCode)


def place(block: Block, offset: int) -> int:
    """Where a character of a block's text stands in the document."""
    first, place = block.lines[max(bisect_right(block.lines, offset, key=lambda line: line[0]) - 1, 0)]
    return place + offset - first


def offset(block: Block, place: int) -> int:
    """Where a character of the document stands in the text of the block that holds it."""
    first, begin = block.lines[max(bisect_right(block.lines, place, key=lambda line: line[1]) - 1, 0)]
    return first + place - begin


def within(items: Sequence[Placed], start: int, end: int) -> Sequence[Placed]:
    """Those of some items, in order and none overlapping, that stand between two places."""
    first = bisect_left(items, start, key=lambda item: item.start)
    return items[first : bisect_right(items, end, lo=first, key=lambda item: item.end)]


def filled(text: str, pieces: Iterable[Piece] | Iterable[Splice], *, start: int = 0, end: int | None = None) -> str:
    """text[start:end], of a block or of the document, with what stands inside it replaced."""
    found, last = [], start
    for piece in pieces:
        found += [text[last : piece.start], piece.text]
        last = piece.end
    return "".join([*found, text[last:end]])
