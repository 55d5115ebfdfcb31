"""Splices: what replaces what, in a block's text and in the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from app.core.model import Block


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


def place(block: Block, offset: int) -> int:
    """Where a character of a block's text stands in the document."""
    first, place = block.lines[max(bisect_right(block.lines, offset, key=lambda line: line[0]) - 1, 0)]
    return place + offset - first


def filled(text: str, pieces: Iterable[Piece]) -> str:
    """A block's text with pieces put in."""
    found, last = [], 0
    for piece in pieces:
        found += [text[last : piece.start], piece.text]
        last = piece.end
    return "".join([*found, text[last:]])


def spliced(text: str, start: int, end: int, splices: Iterable[Splice]) -> str:
    """text[start:end] with splices put in."""
    found, last = [], start
    for splice in splices:
        found += [text[last : splice.start], splice.text]
        last = splice.end
    return "".join([*found, text[last:end]])
