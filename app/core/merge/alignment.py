"""Which old segments a new one comes from: by place between neighbours that did not change, then by likeness.

Both sides are sequences of keys in document order. Keys on both sides are the same segment, moved or not; the others
are paired inside the gaps between segments that kept their order, so that a newcomer next to a look-alike gets nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process

from app.core.merge.likeness import Wording, likeness, may_be_alike, share
from app.core.model import Key

IN_PLACE = 48  # likeness asked of a pair in the same gap; unrelated French sentences reach 44
ALONE = 30  # of two headings that are the only change in their gap, others having moved away from it
ELSEWHERE = 75  # of a pair that moved
DIVIDED = 75  # of a whole and its parts together
LONGER = 3  # times the words of a whole; more words in its parts cannot reach DIVIDED
CONTAINED = 0.6  # share of each part's words that the whole must have
PARTS = 8  # a segment is split in, or joined from, up to so many: a paragraph and its sentences
BAND = 30  # how far from the diagonal of a wide gap pairs are tried: time stays linear
WIDE = 10_000  # pairs in a gap from which on the band holds
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
        found += pair.lone(headings, floor=ALONE if len(olds) + len(news) > 2 else 0) or pair.best()
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
        self._signs: dict[str, str] = {}

    def old(self, *places: int) -> Wording:
        return self._wording(0, places)

    def new(self, *places: int) -> Wording:
        return self._wording(1, places)

    def _wording(self, side: int, places: tuple[int, ...]) -> Wording:
        if (side, places) not in self._made:
            text = " ".join(self._keys[side][place][1] for place in places)
            self._made[side, places] = Wording(text, self._signs)
        return self._made[side, places]


class _Pairing:
    """The pairing of one gap's leftovers that keeps their order and has the most likeness in sum."""

    def __init__(self, olds: list[int], news: list[int], wordings: _Wordings) -> None:
        self.olds, self.news, self.wordings = olds, news, wordings

    def lone(self, headings: Callable[[int, int], bool], *, floor: float) -> list[Kin]:
        """One heading in place of another: a new title for the same part, however it is worded if the part is there."""
        if len(self.olds) != 1 or len(self.news) != 1 or not headings(self.olds[0], self.news[0]):
            return []
        alike = likeness(self.wordings.old(*self.olds), self.wordings.new(*self.news), floor=floor)
        return [Kin(tuple(self.olds), tuple(self.news))] if alike >= floor else []

    def best(self) -> list[Kin]:
        chain = _Chain()
        starts: dict[int, list[_Step]] = {}
        ends: dict[int, list[_Step]] = {}
        for step in self._steps():
            starts.setdefault(step.i, []).append(step)
        for i in range(len(self.olds) + 1):
            chain.reach(ends.get(i, ()))
            for step in starts.get(i, ()):
                ends.setdefault(i + step.olds, []).append(chain.joined(step))
        return [
            Kin(tuple(self.olds[step.i : step.i + step.olds]), tuple(self.news[step.j : step.j + step.news]))
            for step in chain.best()
        ]

    def _steps(self) -> Iterator[_Step]:
        """Every pair, split and join that is alike enough."""
        for i, old in enumerate(self.olds):
            near = {j: self.wordings.new(self.news[j]) for j in self._band(i)}
            wording = self.wordings.old(old)
            for j in sorted(may_be_alike(wording, near, floor=IN_PLACE, contained=CONTAINED)):
                if alike := likeness(wording, near[j], floor=IN_PLACE):
                    yield _Step(i, j, 1, 1, alike)
                yield from self._divisions(i, j)

    def _band(self, i: int) -> range:
        width = len(self.news)
        if len(self.olds) * width <= WIDE:
            return range(width)
        middle = i * width // len(self.olds)
        slack = BAND + width // len(self.olds)
        return range(max(0, middle - slack), min(width, middle + slack + 1))

    def _divisions(self, i: int, j: int) -> Iterator[_Step]:
        """Splits that begin with new j, joins that begin with old i."""
        old, new = self.wordings.old(self.olds[i]), self.wordings.new(self.news[j])
        parts = self._contained(old, (self.wordings.new(at) for at in self.news[j : j + PARTS]))
        for count in range(2, parts + 1):
            if alike := likeness(old, self.wordings.new(*self.news[j : j + count]), floor=DIVIDED):
                yield _Step(i, j, 1, count, alike)
        parts = self._contained(new, (self.wordings.old(at) for at in self.olds[i : i + PARTS]))
        for count in range(2, parts + 1):
            if alike := likeness(new, self.wordings.old(*self.olds[i : i + count]), floor=DIVIDED):
                yield _Step(i, j, count, 1, alike)

    @staticmethod
    def _contained(whole: Wording, parts: Iterable[Wording]) -> int:
        """How many parts, from the first on, can be parts of the whole."""
        count, words = 0, 0
        for part in parts:
            words += len(part.words)
            if words > LONGER * len(whole.words) or share(part, whole) < CONTAINED:
                break
            count += 1
        return count


class _Step(NamedTuple):
    """From place (i, j) of a gap over so many olds and news. `total`: its likeness; in a chain that of all up to it."""

    i: int
    j: int
    olds: int
    news: int
    total: float
    before: _Step | None = None


class _Chain:
    """Steps that follow each other on both sides; of those that end early enough, the one with the most likeness."""

    def __init__(self) -> None:
        self._columns: list[int] = []  # where a step ends among the news; totals grow with it
        self._steps: list[_Step] = []

    def joined(self, step: _Step) -> _Step:
        at = bisect_right(self._columns, step.j)
        before = self._steps[at - 1] if at else None
        return step._replace(total=step.total + (before.total if before else 0), before=before)

    def reach(self, steps: Iterable[_Step]) -> None:
        """Steps that have ended, so that others may follow."""
        for step in steps:
            column = step.j + step.news
            at = bisect_right(self._columns, column)
            if at and self._steps[at - 1].total >= step.total:
                continue
            first = at - 1 if at and self._columns[at - 1] == column else at
            last = at
            while last < len(self._steps) and self._steps[last].total <= step.total:
                last += 1
            self._columns[first:last] = [column]
            self._steps[first:last] = [step]

    def best(self) -> Iterator[_Step]:
        step = self._steps[-1] if self._steps else None
        while step:
            yield step
            step = step.before


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
