"""Pairs of two runs that keep their order and are the most alike in sum."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.core.merge.likeness import Wordings, likeness, may_be_alike

IN_PLACE = 48  # likeness asked of a pair in the same gap; unrelated French sentences reach 44
WIDE = 10_000  # pairs in a gap up to which each is tried; in a wider one, those near its diagonal
BAND = 30  # how far from it; less where a gap is so wide that these would be more than
MOST = 80_000  # pairs


class _Link(NamedTuple):
    """A pair at the end of a chain; `total` is the likeness of all its pairs."""

    i: int
    j: int
    total: float
    before: _Link | None


def chained(olds: Sequence[int], news: Sequence[int], before: Wordings, after: Wordings) -> list[tuple[int, int]]:
    """The pairs of old and new positions of one gap. Linear in its length."""
    columns: list[int] = []  # the last new position of a chain; totals grow with it
    chains: list[_Link] = []
    for i, place in enumerate(olds):
        near = {j: after[news[j]] for j in _band(i, len(olds), len(news))}
        wording = before[place]
        for j in sorted(may_be_alike(wording, near, floor=IN_PLACE), reverse=True):
            if alike := likeness(wording, near[j], floor=IN_PLACE):
                at = bisect_left(columns, j)
                best = chains[at - 1] if at else None
                _keep(_Link(i, j, alike + (best.total if best else 0), best), at, columns, chains)
    return [(olds[link.i], news[link.j]) for link in _links(chains[-1] if chains else None)]


def _keep(link: _Link, at: int, columns: list[int], chains: list[_Link]) -> None:
    """Put a chain in its place, and take out those that end later and are alike no more."""
    last = at
    while last < len(chains) and chains[last].total <= link.total:
        last += 1
    if last > at or at == len(chains) or columns[at] > link.j:
        columns[at:last] = [link.j]
        chains[at:last] = [link]


def _links(link: _Link | None) -> Iterator[_Link]:
    while link:
        yield link
        link = link.before


def _band(i: int, olds: int, width: int) -> range:
    if olds * width <= WIDE:
        return range(width)
    middle = i * width // olds
    slack = min(BAND, MOST // (2 * olds)) + width // olds
    return range(max(0, middle - slack), min(width, middle + slack + 1))
