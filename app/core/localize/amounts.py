"""Amounts of money in figures: `12 €` as `€12`, `3,2 Md€` as `€3.2B`, by CLDR's patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.core.edits import Edit
from app.core.localize.draft import LETTERS, SPACE, Draft
from app.core.localize.figures import ANY_FIGURE, EITHER_FIGURE, both_forms, ends_range, plain, written
from app.core.numbers.cldr import data_of

CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
MAGNITUDES = {"": 0, "M": 6, "Md": 9, "Mds": 9}
AFTER = rf"(?![{LETTERS}\d$€£¥]|{SPACE}(?:\d|US\b|CA\b))"  # not "12 $US", "12 € 50"
SIGN = rf"{SPACE}?(Mds|Md|M|){SPACE}?([$€£¥]){AFTER}"
IN_SOURCE = re.compile(rf"({ANY_FIGURE}){SIGN}")
IN_TARGET = re.compile(rf"(?<![$€£¥]){EITHER_FIGURE}{SIGN}")
FIRST = re.compile(r"¤(\s?)[#0]")
DECIMALS = 3  # as many as are asked of CLDR's short forms

Amount = tuple[str, str, str]  # figure in French form, magnitude, sign


def rule(draft: Draft) -> Iterator[Edit]:
    forms = _forms(draft)
    for match in IN_TARGET.finditer(draft.target) if forms else ():
        amount = forms.get((plain(match[1]), match[2], match[3]))
        if amount and re.sub(SPACE, "", match[0]) != re.sub(SPACE, "", amount):
            yield Edit(match.start(), match.end(), amount)


def _forms(draft: Draft) -> dict[Amount, str | None]:
    """What a draft may have for an amount of the source -> how the locale writes it; None where that is not certain."""
    forms: dict[Amount, str | None] = {}
    for match in IN_SOURCE.finditer(draft.source):
        figure, magnitude, sign = plain(match[1]), match[2], match[3]
        write = _short if magnitude else _whole
        amount = None if ends_range(draft.source, match.start()) else write((figure, magnitude, sign), draft.locale)
        for form in both_forms([figure], draft.locale):
            key = (form, magnitude, sign)
            forms[key] = amount if forms.get(key, amount) == amount else None
    return forms


def _whole(amount: Amount, locale: str) -> str | None:
    figure, _, sign = amount
    form = FIRST.search(str(data_of(locale).currency_formats["standard"].pattern))
    return f"{sign}{form[1]}{written(figure, locale)}" if form else None


def _short(amount: Amount, locale: str) -> str | None:
    from babel.numbers import format_compact_currency  # as in `figures`

    figure, magnitude, sign = amount
    value = Decimal(figure.replace(" ", "").replace(",", "."))
    if len(figure.partition(",")[2]) > DECIMALS or value >= 1000:
        return None
    scaled = value * 10 ** MAGNITUDES[magnitude]
    return format_compact_currency(scaled, CURRENCIES[sign], locale=data_of(locale), fraction_digits=DECIMALS)
