"""Stretches of a text: put in place of others, or masked so that what remains can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

MASK = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: no text has it


class Edit(NamedTuple):
    """A stretch of a text and what takes its place."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made, none of which overlaps another."""
    pieces, last = [], 0
    for edit in sorted(edits):
        pieces += [text[last : edit.start], edit.text]
        last = edit.end
    return "".join([*pieces, text[last:]])
