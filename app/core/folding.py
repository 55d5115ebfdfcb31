"""Texts as people search them: accents, case, widths and kinds of quotation mark make no difference."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Latin, Greek and Cyrillic accents, Arabic vowel signs and the stretching stroke; marks that make another letter stay.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200f\u2060\ufeff]")
_ALIKE = str.maketrans(dict.fromkeys("’‘ʼ´`", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("‐‑–—−", "-"))
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})

Span = tuple[int, int]


def fold(text: str) -> str:
    """What is compared: `fold("Œuvre « ÉTÉ »") == fold('oeuvre " ete "')`."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


def spans(text: str, piece: str) -> list[Span]:
    """Where `piece`, folded, stands in `text`: offsets into `text` as it is written, none overlapping another."""
    wanted = fold(piece)
    if not wanted:
        return []
    folded = [fold(letter) for letter in text]
    origins = [place for place, letters in enumerate(folded) for _ in letters]
    whole = "".join(folded)
    found, start = [], whole.find(wanted)
    while start >= 0:
        found.append((origins[start], origins[start + len(wanted) - 1] + 1))
        start = whole.find(wanted, start + len(wanted))
    return found


@lru_cache(maxsize=20_000)
def _folded(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter.translate(_ALIKE)).casefold()
    return unicodedata.normalize("NFC", _MARKS.sub("", plain)).translate(_LIGATURES)
