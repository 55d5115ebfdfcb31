"""Items made of a regular expression's match: the parts every rule for digits shares."""

from __future__ import annotations

import re
from fractions import Fraction

from .items import Item, Reading


def whole(match: re.Match[str], *readings: Reading, firm: bool = True, parts: tuple[Item, ...] = ()) -> Item:
    return Item(match.start(), match.end(), frozenset(readings), firm, False, parts)


def part(match: re.Match[str], group: int, *kinds: str) -> Item:
    """One group of a match as an item of its own, read as each of `kinds`: "number", "month"."""
    amount = Fraction(int(match[group]))
    return Item(match.start(group), match.end(group), frozenset(Reading(kind, amount) for kind in kinds))


def numbers_in(match: re.Match[str], *groups: int) -> tuple[Item, ...]:
    """The groups that matched, each a number: what a composite falls back on where it has no equal as a whole."""
    return tuple(part(match, group, "number") for group in groups if match[group])
