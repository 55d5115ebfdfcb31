"""How much two sources are alike: by letters and by words, so that no shared template decides."""

from __future__ import annotations

import re
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq

from app.core.merge import addresses

LIMIT = 5_000  # characters compared: Levenshtein distances are quadratic (10 s on 300,000)
_WORD = re.compile(r"\w+")


class Wording:
    """A source as it is compared: without addresses, case and length beyond the limit."""

    def __init__(self, source: str) -> None:
        self.text = addresses.masked(source[:LIMIT]).casefold()

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)


def likeness(old: Wording, new: Wording, *, floor: float = 0) -> float:
    """0 to 100; 0 when below `floor`."""
    letters = fuzz.ratio(old.text, new.text, score_cutoff=max(0.0, 2 * floor - 100))
    if not letters:
        return 0
    score: float = (letters + 100 * Indel.normalized_similarity(old.words, new.words)) / 2
    return score if score >= floor else 0


def share(part: Wording, whole: Wording) -> float:
    """Which part of the words of `part` stands in `whole`, in the same order: 0 to 1."""
    if not part.words:
        return 0
    return LCSseq.similarity(part.words, whole.words) / len(part.words)
