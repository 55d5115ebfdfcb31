"""How much two sources are alike: by letters and by words, so that no shared template decides."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel, LCSseq

from app.core.merge import addresses

LIMIT = 5_000  # characters compared: Levenshtein distances are quadratic (10 s on 300,000)
FIRST_SIGN = 0x10000  # above the surrogates
SIGNS = 0x100000
LETTERS = 66  # of 100; few sentences of other words reach it
_WORD = re.compile(r"\w+")


class Wording:
    """A source as it is compared: without addresses, case and length beyond the limit.

    `words` has one character a word, as `signs` gives them out: sequences of words then compare as fast as text.
    """

    def __init__(self, source: str, signs: dict[str, str]) -> None:
        self.text = addresses.masked(source[:LIMIT]).casefold()
        self.words = "".join(
            signs.setdefault(word, chr(FIRST_SIGN + len(signs) % SIGNS)) for word in _WORD.findall(self.text)
        )


def likeness(old: Wording, new: Wording, *, floor: float = 0) -> float:
    """0 to 100; 0 when below `floor`."""
    letters = fuzz.ratio(old.text, new.text, score_cutoff=max(0.0, 2 * floor - 100))
    if not letters:
        return 0
    score: float = (letters + 100 * Indel.normalized_similarity(old.words, new.words)) / 2
    return score if score >= floor else 0


def share(part: Wording, whole: Wording) -> float:
    """Which part of the words of `part` stands in `whole`, in the same order: 0 to 1."""
    return LCSseq.similarity(part.words, whole.words) / len(part.words) if part.words else 0


def may_be_alike(old: Wording, news: Mapping[int, Wording], *, floor: float, contained: float) -> set[int]:
    """Which of `news` can reach a likeness of `floor`, or have a share of `contained` in `old` or `old` in them.

    Likeness is the mean of two, so those that share few words must have letters alike; one call for each bound.
    """
    few = (floor - LETTERS / 2) / 50  # the part of words from which on letters need not be looked at
    words = {j: new.words for j, new in news.items()}
    found = set()
    for text, common, j in process.extract(old.words, words, scorer=LCSseq.similarity, score_cutoff=1, limit=None):
        fewest = min(len(old.words), len(text))
        if common >= contained * fewest or 2 * common >= few * (len(old.words) + len(text)):
            found.add(j)
    texts = {j: new.text for j, new in news.items()}
    letters = process.extract(old.text, texts, scorer=fuzz.ratio, score_cutoff=LETTERS, limit=None)
    return found | {j for _, _, j in letters}
