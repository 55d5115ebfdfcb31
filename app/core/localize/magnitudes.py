"""Thousands of millions in Spanish: `97,4 millardos`, as some engines say "97,4 milliards", is `97.400 millones`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.core.edits import Edit
from app.core.locales import language
from app.core.localize.draft import SPACE, Draft
from app.core.localize.figures import ANY_FIGURE, EITHER_FIGURE, both_forms, ends_range, plain, written

IN_SOURCE = re.compile(rf"({ANY_FIGURE}){SPACE}milliards?\b")
IN_TARGET = re.compile(rf"{EITHER_FIGURE}{SPACE}millardos?\b")
LARGEST = 10**9  # millions: more is no amount


def rule(draft: Draft) -> Iterator[Edit]:
    if language(draft.locale) != "es":
        return
    found = [(plain(match[1]), ends_range(draft.source, match.start())) for match in IN_SOURCE.finditer(draft.source)]
    ranged = {figure for figure, in_range in found if in_range}  # "entre 2 y 3 millardos" are 2000 y 3000
    forms = {form: figure for figure, _ in found if figure not in ranged for form in both_forms([figure], draft.locale)}
    for match in IN_TARGET.finditer(draft.target):
        millions = _thousandfold(forms.get(plain(match[1]), ""))
        if millions:
            yield Edit(match.start(), match.end(), f"{written(millions, draft.locale)} millones")


def _thousandfold(figure: str) -> str:
    """A French figure by a thousand, "" if that is no whole number."""
    value = Decimal(figure.replace(" ", "").replace(",", ".") or 0) * 1000
    return f"{int(value):,}".replace(",", " ") if 0 < value < LARGEST and value == int(value) else ""
