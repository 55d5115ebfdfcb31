"""Dates in digits, taken apart into day, month and year: every order and every way to write a date then matches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.numbers.items import Item, Reading, part
from app.core.numbers.lexicon import Lexicon

SEPARATED = re.compile(r"\d[-/.]\d")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
DAY_AND_MONTH = re.compile(r"(?<![\d/])(?:0\d/\d{1,2}|\d{1,2}/0\d)(?![\d/])")
JAPANESE_MONTH = re.compile(r"(?<!\d)(\d{1,2})月")
JAPANESE_WEEKDAY = re.compile(r"[（(]([月火水木金土日])(?:曜日?)?[)）]")
EITHER = ("number", "month")


def dates(text: str, words: Lexicon) -> Iterator[Item]:
    if not SEPARATED.search(text):
        return
    for match in YEAR_FIRST.finditer(text):
        if int(match[2]) <= 12:
            yield from (part(match, 1, "number"), part(match, 2, "month"), part(match, 3, "number"))
    for match in YEAR_LAST.finditer(text):
        first, second = _order(int(match[1]), int(match[3]), words)
        if first:
            yield from (part(match, 1, *first), part(match, 3, *second), part(match, 4, "number"))
    for match in DAY_AND_MONTH.finditer(text):  # 05/07, while 3/4 is a fraction
        for digits in re.finditer(r"(\d+)", match[0]):
            item = part(digits, 1, *EITHER)
            yield Item(match.start() + item.start, match.start() + item.end, item.readings)


def months(text: str, words: Lexicon) -> Iterator[Item]:
    """`8月` of Japanese and Chinese."""
    if words.pattern is not None:
        for match in JAPANESE_MONTH.finditer(text):
            month = part(match, 1, "month")
            yield Item(match.start(), match.end(), month.readings)


def weekdays(text: str, words: Lexicon) -> Iterator[Item]:
    """`7日（土）`: a character alone is a day of the week only in brackets, and never as sure as digits."""
    if words.pattern is not None:
        for match in JAPANESE_WEEKDAY.finditer(text):
            day = "月火水木金土日".index(match[1])
            yield Item(match.start(1), match.end(1), frozenset({Reading("weekday", day)}), firm=False)


def _order(first: int, second: int, words: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the first two numbers of a date are; nothing for what is no date.

    English is written both ways round, so where both are possible each number may be either.
    """
    if max(first, second) > 31 or min(first, second) > 12 or not first or not second:
        return (), ()
    if second > 12:
        return ("month",), ("number",)
    if words.month_first and first <= 12:
        return EITHER, EITHER
    return ("number",), ("month",)
