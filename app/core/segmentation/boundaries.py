"""Reviewers' decisions: how the words around a place tell it, and what the decisions make of the rules' cuts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import islice

from app.core.model import BOUNDARY_REACH, Block, Boundary, Segment
from app.core.segmentation.places import ENDS, ENOUGH, Gap
from app.core.segmentation.surface import codes_in, fold, inside, pairs, says_something, surface

# Between words, or where sentences or ideographs stand glued together.
GAP = re.compile(r"(?<=\S)\s+(?=\S)|(?<=[.!?…»”])(?=[^\W\d_a-z])|(?<=[。！？、」』])(?=\w)")


def boundary(block: Block, offset: int, *, parted: bool) -> Boundary:
    """The decision that tells the place at `offset` of the block's text by the words on both sides of it.

    No more than the sentence on each side where that is enough, so that an edit of its neighbour changes nothing.
    """
    seen = surface(block, 0, len(block.text), codes=True)
    place = bisect_right(seen.ends, offset)
    before, after = (" ".join(text.split()) for text in (seen.text[:place], seen.text[place:]))
    before, after = before[-BOUNDARY_REACH:].strip(), after[:BOUNDARY_REACH].strip()
    start = max((at for at in range(2, len(before)) if before[at - 1] == " " and before[at - 2] in ENDS), default=0)
    end = next((at for at in range(1, len(after)) if after[at] == " " and after[at - 1] in ENDS), len(after))
    if len(before) - start + end >= ENOUGH:
        before, after = before[start:], after[:end]
    return Boundary(before, after, parted)


def partings(block: Block, segment: Segment) -> dict[int, int]:
    """Where a segment can be parted: offset in Segment.source -> offset in Block.text, in order.

    Between words, outside inline codes and pairs, with something to translate on both sides.
    """
    whole = pairs(block.codes)
    seen = surface(block, segment.start, segment.end, codes=True)
    gaps = [(seen.ends[match.start() - 1], seen.ends[match.end()]) for match in GAP.finditer(seen.text)]
    cuts = sorted({cut for end, after in gaps if end < after and not inside(whole, cut := closed(block, end))})
    first = bisect_left(cuts, True, key=lambda cut: says_something(block, segment.start, cut))
    last = bisect_left(cuts, True, key=lambda cut: not says_something(block, cut, segment.end))
    return {len(fold(block, segment.start, cut)): cut for cut in cuts[first:last]}


def joining(block: Block, segment: Segment, following: Segment) -> Boundary | None:
    """The decision that makes one segment of two; None where something stands between them, if only a hard break."""
    if segment.block != following.block or following.start < segment.end:
        return None
    between = codes_in(block, segment.end, following.start)
    if any(code.kind == "break" for code in between) or surface(block, segment.end, following.start).text.strip():
        return None
    return boundary(block, segment.end, parted=False)


def honour(block: Block, cuts: Iterable[int], decisions: Mapping[Gap, bool]) -> set[int]:
    """The cuts of a block, in offsets of its text, after what was decided about it (`places.decided`).

    A decision that would cut through markup changes nothing.
    """
    ordered = sorted(cuts)
    left = set(ordered)
    whole = pairs(block.codes)
    for gap, parted in decisions.items():
        there = ordered[bisect_left(ordered, gap.start) : bisect_left(ordered, gap.end)]
        if not parted:
            left.difference_update(there)
        elif not there and not inside(whole, cut := closed(block, gap.start)):
            left.add(cut)
    return left


def closed(block: Block, cut: int, *, glued: bool = True) -> int:
    """A cut moved behind the codes that close there, and the footnote calls of the sentence before."""
    at = bisect_left(block.codes, cut, key=lambda code: code.start)
    for code in islice(block.codes, at, None):
        if code.start != cut or not (code.role == "close" or (glued and code.kind == "footnote")):
            break
        cut = code.end
    return cut
