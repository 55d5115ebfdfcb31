"""Names of months and days in a text: a new one put into a target where it certainly has the old one."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from app.core import inline

MASK = "\ufffc"

Name = tuple[str, int]  # ("month", 12), ("day", 0): CLDR's numbering


def masked(text: str, *, locale: str) -> str:
    """The text with each name of a month or day as the same character."""
    pattern, _ = _names(locale)
    return pattern.sub(MASK, text)


def put(old: str, new: str, *, target: str, source_locale: str, locale: str) -> str | None:
    """The target with the months and days of `new` where it has those of `old`; None when one is not certain."""
    before, after = _written(old, source_locale), _written(new, source_locale)
    changed = {first: second for first, second in zip(before, after, strict=False) if first != second}
    if len(before) != len(after) or len(set(before)) < len(set(zip(before, after, strict=True))):
        return None
    if not changed:
        return target
    pattern, names = _names(locale)
    there = Counter(names[match.group().casefold()] for match in pattern.finditer(target))
    if any(there[name] != before.count(name) for name in changed):
        return None

    def renamed(match: re.Match[str]) -> str:
        name = names[match.group().casefold()]
        return _in_case_of(match.group(), _first(names, changed.get(name, name), instead_of=match.group()))

    return pattern.sub(renamed, target)


def _written(text: str, locale: str) -> list[Name]:
    pattern, names = _names(locale)
    return [names[match.group().casefold()] for match in pattern.finditer(inline.visible(text))]


def _first(names: dict[str, Name], wanted: Name, *, instead_of: str) -> str:
    """How a name is written; the one that stands there when it is not to change."""
    if names[instead_of.casefold()] == wanted:
        return instead_of
    return next(written for written, name in names.items() if name == wanted)


def _in_case_of(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


@lru_cache(maxsize=32)
def _names(locale: str) -> tuple[re.Pattern[str], dict[str, Name]]:
    """CLDR's full names of a locale, small letters; a pattern that finds them, and nothing if the locale is unknown."""
    from babel import Locale, UnknownLocaleError  # here: only few updates need CLDR

    try:
        known = Locale.parse("pt_PT" if locale == "pt" else locale)
    except (UnknownLocaleError, ValueError):
        return re.compile(r"(?!)"), {}
    names: dict[str, Name] = {}
    for kind, forms in (("month", known.months), ("day", known.days)):
        for use in ("format", "stand-alone"):
            for number, name in forms[use]["wide"].items():
                names.setdefault(name.casefold(), (kind, number))
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # A digit may not stand before (`12月` is not `2月`), nor a letter of an alphabet on either side.
    alphabet = r"0-9A-Za-zÀ-ʯͰ-ӿ"
    return re.compile(rf"(?<![{alphabet}])(?:{longest_first})(?![A-Za-zÀ-ʯͰ-ӿ])", re.IGNORECASE), names
