"""Numbers and dates in a text: new values put into a target where it certainly has the old ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from app.core import numbers
from app.core.edits import MASK, Edit, edited
from app.core.merge import rendering
from app.core.merge.reader import Reader
from app.core.numbers import Item
from app.core.numbers.items import closeness, shared

_SPACES = " \u00a0\u202f"
# A source groups thousands with a space and has a decimal comma or, as in versions, points.
_CLOCK = re.compile(rf"(?<!\d)\d{{1,2}}([{_SPACES}]?h)(?:[{_SPACES}]?[0-5]\d)?(?!\w)")
_IN_SOURCE = re.compile(rf"(?<!\d)1er(?!\w)|\d{{1,3}}(?:[{_SPACES}]\d{{3}}(?!\d))+(?:,\d+)?|\d+(?:[.,]\d+)*")
_PLURAL_AMOUNT = re.compile(rf"(?<={MASK})([\s\u00a0\u202f])(milli(?:on|ard))s\b")


def masked(text: str) -> str:
    """The text with each number, time and first of a month as the same character.

    "1,9 million" becoming "2,1 millions" is no other wording either.
    """
    return _PLURAL_AMOUNT.sub(r"\1\2", _IN_SOURCE.sub(MASK, _CLOCK.sub(rf"{MASK}\1", text)))


def put(old: str, new: str, *, target: str, reader: Reader) -> str | None:
    """The target with the values of `new` where it has those of `old`; None when not certain or too much to read.

    A value is certain when the target has it as often as the old source, in a place that stands for nothing else, and
    when the target reads as the new source afterwards. It keeps its form: "5:30 pm", "1万2500", "December 4th".
    """
    if not reader.known or not reader.can_afford(len(old) + len(new) + len(target)):
        return None
    before, after = reader.in_source(old), reader.in_source(new)
    if len(before) != len(after):
        return None
    there = reader.in_target(target)
    if not reader.can_afford(len(before) * len(there)):  # each is compared with each
        return None
    changed = _changed(before, after)
    links = _links(before, there)
    edits: set[Edit] = set()
    for i in changed:
        places = _places(i, before, after, links=links)
        if not places:
            return None
        for place in places:
            edit = _edit(before[i], after[i], there[place], source=new, target=target, locale=reader.target)
            if edit is None:
                return None
            edits.add(edit)
    result = edited(target, edits)
    found = reader.in_target(result)
    told = all(_told(after[i], found) for i in changed)
    return result if told and _faults(after, found) <= _faults(before, there) else None


def tells_later(source: str, later: str, *, target: str, reader: Reader) -> bool:
    """Whether a target may have a value of a later source where `source` has another, that is not in the target."""
    if not reader.known:
        return False
    if not reader.can_afford(len(source) + len(later) + len(target)):
        return True
    before, after = reader.in_source(source), reader.in_source(later)
    found = reader.in_target(target)
    return len(before) == len(after) and any(
        _told(after[i], found) and not _told(before[i], found) for i in _changed(before, after)
    )


def _changed(before: Sequence[Item], after: Sequence[Item]) -> list[int]:
    return [i for i, (one, other) in enumerate(zip(before, after, strict=True)) if one.readings != other.readings]


def _told(item: Item, found: Sequence[Item]) -> bool:
    return any(numbers.agree(item, other) for other in found)


def _faults(source: Sequence[Item], target: Sequence[Item]) -> int:
    return sum(1 for _ in numbers.differences(source, target))


def _links(before: Sequence[Item], there: Sequence[Item]) -> list[set[int]]:
    """For each item of the source the places in the target that tell it, the closest as both sides see it.

    A time is told by a time before a mere number: in "le 10 mai, 10 h" each 10 has its own place.
    """
    ranks = {
        (i, j): closeness(*pair)
        for i, one in enumerate(before)
        for j, other in enumerate(there)
        if (pair := shared(one, other))
    }
    best: Counter[tuple[str, int]] = Counter()
    for (i, j), rank in ranks.items():
        best["source", i] = max(rank, best["source", i])
        best["target", j] = max(rank, best["target", j])
    links: list[set[int]] = [set() for _ in before]
    for (i, j), rank in ranks.items():
        if rank == best["source", i] == best["target", j]:
            links[i].add(j)
    return links


def _places(i: int, before: Sequence[Item], after: Sequence[Item], *, links: Sequence[set[int]]) -> set[int]:
    """Where the target tells the value of item i; none when it does so less or more often, or tells another with it."""
    equal = {other for other, item in enumerate(before) if item.readings == before[i].readings}
    claimed = {place for other, places in enumerate(links) if other not in equal for place in places}
    if len(links[i]) != len(equal) or claimed & links[i] or len({after[other].readings for other in equal}) > 1:
        return set()
    return links[i]


def _edit(old: Item, new: Item, place: Item, *, source: str, target: str, locale: str) -> Edit | None:
    pair = shared(old, place)
    if pair is None:
        return None
    wanted = [reading for reading in new.readings if (reading.kind, reading.unit) == (pair[0].kind, pair[0].unit)]
    if len(wanted) != 1:
        return None
    written = source[new.start : new.end]
    return rendering.edit(target, place, pair[1], new=wanted[0], written=written, locale=locale)
