"""What reading a text for values yields: items with every value they may have, and where they stand."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

Amount = int | Fraction  # an int where it is whole: a Fraction takes ten times as long to compare


class Reading(NamedTuple):
    """One thing an item may mean. `kind`: number, time (seconds from midnight), month, weekday, token (verbatim)."""

    kind: str
    value: Amount | str
    unit: str = ""  # "percent", an ISO 4217 code, or the name of a CLDR unit


class Item(NamedTuple):
    """A value in a text, ambiguous as language is: `3 h` is a time or a duration, so it has both readings."""

    start: int
    end: int
    readings: frozenset[Reading]
    firm: bool = True  # written in digits; a word ("neuf", "mai") only explains an item of the other side
    vague: bool = False  # a word so ambiguous that it is never worth an alarm
    parts: tuple[Item, ...] = ()  # what a composite is made of: a time's hour and minutes, a fraction's two numbers

    def numbers(self) -> tuple[Amount, ...]:
        return tuple(
            reading.value
            for reading in self.readings
            if reading.kind == "number" and not isinstance(reading.value, str)
        )


def exact(value: Amount | float | str) -> Amount:
    """The amount that a number or its writing ("0.5") stands for."""
    amount = Fraction(value)
    return amount.numerator if amount.denominator == 1 else amount


def number(value: Amount, unit: str = "") -> Reading:
    return Reading("number", value, unit)


def token(text: str) -> Reading:
    return Reading("token", text.removesuffix("s"))


def time(hour: int, minute: int = 0, second: int = 0) -> Reading:
    return Reading("time", hour * 3600 + minute * 60 + second)


def agree(source: Item, target: Item) -> bool:
    """Whether both may mean the same. A unit missing on one side is no contradiction, but for a lost percent sign."""
    return any(_same(one, other) for one in source.readings for other in target.readings)


def shared(source: Item, target: Item) -> tuple[Reading, Reading] | None:
    """The readings by which two items agree, the closest ones: a time before a mere number, a unit before none."""
    pairs = [(one, other) for one in source.readings for other in target.readings if _same(one, other)]
    if len(pairs) < 2:
        return pairs[0] if pairs else None
    return max(pairs, key=lambda pair: (closeness(*pair), str(pair)))


def closeness(source: Reading, target: Reading) -> int:
    """How much two readings that agree have in common, 1 to 3."""
    return 1 + (source.kind != "number") + bool(source.unit and source.unit == target.unit)


def _same(source: Reading, target: Reading) -> bool:
    return source.kind == target.kind and source.value == target.value and _same_unit(source.unit, target.unit)


def _same_unit(source: str, target: str) -> bool:
    if source == target or not source:
        return True
    return not target and source != "percent"


def whole(match: re.Match[str], *readings: Reading, firm: bool = True, parts: tuple[Item, ...] = ()) -> Item:
    return Item(match.start(), match.end(), frozenset(readings), firm, False, parts)


def part(match: re.Match[str], group: int, *kinds: str) -> Item:
    """One group of a match as an item of its own, read as each of `kinds`: "number", "month"."""
    amount = int(match[group])
    return Item(match.start(group), match.end(group), frozenset(Reading(kind, amount) for kind in kinds))


def numbers_in(match: re.Match[str], *groups: int) -> tuple[Item, ...]:
    """The groups that matched, each a number: what a composite falls back on where it has no equal as a whole."""
    return tuple(part(match, group, "number") for group in groups if match[group])
