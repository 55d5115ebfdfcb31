"""Which old segments a new one comes from: by place between neighbours that did not change, and by likeness.

Both sides are sequences of keys in document order. Keys on both sides are the same segment, moved or not. The others
are looked at in turns, the surest first, so that a newcomer next to a look-alike gets nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import count, groupby, takewhile

from app.core.merge.kinship import Kin, Kinship
from app.core.model import Key

Pairs = list[tuple[int, int]]  # old and new position


def align(
    old: Sequence[Key],
    new: Sequence[Key],
    *,
    known: frozenset[Key],
    headings: Callable[[int, int], bool],
    names: frozenset[str] = frozenset(),
) -> list[Kin]:
    """Kin of the segments that changed. `known` keys need no origin; `headings(i, j)`: old i and new j are headings.

    `names` are those of months and days in the language of the sources.
    """
    same = _same(old, new)
    left, arrived = _leftovers(old, new, known, same)
    if not left or not arrived:
        return []
    kinship = Kinship(old, new, left=left, arrived=arrived, names=names)
    kinship.find_divided()
    kinship.find_certain()
    for olds, news in _gaps(len(old), len(new), _in_order(same)):
        kinship.find_in_place(olds, news, headings=headings)
    for near, run in _beside_moved(len(old), len(new), same, kinship):
        kinship.find_in_place(near, run, headings=headings)
    kinship.find_moved()
    kinship.find_pieces()
    return kinship.kin()


def _same(old: Sequence[Key], new: Sequence[Key]) -> Pairs:
    """Positions of equal keys, in the old order; the n-th of a key belongs to the n-th."""
    places = {key: j for j, key in enumerate(_ranked(new))}
    return [(i, places[key]) for i, key in enumerate(_ranked(old)) if key in places]


def _ranked(keys: Sequence[Key]) -> Iterator[tuple[Key, int]]:
    seen: dict[Key, int] = {}
    for key in keys:
        seen[key] = seen.get(key, -1) + 1
        yield key, seen[key]


def _leftovers(old: Sequence[Key], new: Sequence[Key], known: frozenset[Key], same: Pairs) -> tuple[set[int], set[int]]:
    """Old positions whose segment is gone or stands less often, and new positions of segments never seen before."""
    present = frozenset(old)
    first: dict[Key, int] = {}
    for j, key in enumerate(new):
        if key not in known and key not in present:
            first.setdefault(key, j)
    return set(range(len(old))) - {i for i, _ in same}, set(first.values())


def _in_order(pairs: Pairs) -> Pairs:
    """The longest run of pairs that keep their order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [j]
        ends[length : length + 1] = [index]
    run: Pairs = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _gaps(olds: int, news: int, anchors: Pairs) -> Iterator[tuple[range, range]]:
    """What stands between segments that kept their order."""
    i = j = 0
    for next_i, next_j in [*anchors, (olds, news)]:
        if next_i > i and next_j > j:
            yield range(i, next_i), range(j, next_j)
        i, j = next_i + 1, next_j + 1


def _beside_moved(olds: int, news: int, same: Pairs, kinship: Kinship) -> Iterator[tuple[list[int], list[int]]]:
    """Newcomers in a row, and what is left beside the segments that now stand before and after them."""
    old_of = {-1: -1, news: olds} | {j: i for i, j in same} | {j: found[0] for j, found in kinship.new.kin.items()}
    left = kinship.old.free
    for run in _runs(sorted(kinship.new.free)):
        beside: set[int] = set()
        if (before := old_of.get(run[0] - 1)) is not None:
            beside.update(takewhile(left.__contains__, count(before + 1)))
        if (after := old_of.get(run[-1] + 1)) is not None:
            beside.update(takewhile(left.__contains__, count(after - 1, -1)))
        yield sorted(beside), run


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        yield [place for _, place in run]
