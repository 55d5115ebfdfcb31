"""Dates left as French has them, `12 février 2025`, `12 février`, `05/07/2025`, in the locale's form by CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from app.core.edits import Edit
from app.core.locales import language
from app.core.localize.draft import LETTERS, SPACE, Draft, unspaced
from app.core.localize.figures import ends_range, plain
from app.core.numbers.cldr import data_of

NUMERIC = re.compile(rf"(?<![{LETTERS}\d_.,:/-])(\d\d)/(\d\d)/(\d{{4}})(?![\d/_-]|[.,]\d|[{LETTERS}])")
FRENCH = ("fr",)
DAY_FIRST_TOO = frozenset({"en"})  # "12 February 2025" is as right as "February 12, 2025"
YEARS = range(2028, 1999, -1)  # of a date without one: leap years, and every day on every weekday

Tongues = tuple[str, ...]  # locales


class Day(NamedTuple):
    weekday: int | None  # 0: Monday
    day: int
    month: int
    year: int | None


def rule(draft: Draft) -> Iterator[Edit]:
    yield from _named(draft)
    yield from _numeric(draft)


def _named(draft: Draft) -> Iterator[Edit]:
    whole = {
        day
        for match in _pattern(FRENCH).finditer(draft.source)
        if not ends_range(draft.source, match.start())
        if (day := _read(match, FRENCH))
    }
    known = whole | {day._replace(weekday=None) for day in whole}
    tongues = FRENCH if language(draft.locale) in DAY_FIRST_TOO else (*FRENCH, draft.locale)
    for match in _pattern(tongues).finditer(draft.target) if known else ():
        day = _read(match, tongues)
        text = _written(day, draft.locale) if day and day in known else None
        if text and not plain(text).casefold().startswith(plain(match[0]).casefold()):  # nor add a Russian "г."
            yield Edit(*unspaced(draft, match), text[0].upper() + text[1:] if match[0][0].isupper() else text)


def _numeric(draft: Draft) -> Iterator[Edit]:
    """In figures: a day that might be read as a month is told by the month's name."""
    from babel.dates import format_date  # as in `figures`

    data = data_of(draft.locale)
    short = str(data.date_formats["short"].pattern)
    known = {match[0] for match in NUMERIC.finditer(draft.source)}
    for match in NUMERIC.finditer(draft.target) if not short.startswith("d") or "/" not in short else ():
        moment = _date(int(match[3]), int(match[2]), int(match[1]))
        if match[0] in known and moment:
            form = "long" if short.startswith("M") else re.sub("y+", "y", short)
            yield Edit(*unspaced(draft, match), format_date(moment, form, locale=data))


@lru_cache(maxsize=64)
def _pattern(tongues: Tongues) -> re.Pattern[str]:
    """Dates in French order with the months of these locales; a day of the week in any but French stays as it is."""
    weekdays, months = ("|".join(map(re.escape, names)) for names in (_days(), _months(tongues)))
    return re.compile(
        rf"(?<![{LETTERS}\d_.,:/-])(?:({weekdays}){SPACE})?(\d{{1,2}})(?:er)?{SPACE}(?:de{SPACE})?({months})"
        rf"(?:{SPACE}(\d{{4}}))?(?![{LETTERS}\d_年]|{SPACE}\d{{4}})",
        re.IGNORECASE,
    )


def _read(match: re.Match[str], tongues: Tongues) -> Day | None:
    """The day, if there is one with this number, in this year and on this weekday."""
    weekday = _days().get(match[1].casefold()) if match[1] else None
    month = _months(tongues).get(match[3].casefold(), 0)
    found = Day(weekday, int(match[2]), month, int(match[4]) if match[4] else None)
    return found if _sample(found) else None


def _sample(day: Day) -> date | None:
    """A date that it may be; that of its year, if it has one."""
    for year in (day.year,) if day.year is not None else YEARS:
        moment = _date(year, day.month, day.day)
        if moment and day.weekday in (None, moment.weekday()):
            return moment
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _written(day: Day, locale: str) -> str | None:
    from babel.dates import format_date  # as in `figures`

    data, moment = data_of(locale), _sample(day)
    if moment is None:
        return None
    if day.year is not None:
        return format_date(moment, "long" if day.weekday is None else "full", locale=data)
    skeletons = data.datetime_skeletons
    names = ("MMMMd",) if day.weekday is None else ("MMMMEd", "MMMEd")
    pattern = next((str(skeletons[name].pattern) for name in names if name in skeletons), "")
    whole = re.sub(r"\bMMM\b", "MMMM", re.sub(r"E+|c+", "EEEE", pattern))
    return format_date(moment, whole, locale=data) if whole else None


@lru_cache(maxsize=64)
def _months(tongues: Tongues) -> dict[str, int]:
    names = [data_of(locale).months[use]["wide"] for locale in tongues for use in ("format", "stand-alone")]
    return {months[number].casefold(): number for months in names for number in range(1, 13)}


@lru_cache(maxsize=1)
def _days() -> dict[str, int]:
    return {name.casefold(): number for number, name in data_of("fr").days["format"]["wide"].items()}
