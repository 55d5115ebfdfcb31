"""Names of months and days in a text: masked to see what else changed, and one put in the place of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from app.core.edits import MASK
from app.core.numbers.cldr import data_of, is_known

_FORMS = [(use, width) for use in ("format", "stand-alone") for width in ("wide", "abbreviated")]

Name = tuple[str, int]  # ("month", 12), ("weekday", 0): CLDR's numbering


def masked(text: str, *, locale: str) -> str:
    """The text with each full name of a month or day as the same character."""
    return _pattern(locale).sub(MASK, text)


def renamed(text: str, end: int, *, old: Name, new: int, locale: str) -> tuple[int, int, str] | None:
    """Start, end and new text for the name of `old` that ends at `end`, in its form ("Dec.", `土`, "d’abril")."""
    kind, number = old
    for names in sorted(_tables(locale, kind), key=lambda names: -len(names[number])):
        name = names[number]
        stretch = end + (name.endswith(".") and text[end : end + 1] == ".")
        start = stretch - len(name)
        if start >= 0 and text[start:stretch].casefold() == name.casefold():
            return start, stretch, _in_case_of(text[start:stretch], names[new])
    return None


def _in_case_of(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _tables(locale: str, kind: str) -> Iterator[dict[int, str]]:
    data: Any = data_of(locale)
    for use, width in _FORMS:
        yield (data.months if kind == "month" else data.days)[use][width]


@lru_cache(maxsize=32)
def names(locale: str) -> frozenset[str]:
    """CLDR's full names of months and days in small letters; none if the locale is unknown."""
    if not is_known(locale):
        return frozenset()
    tables = [names for kind in ("month", "weekday") for names in _tables(locale, kind)]
    return frozenset(name.casefold() for names in tables[::2] for name in names.values())  # the wide ones


@lru_cache(maxsize=32)
def _pattern(locale: str) -> re.Pattern[str]:
    """What finds those names; nothing if there are none."""
    longest_first = "|".join(re.escape(name) for name in sorted(names(locale), key=len, reverse=True)) or "(?!)"
    # A digit may not stand before (`12月` is not `2月`), nor a letter of an alphabet on either side.
    alphabet = r"0-9A-Za-zÀ-ʯͰ-ӿ"
    return re.compile(rf"(?<![{alphabet}])(?:{longest_first})(?![A-Za-zÀ-ʯͰ-ӿ])", re.IGNORECASE)
