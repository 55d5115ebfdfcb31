"""Approved targets for a source that is like one already translated."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from app.core import inline
from app.core.folding import fold
from app.core.model import Match

LIMIT = 5_000  # characters compared: the distance is quadratic (10 s on 300,000)
WORD = re.compile(r"[^\W_]+")
MARKUP = 0.1  # how much of the score hangs on codes, case and white space being the same


Name = TypeVar("Name", bound=Hashable)


def ranked(source: str, known: Sequence[Match], *, limit: int = 5, floor: int = 75) -> list[Match]:
    """Those of some matches that are at least `floor` like `source`, the best first; 100 only for the same source.

    Of several with the same score and source the order stays.
    """
    seen = {source: _seen(source) for source in {match.source: None for match in known}}
    scores = _scores(source, seen, most=len(seen), floor=floor)
    return _sorted(replace(match, score=scores[match.source]) for match in known if match.source in scores)[:limit]


def nearest(source: str, texts: Mapping[Name, str]) -> list[Name]:
    """The names of texts, those first that are most like a source by their letters alone: worth a closer look."""
    shortened = {name: text[:LIMIT] for name, text in texts.items()}
    return [name for _, _, name in process.extract(source[:LIMIT], shortened, scorer=fuzz.ratio, limit=None)]


def words_apart(old: str, new: str) -> tuple[int, int]:
    """How many words of `old` are not in `new`, and how many of `new` not in `old`, as a reader sees them."""
    before, after = (WORD.findall(fold(_seen(text))) for text in (old, new))
    steps = Indel.editops(before, after)
    gone = sum(step.tag == "delete" for step in steps)
    return gone, len(steps) - gone


def _scores(source: str, seen: Mapping[str, str], *, most: int, floor: int) -> dict[str, int]:
    """Source -> how like it is, for the `most` that are most so by what a reader sees of them."""
    # A little under the floor and over the limit: markup may still lift or lower what words alone rank.
    hits = process.extract(_seen(source), seen, scorer=fuzz.ratio, score_cutoff=max(0.0, floor - 1.0), limit=most)
    scores = {key: _score(source, key, words) for _, words, key in hits}
    if source in seen:
        scores[source] = 100
    return {key: score for key, score in scores.items() if score >= floor}


def _score(source: str, key: str, words: float) -> int:
    if key == source:
        return 100
    letters = fuzz.ratio(source[:LIMIT], key[:LIMIT])
    return min(99, int((1 - MARKUP) * words + MARKUP * letters))


def _sorted(matches: Iterable[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: (-match.score, match.source))


def _seen(source: str) -> str:
    """What is compared: the words and figures as a reader sees them."""
    return " ".join(inline.visible(source[:LIMIT]).split())
