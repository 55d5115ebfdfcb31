"""A shadow cut into what may make up a value: items of digits and phrases, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.core.numbers import digits
from app.core.numbers.items import Item
from app.core.numbers.lexicon import Lexicon
from app.core.numbers.phrases import Phrase, phrases

AT_ONCE = re.compile(r"\Z")
BESIDE = re.compile(r"[\s\-‑\u2060]*\Z")
BESIDE_OR_OF = re.compile(r"[\s\-‑\u2060]*(?:d['’]|d[ei]\s|of\s|من\s)?\s*\Z")


class Piece(NamedTuple):
    start: int
    end: int
    item: Item | None = None
    phrase: Phrase | None = None

    def meaning(self, role: str) -> Any:
        return self.phrase.meaning.get(role) if self.phrase else None


@dataclass(slots=True)
class Cursor:
    """Walks over the pieces of a text."""

    text: str
    words: Lexicon
    pieces: list[Piece]
    position: int = 0

    def next(self) -> Piece | None:
        if self.position == len(self.pieces):
            return None
        self.position += 1
        return self.pieces[self.position - 1]

    def following(self, end: int, gap: re.Pattern[str] = BESIDE) -> Piece | None:
        """The piece that comes next, if nothing but `gap` stands before it."""
        if self.position == len(self.pieces):
            return None
        piece = self.pieces[self.position]
        return piece if gap.match(self.text[end : piece.start]) else None

    def take(self, role: str, end: int, gap: re.Pattern[str] = BESIDE) -> tuple[Any, int]:
        """Steps over the next piece if it plays a role: what it means in it, and its end. Else None and `end`."""
        meaning = self.pieces[self.position].meaning(role) if self.position < len(self.pieces) else None
        piece = self.following(end, gap) if meaning is not None else None
        if piece is None:
            return None, end
        self.position += 1
        return meaning, piece.end

    def before(self, start: int) -> Piece | None:
        """The piece that stands before the current one, at most one space away."""
        if self.position < 2:
            return None
        piece = self.pieces[self.position - 2]
        return piece if 0 <= start - piece.end <= 1 and not self.text[piece.end : start].strip() else None


def cursor(text: str, words: Lexicon) -> Cursor:
    """Digits win over phrases where both would have a character."""
    found = [Piece(item.start, item.end, item=item) for item in digits.items(text, words)]
    taken = bytearray(len(text))
    for piece in found:
        taken[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
    for phrase in phrases(text, words):
        if not any(taken[phrase.start : phrase.end]):
            found.append(Piece(phrase.start, phrase.end, phrase=phrase))
    return Cursor(text, words, sorted(found, key=lambda piece: piece.start))
