"""What belongs together among segments that left and segments that arrived: pairs, wholes and their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from app.core.merge.chain import chained
from app.core.merge.division import divisions
from app.core.merge.likeness import Index, Run, Vocabulary, Wordings, holds, likeness
from app.core.model import Key

CERTAIN = 85  # of a pair, wherever it is,
MARGIN = 8  # if any other pair of the two is so much less alike
ALONE = 30  # of two headings that are the only change in their gap, others having moved away from it
ELSEWHERE = 75  # of a pair that moved
STRETCH = 85  # of a piece and the stretch of its whole
FEW = 3  # words of a piece; fewer stand in many sentences


class Kin(NamedTuple):
    """Old and new positions that belong together: one and one, one and its parts, several and what they became."""

    old: tuple[int, ...]
    new: tuple[int, ...]


class Side:
    """Positions of one side that have no kin yet, and the kin of the others."""

    def __init__(self, keys: Sequence[Key], free: set[int], vocabulary: Vocabulary) -> None:
        self.free = free
        self.kin: dict[int, list[int]] = {}
        self.wording = Wordings(keys, vocabulary)
        self.index = Index(sorted(free), self.wording)

    def relate(self, places: Sequence[int], others: Sequence[int]) -> None:
        self.free.difference_update(places)
        for place in places:
            self.kin.setdefault(place, []).extend(others)


class Kinship:
    """Looks for kin; every way of looking leaves fewer to the next."""

    def __init__(
        self, old: Sequence[Key], new: Sequence[Key], *, left: set[int], arrived: set[int], names: frozenset[str]
    ) -> None:
        vocabulary = Vocabulary((source for _, source in (*old, *new)), names)
        self.old, self.new = Side(old, left, vocabulary), Side(new, arrived, vocabulary)
        self._pairs = sorted(self._alike(), key=lambda pair: (-pair[0], pair[2], pair[1]))

    def kin(self) -> list[Kin]:
        joined = [Kin(tuple(sorted(olds)), (j,)) for j, olds in self.new.kin.items() if len(olds) > 1]
        return joined + [
            Kin((i,), tuple(sorted(news))) for i, news in self.old.kin.items() if len(self.new.kin[news[0]]) == 1
        ]

    def find_divided(self) -> None:
        """One that is two or more now, or the other way round: in a row and with little else changed."""
        splits = [
            (-alike, (i,), parts) for i in sorted(self.old.free) for alike, parts in _divisions(i, self.old, self.new)
        ]
        joins = [
            (-alike, parts, (j,)) for j in sorted(self.new.free) for alike, parts in _divisions(j, self.new, self.old)
        ]
        for _, olds, news in sorted([*splits, *joins]):
            self._relate(olds, news)

    def find_certain(self) -> None:
        """Pairs that are alike, and far more so than any other pair of the two."""
        marks: dict[tuple[str, int], list[float]] = {}
        for alike, i, j in self._pairs:
            marks.setdefault(("old", i), []).append(alike)
            marks.setdefault(("new", j), []).append(alike)
        for alike, i, j in takewhile(lambda pair: pair[0] >= CERTAIN, self._pairs):
            highest = [*marks["old", i][:2], *marks["new", j][:2]]
            if len([mark for mark in highest if mark > alike - MARGIN]) == 2:  # itself, twice
                self._relate((i,), (j,))

    def find_in_place(self, olds: Sequence[int], news: Sequence[int], *, headings: Callable[[int, int], bool]) -> None:
        """Pairs of a gap: one heading in place of another, however it is worded; else what is most alike in order."""
        old, new = [i for i in olds if i in self.old.free], [j for j in news if j in self.new.free]
        if len(old) == len(new) == 1 and headings(old[0], new[0]):
            floor = ALONE if len(olds) + len(news) > 2 else 0
            if not floor or likeness(self.old.wording[old[0]], self.new.wording[new[0]], floor=floor):
                self._relate(old, new)
        for i, j in chained(old, new, self.old.wording, self.new.wording):
            self._relate((i,), (j,))

    def find_moved(self) -> None:
        """Pairs that moved and changed: the most alike first."""
        for _, i, j in self._pairs:
            self._relate((i,), (j,))

    def find_pieces(self) -> None:
        """What stands inside one of the other side, and nowhere else, is kin of it."""
        for j in sorted(self.new.free):
            for i in _holding(j, self.new, self.old):
                self.new.relate((j,), (i,))
                self.old.relate((i,), (j,))
        for i in sorted(self.old.free):
            for j in _holding(i, self.old, self.new):
                self.new.relate((j,), (i,))
                self.old.relate((i,), (j,))

    def _alike(self) -> Iterator[tuple[float, int, int]]:
        """Likeness, old and new position of pairs that could have moved."""
        for j in sorted(self.new.free):
            new = self.new.wording[j]
            for i in self.old.index.near(new):
                if alike := likeness(self.old.wording[i], new, floor=ELSEWHERE):
                    yield alike, i, j

    def _relate(self, olds: Sequence[int], news: Sequence[int]) -> None:
        if self.old.free.issuperset(olds) and self.new.free.issuperset(news):
            self.old.relate(olds, news)
            self.new.relate(news, olds)


def _divisions(whole: int, wholes: Side, parts: Side) -> Iterator[tuple[float, Run]]:
    wording = wholes.wording[whole]
    return divisions(wording, parts.wording, near=parts.index.near(wording), free=parts.free)


def _holding(place: int, parts: Side, wholes: Side) -> list[int]:
    """The only position of the other side that has all this one says, in a stretch none of its parts has."""
    piece = parts.wording[place]
    if len(piece.words) < FEW:
        return []
    found = []
    for whole in wholes.index.near(piece):
        others = wholes.kin.get(whole, [])
        alone = all(parts.kin[other] == [whole] for other in others)
        told = any(holds(parts.wording[other], piece, floor=STRETCH) for other in others)
        if alone and not told and holds(wholes.wording[whole], piece, floor=STRETCH):
            found.append(whole)
    return found if len(found) == 1 else []
