"""Numbers: `97,4` and `1 000 000` of the source with the separators of the locale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.core.edits import Edit
from app.core.localize.draft import LETTERS, SPACE, Draft
from app.core.numbers.cldr import data_of, groups_four_digits, symbols

# No version (1.2), list (1,2,3), clock or name (a/1,5.pdf); no digits of a longer row, as telephone numbers have them.
BEFORE = rf"(?<![{LETTERS}\d_.,:])(?<!(?<!\d)/)(?<!\d{SPACE})(?<![{LETTERS}]-)"
AFTER = rf"(?![\d_]|[.,:]\d|\.[{LETTERS}]|{SPACE}\d)"
GROUPED = rf"(?<!\+)[1-9]\d{{0,2}}(?:{SPACE}\d{{3}}){{1,6}}(?!\d)(?:,\d+)?"
FIGURE = re.compile(rf"{BEFORE}(?:{GROUPED}|\d+,\d+){AFTER}")
ANY_FIGURE = rf"{BEFORE}(?:{GROUPED}|\d+(?:,\d+)?)"
EITHER_FIGURE = rf"{BEFORE}(?<!\d’)(\d+(?:(?:{SPACE}|[.,’])\d+)*)"  # in French form or the locale's
# What numbers something rather than counts: its digits are a name.
NAMING = re.compile(
    r"(?i:\b(?:nos?|numéros?|codes?|postal|réf(?:érences?)?|siren|siret|rcs|tva|isbn|issn|iban|bic|tél(?:éphone)?|fax"
    r"|dossier|licence|brevet|chapitres?|pages?|pp?|art(?:icles?)?|versets?|version|v)\b\.?|\bn[°º]s?|[§#])"
    rf"(?:{SPACE}|:){{0,3}}(?:[A-ZÀ-Ý]\w*{SPACE})?\Z"  # "RCS Paris 123 456 789"
)
RANGE = re.compile(r"\d(?:er)?\s?(?:[-–—/]|à|au|et|ou)\s?\Z")  # before the second number of "10 à 12 €"
REACH = 40  # characters before a number that may name it


def rule(draft: Draft) -> Iterator[Edit]:
    known = in_source(draft.source)
    own = {written(figure, draft.locale) for figure in known}  # "1,234" may be what a locale makes of "1 234"
    for match in FIGURE.finditer(draft.target):
        figure = plain(match[0])
        if figure in known and figure not in own:
            yield Edit(match.start(), match.end(), written(match[0], draft.locale))


def in_source(source: str) -> frozenset[str]:
    """The figures of a source that French writes in a way of its own, with simple spaces."""
    return frozenset(plain(match[0]) for match in FIGURE.finditer(source) if counts(source, match.start()))


def counts(source: str, start: int) -> bool:
    """Whether the number that begins there is an amount, not the name of something."""
    return not NAMING.search(source[max(0, start - REACH) : start])


def ends_range(source: str, start: int) -> bool:
    """Whether what begins there is the second of two, so that a sign or a month after it is that of both."""
    return bool(RANGE.search(source[max(0, start - REACH) : start]))


def plain(figure: str) -> str:
    return re.sub(SPACE, " ", figure)


def both_forms(figures: Iterable[str], locale: str) -> frozenset[str]:
    """Figures of a source as a draft may have them: still in French form, or in the locale's already."""
    return frozenset(form for figure in figures for form in (figure, plain(written(figure, locale))))


@lru_cache(maxsize=1024)
def written(figure: str, locale: str) -> str:
    """A French figure as the locale writes it; grouped if it is, and groups of a locale that has spaces stay."""
    from babel.numbers import format_decimal  # costs only those who draft

    signs = symbols(locale)
    whole, mark, decimals = figure.partition(",")
    digits = re.sub(SPACE, "", whole)
    if digits != whole and not str(signs["group"]).isspace():
        few = len(digits) < 5 and not groups_four_digits(locale)
        whole = digits if few else format_decimal(int(digits), locale=data_of(locale))
    return whole + (f"{signs['decimal']}{decimals}" if mark else "")
