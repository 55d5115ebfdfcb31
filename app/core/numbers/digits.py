"""Values written in digits, each part of a text read by the first rule that knows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from app.core.numbers import clocks, dates, names
from app.core.numbers.items import Amount, Item, Reading, number, numbers_in, time, token, whole
from app.core.numbers.lexicon import Lexicon

GROUPED = rf"(?<![\d.,])\d{{1,3}}(?:{names.SPACE}\u2060*\d{{3}})+(?!\d)(?:[.,]\d+)?"
NUMBER = re.compile(rf"{GROUPED}|\d+(?:[.,'’]\d+)*")
GROUP_SPACE = re.compile(rf"(?:{names.SPACE}|['’])\u2060*")
HOUR = re.compile(r"(\d{1,2})(?:\.([0-5]\d))?")
FRACTION = re.compile(r"(?<![\d/.,])(\d{1,2})/(\d{1,2})(?![\d/])")
JAPANESE_FRACTION = re.compile(r"(?<!\d)(\d{1,6})分の(\d{1,6})(?!\d)")
JAPANESE_TENTHS = re.compile(r"(\d)割")
FLOOR = re.compile(r"(?<![\d.,])(\d{1,2})[階楼樓]")
ROMAN = re.compile(r"(?<![\w-])([IVX]+)(e|er|ère|ème)?(?![\w'’-])|(?<![\w-])([IVXLC]{2,})(?![\w-])")
LONGEST = 60  # characters of a number; longer runs of digits are no amount, and slow to calculate with
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

Rule = Callable[[str, Lexicon], Iterator[Item]]


def items(text: str, words: Lexicon) -> list[Item]:
    """The items of a shadow that hold digits or Roman numerals, without overlaps, in order."""
    found: list[Item] = []
    taken = bytearray(len(text))
    for rule in RULES if any(map(str.isdigit, text)) else (_romans,):
        for item in rule(text, words):
            if not any(taken[item.start : item.end]):
                taken[item.start : item.end] = b"\1" * (item.end - item.start)
                found.append(item)
    return sorted(found, key=lambda item: item.start)


def value(text: str, decimal: str) -> Amount | None:
    """A number by a locale's decimal separator: "1.234" is 1234 under "," and 1.234 under "."; None if malformed.

    Groups may stand apart by spaces or apostrophes in every locale, as typographers of each prefer.
    """
    if text.isdecimal() and len(text) <= LONGEST:
        return int(text)
    whole, mark, decimals = GROUP_SPACE.sub("", text).rpartition(decimal)
    if not mark:
        whole, decimals = decimals, ""
    if len(text) > LONGEST:
        return None
    groups = re.split(r"[.,]", whole)
    if not all(group.isdecimal() for group in groups) or (mark and not decimals.isdecimal()):
        return None
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    digits = "".join(groups)
    return Fraction(int(digits + decimals), 10 ** len(decimals)) if decimals else int(digits)


def _fractions(text: str, words: Lexicon) -> Iterator[Item]:
    for match in FRACTION.finditer(text) if "/" in text else ():
        if int(match[2]):
            fraction = Fraction(int(match[1]), int(match[2]))
            yield whole(match, number(fraction), token(match[0]), parts=numbers_in(match, 1, 2))
    if words.pattern is None:
        return
    for match in JAPANESE_FRACTION.finditer(text):
        if int(match[1]):
            yield whole(match, number(Fraction(int(match[2]), int(match[1]))))
    for match in JAPANESE_TENTHS.finditer(text):
        tenths = int(match[1])
        yield whole(match, number(tenths * 10, "percent"), number(Fraction(tenths, 10)))


def _floors(text: str, words: Lexicon) -> Iterator[Item]:
    """`2階` is the first floor above the ground, French "premier étage"; or two floors."""
    if words.pattern is not None:
        for match in FLOOR.finditer(text):
            yield Item(match.start(), match.end(1), frozenset({number(int(match[1])), number(int(match[1]) - 1)}))


def _romans(text: str, words: Lexicon) -> Iterator[Item]:
    """`XXIe` of French is as sure as digits; other Roman numerals may be names, so they only explain."""
    for match in ROMAN.finditer(text):
        values = [ROMAN_DIGITS[digit] for digit in match[1] or match[3]]
        following = [*values[1:], 0]
        amount = sum(-one if one < other else one for one, other in zip(values, following, strict=True))
        yield whole(match, number(amount), firm=bool(match[2]))


def _plain(text: str, words: Lexicon) -> Iterator[Item]:
    """Numbers; `2 p.m.` and `18.30` are times as well."""
    for match in NUMBER.finditer(text):
        hour = HOUR.fullmatch(match[0])
        if hour is None or int(hour[1]) > 24:
            yield whole(match, *_readings(match[0], words))
            continue
        end, half = clocks.half_day(text, match.end(), words)
        if half:
            yield Item(match.start(), end, clocks.in_half(_moment(hour), half))
        else:
            yield whole(match, *_readings(match[0], words), *([_moment(hour)] if hour[2] else []))


def _moment(hour: re.Match[str]) -> Reading:
    return time(int(hour[1]), int(hour[2] or 0))


def _readings(text: str, words: Lexicon) -> list[Reading]:
    """French writes decimals with a comma, so a dotted number of the source is a version first of all."""
    amount = value(text, words.decimal)
    readings = [number(amount)] if amount is not None else []
    if "." in text or amount is None:
        readings.append(token(text))
    return readings


RULES: tuple[Rule, ...] = (
    names.phones,
    clocks.offsets,
    names.always_open,
    dates.dates,
    clocks.japanese,
    _fractions,
    _floors,
    dates.months,
    dates.weekdays,
    names.names,
    clocks.clocks,
    _romans,
    _plain,
)
