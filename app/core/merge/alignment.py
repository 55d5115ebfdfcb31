"""Which old segments a new one comes from: by place between neighbours that did not change, then by likeness.

Both sides are sequences of keys in document order. Keys on both sides are the same segment, moved or not; the others
are paired inside the gaps between segments that kept their order, so that a newcomer next to a look-alike gets nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from app.core.merge.likeness import Wording, likeness, share

Key = tuple[str | None, str]

IN_PLACE = 48  # likeness asked of a pair in the same gap; unrelated French sentences reach 44
ALONE = 30  # of two headings that are alone in their gap
ELSEWHERE = 75  # of a pair that moved
DIVIDED = 75  # of a whole and its parts together
CONTAINED = 0.6  # share of each part's words that the whole must have
PARTS = 8  # a segment is split in, or joined from, up to so many: a paragraph and its sentences
BAND = 30  # how far from the diagonal of a wide gap pairs are tried: time stays linear
WIDE = 10_000  # pairs in a gap from which on the band holds
OUTSIDE = float("-inf")  # the sum of a pairing that leaves the band
FAR = 1_000_000  # pairs beyond which nobody looks for moved and changed segments


@dataclass(frozen=True, slots=True)
class Kin:
    """Old and new positions that belong together: one and one, one and its parts, several and what they became."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def align(
    old: Sequence[Key], new: Sequence[Key], *, known: frozenset[Key], headings: Callable[[int, int], bool]
) -> list[Kin]:
    """Kin of the segments that changed. `known` keys need no origin; `headings(i, j)`: old i and new j are headings."""
    anchors = list(_anchors(old, new))
    left, arrived = _leftovers(old, new, known, anchors)
    wordings = _Wordings(old, new)
    found: list[Kin] = []
    for olds, news in _gaps(len(old), len(new), anchors):
        pair = _Pairing([i for i in olds if i in left], [j for j in news if j in arrived], wordings)
        found += pair.lone(headings) or pair.best()
    left -= {i for kin in found for i in kin.old}
    arrived -= {j for kin in found for j in kin.new}
    return found + list(_elsewhere(sorted(left), sorted(arrived), wordings))


def _anchors(old: Sequence[Key], new: Sequence[Key]) -> list[tuple[int, int]]:
    """Pairs of equal keys that kept their order (the longest increasing run); the n-th of a key pairs with the n-th."""
    places = {key: j for j, key in enumerate(_ranked(new))}
    pairs = [(i, places[key]) for i, key in enumerate(_ranked(old)) if key in places]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [j]
        ends[length : length + 1] = [index]
    run: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _ranked(keys: Sequence[Key]) -> Iterator[tuple[Key, int]]:
    seen: Counter[Key] = Counter()
    for key in keys:
        yield key, seen[key]
        seen[key] += 1


def _leftovers(
    old: Sequence[Key], new: Sequence[Key], known: frozenset[Key], anchors: list[tuple[int, int]]
) -> tuple[set[int], set[int]]:
    """Old positions whose segment is gone or stands less often, and new positions of segments never seen before."""
    anchored = {i for i, _ in anchors}
    surplus = Counter(old)
    surplus.subtract(Counter(new))
    left: set[int] = set()
    for i, key in enumerate(old):
        if i not in anchored and surplus[key] > 0:
            left.add(i)
            surplus[key] -= 1
    first = {key: j for j, key in reversed(list(enumerate(new)))}
    present = frozenset(old)
    return left, {j for key, j in first.items() if key not in present and key not in known}


def _gaps(olds: int, news: int, anchors: list[tuple[int, int]]) -> Iterator[tuple[range, range]]:
    i = j = 0
    for next_i, next_j in [*anchors, (olds, news)]:
        if next_i > i and next_j > j:
            yield range(i, next_i), range(j, next_j)
        i, j = next_i + 1, next_j + 1


class _Wordings:
    """Wordings of both sides, made when asked for."""

    def __init__(self, old: Sequence[Key], new: Sequence[Key]) -> None:
        self._keys = (old, new)
        self._made: dict[tuple[int, tuple[int, ...]], Wording] = {}

    def old(self, *places: int) -> Wording:
        return self._wording(0, places)

    def new(self, *places: int) -> Wording:
        return self._wording(1, places)

    def _wording(self, side: int, places: tuple[int, ...]) -> Wording:
        if (side, places) not in self._made:
            self._made[side, places] = Wording(" ".join(self._keys[side][place][1] for place in places))
        return self._made[side, places]


class _Pairing:
    """The pairing of one gap's leftovers that keeps their order and has the most likeness in sum."""

    def __init__(self, olds: list[int], news: list[int], wordings: _Wordings) -> None:
        self.olds, self.news, self.wordings = olds, news, wordings

    def lone(self, headings: Callable[[int, int], bool]) -> list[Kin]:
        """One heading in place of another: a new title for the same part, however it is worded."""
        if len(self.olds) != 1 or len(self.news) != 1 or not headings(self.olds[0], self.news[0]):
            return []
        alike = likeness(self.wordings.old(*self.olds), self.wordings.new(*self.news), floor=ALONE)
        return [Kin(tuple(self.olds), tuple(self.news))] if alike else []

    def best(self) -> list[Kin]:
        sums: dict[tuple[int, int], float] = {}
        steps: dict[tuple[int, int], tuple[int, int]] = {}
        for i in range(len(self.olds) + 1):
            for j in self._band(i):
                ways = [(sums.get((i - di, j - dj), OUTSIDE) + gain, di, dj) for di, dj, gain in self._steps(i, j)]
                total, di, dj = max(ways, default=(0.0, 0, 0))
                sums[i, j], steps[i, j] = total, (di, dj)
        return list(self._path(steps))[::-1]

    def _band(self, i: int) -> range:
        width = len(self.news)
        if len(self.olds) * width <= WIDE:
            return range(width + 1)
        middle = i * width // len(self.olds)
        slack = BAND + width // len(self.olds)
        return range(max(0, middle - slack), min(width, middle + slack) + 1)

    def _steps(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        if i:
            yield 1, 0, 0.0
        if j:
            yield 0, 1, 0.0
        if i and j:
            if alike := self._alike(self.olds[i - 1], self.news[j - 1]):
                yield 1, 1, alike
            yield from self._divisions(i, j)

    def _divisions(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """Splits that end with new j, joins that end with old i."""
        old, new = self.wordings.old(self.olds[i - 1]), self.wordings.new(self.news[j - 1])
        if share(new, old) >= CONTAINED:
            for parts in range(2, min(PARTS, j) + 1):
                if alike := self._split(self.olds[i - 1], self.news[j - parts : j]):
                    yield 1, parts, alike
        if share(old, new) >= CONTAINED:
            for parts in range(2, min(PARTS, i) + 1):
                if alike := self._join(self.olds[i - parts : i], self.news[j - 1]):
                    yield parts, 1, alike

    def _alike(self, old: int, new: int) -> float:
        return likeness(self.wordings.old(old), self.wordings.new(new), floor=IN_PLACE)

    def _split(self, old: int, news: list[int]) -> float:
        made = self.wordings
        return _divided(made.old(old), made.new(*news), parts=[made.new(new) for new in news])

    def _join(self, olds: list[int], new: int) -> float:
        made = self.wordings
        return _divided(made.new(new), made.old(*olds), parts=[made.old(old) for old in olds])

    def _path(self, steps: Mapping[tuple[int, int], tuple[int, int]]) -> Iterator[Kin]:
        i, j = len(self.olds), len(self.news)
        while steps.get((i, j), (0, 0)) != (0, 0):
            di, dj = steps[i, j]
            if di and dj:
                yield Kin(tuple(self.olds[i - di : i]), tuple(self.news[j - dj : j]))
            i, j = i - di, j - dj


def _divided(whole: Wording, together: Wording, *, parts: list[Wording]) -> float:
    """Likeness of a whole to its parts together; 0 unless each part was in it."""
    if min(share(part, whole) for part in parts) < CONTAINED:
        return 0
    return likeness(whole, together, floor=DIVIDED)


def _elsewhere(left: list[int], arrived: list[int], wordings: _Wordings) -> Iterator[Kin]:
    """Segments that moved and changed: the most alike first, each used once."""
    if not left or not arrived or len(left) * len(arrived) > FAR:
        return
    choices = {i: wordings.old(i).text for i in left}
    candidates = []
    for j in arrived:
        hits = process.extract(wordings.new(j).text, choices, scorer=fuzz.ratio, score_cutoff=50, limit=5)
        candidates += [(likeness(wordings.old(i), wordings.new(j), floor=ELSEWHERE), -j, i) for _, _, i in hits]
    used: set[int] = set()
    done: set[int] = set()
    for alike, minus_j, i in sorted(candidates, reverse=True):
        if alike and i not in used and -minus_j not in done:
            used.add(i)
            done.add(-minus_j)
            yield Kin((i,), (-minus_j,))
