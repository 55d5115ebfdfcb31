"""Dates as pages write them, in many languages: month and day names come from CLDR by way of Babel."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from babel.dates import get_day_names, get_month_names

from app.importing.lines import Words, words_of
from app.importing.phrases import phrases

LOCALES = ("fr", "en", "de", "es", "it", "pt", "nl", "ca", "pl", "ru", "uk", "tr", "sv", "da", "fi", "cs", "el", "ro",
           "hu", "ar", "ja", "zh", "ko", "vi")  # fmt: skip
CLOCK = re.compile(r"\b\d{1,2}\s?[:hH]\s?\d{2}\b|\b\d{1,2}\s?(?:[aApP]\.?[mM]\b|Uhr\b|時)")
NUMBERS = re.compile(r"\b(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})\b")


@cache
def month_numbers() -> dict[str, int]:
    """Folded month name, wide or abbreviated, to its number."""
    found: dict[str, int] = {}
    for locale in LOCALES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=locale).items():
                words = words_of(str(name))
                if len(words) == 1 and not words[0].isdigit():
                    found.setdefault(words[0], number)
    return found


@cache
def date_words() -> frozenset[str]:
    names = {word for locale in LOCALES for width in ("wide", "abbreviated")
             for name in get_day_names(width, locale=locale).values() for word in words_of(str(name))}  # fmt: skip
    return frozenset(names | set(month_numbers()) | {word for (word,) in phrases("date", "filler")})


def is_date_word(word: str) -> bool:
    return word in date_words() or (len(word) < 7 and any(character.isdigit() for character in word))


def is_stamp(text: str) -> bool:
    """Whether the text is a date, a time or "3 days ago" and nothing else."""
    words = words_of(text)
    if not 0 < len(words) <= 16 or len(text) > 70 or not all(is_date_word(word) for word in words):
        return False
    return has_moment(text, words) or bool(find_date(text)) or any(word in month_numbers() for word in words)


def has_moment(text: str, words: Words) -> bool:
    """Whether it tells a time of day, or how long ago: what comments carry and agendas seldom do."""
    if len(words) > 20:
        return False
    return bool(CLOCK.search(text)) or (
        any((word,) in phrases("date", "relative") for word in words) and all(map(is_date_word, words))
    )


def find_date(text: str) -> str | None:
    """The first date with its year in the text, as ISO 8601; of bare numbers the day comes first, as in French."""
    words = words_of(text[:200])
    for at, word in enumerate(words):
        month = month_numbers().get(word)
        if month and (found := _around(words, at, month)):
            return found
    for first, second, third in NUMBERS.findall(text[:200]):
        found = _iso(first, second, third) if len(first) == 4 else _iso(third, second, first)
        if found:
            return found
    ideographic = re.search(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日", text[:200])
    return _iso(*ideographic.groups()) if ideographic else None


def _around(words: Words, at: int, month: int) -> str | None:
    """ "6 mars 2025", "1er mars 2025", "6 de marzo de 2025", "March 6, 2025"."""
    after = [word for word in words[at + 1 : at + 4] if word not in ("de", "del", "of")]
    before = [word for word in words[max(0, at - 2) : at] if word not in ("de", "of")]
    if before and after and (day := re.match(r"\d{1,2}(?=\D|$)", before[-1])):
        return _iso(after[0], str(month), day[0])
    if len(after) > 1 and (day := re.match(r"\d{1,2}(?=\D|$)", after[0])):
        return _iso(after[1], str(month), day[0])
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    if not (year.isdecimal() and len(year) == 4):
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
