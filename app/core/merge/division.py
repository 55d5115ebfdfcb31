"""A segment that is several now, or several that are one: runs of parts that say together what the whole says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import count, islice, takewhile

from app.core.merge.likeness import Run, Wording, Wordings, at_most, common, likeness, most_alike_in_words

DIVIDED = 80  # likeness of a whole and its parts together
MOST = 1.5  # times the letters and words of a whole; parts that have more of both cannot reach DIVIDED
CONTAINED = 0.6  # share of each part's words that the whole must have
PARTS = 8  # looked at on each side of one that is near: a segment is split in, or joined from, a paragraph's sentences
TRIED = 8  # runs for one whole, those most alike in words


class Parts:
    """The positions of one side that may together be a whole of the other."""

    def __init__(self, whole: Wording, wordings: Wordings, free: Set[int]) -> None:
        self._whole, self._wordings, self._free = whole, wordings, free
        self._room = MOST * len(whole.text), MOST * len(whole.words)
        self._common: dict[int, int] = {}

    def runs(self, near: Sequence[int]) -> Iterator[Run]:
        """Runs near some positions that can be alike enough by their lengths and by the words that each part shares."""
        places = set(near).union(*(self._beside(place, step) for place in near for step in (-1, 1)))
        for first in sorted(places):
            letters = words = shared = 0
            for place in takewhile(places.__contains__, count(first)):
                more = self._size(place)
                letters, words, shared = letters + more[0], words + more[1], shared + self._shared(place)
                if self._is_too_much(letters, words):
                    break
                if place > first and self._reach(letters, words, shared) >= DIVIDED:
                    yield tuple(range(first, place + 1))

    def _beside(self, near: int, step: int) -> Iterator[int]:
        """Positions from the next one on that may be parts too, no more than the whole has room for."""
        letters, words = self._size(near)
        for place in islice(count(near + step, step), PARTS):
            if place not in self._free:
                break
            more = self._size(place)
            letters, words = letters + more[0], words + more[1]
            if self._is_too_much(letters, words) or self._shared(place) < CONTAINED * more[1]:
                break
            yield place

    def _is_too_much(self, letters: int, words: int) -> bool:
        """Whether neither parts of so many letters and words nor more of them can be the whole."""
        return letters > self._room[0] and words > self._room[1]

    def _size(self, place: int) -> tuple[int, int]:
        part = self._wordings[place]
        return len(part.text), len(part.words)

    def _shared(self, place: int) -> int:
        if place not in self._common:
            self._common[place] = common(self._wordings[place], self._whole)
        return self._common[place]

    def _reach(self, letters: int, words: int, shared: int) -> float:
        """No likeness of the whole to parts of so many letters and words can be more, if they share no more words."""
        return at_most(len(self._whole.text), letters) + at_most(len(self._whole.words), words, shared=shared)


def divisions(
    whole: Wording, wordings: Wordings, *, near: Sequence[int], free: Set[int]
) -> Iterator[tuple[float, Run]]:
    """Runs of free positions that together are like a whole, more than one of them alone, and how much."""
    parts = Parts(whole, wordings, free)
    words = {run: wordings.words(run) for run in parts.runs(near)}
    for run in most_alike_in_words(whole, words, floor=DIVIDED, limit=TRIED):
        alike = likeness(whole, wordings.together(run), floor=DIVIDED)
        if alike and not any(likeness(whole, wordings[part], floor=alike) for part in run):
            yield alike, run
