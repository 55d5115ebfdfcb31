"""An amount written with the separators, the scale and the myriads that another one has in a target."""

from __future__ import annotations

import re
from fractions import Fraction

from app.core.numbers.cldr import groups_four_digits, symbols
from app.core.numbers.digits import value
from app.core.numbers.items import Amount

_MYRIAD = {"兆": 10**12, "億": 10**8, "万": 10**4}
_MYRIADS = re.compile(r"(?:\d[\d,]*[兆億万])+(?:\d[\d,]*)?(?![\d.])")
_FIGURES = re.compile(r"\d(?:[.,'’ \u00a0\u202f]?\d)*")
_DECIMALS = re.compile(r",(\d+)")
_GROUPED_IN_FRENCH = re.compile(r"\d[ \u00a0\u202f]\d{3}")


def find(text: str) -> re.Match[str] | None:
    """The figures of an item; None when there are none, or several that are no myriads."""
    if myriads := _MYRIADS.search(text):
        return myriads
    found = list(_FIGURES.finditer(text))
    return found[0] if len(found) == 1 else None


def rewritten(text: str, old: Amount, *, new: Amount, written: str, locale: str) -> str | None:
    """`new` in the form of `text`, which tells `old`; `written` is how the French source has it."""
    if _MYRIADS.fullmatch(text):
        return _in_myriads(new, commas="," in text)
    decimal = str(symbols(locale)["decimal"])
    told = value(text, decimal)
    if not told or not old:
        return None
    shown = Fraction(new) * told / old  # 3.6 of 3.6 million
    if (shown * 1000).denominator != 1 or shown < 1 <= told:
        return None
    whole, _, decimals = f"{float(shown):.3f}".rstrip("0").partition(".")
    as_written = _DECIMALS.search(written)
    decimals = decimals.ljust(len(as_written[1]) if decimals and as_written else 0, "0")  # 3,50 €
    whole = whole.rjust(len(text) if re.match(r"0\d+\Z", text) else 0, "0")  # 04.12.2026
    mark = _group_mark(text.partition(decimal)[0], whole, written=written, locale=locale)
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", mark, whole) + (decimal + decimals if decimals else "")


def _group_mark(old: str, new: str, *, written: str, locale: str) -> str:
    """What stands between thousands: as in the old number; where that is too short to tell, as in the source."""
    if mark := re.search(r"\D", old):
        return mark.group()
    few = len(new) < 5 and not groups_four_digits(locale)
    if len(old) > 3 or few or not _GROUPED_IN_FRENCH.search(written):
        return ""
    return str(symbols(locale)["group"])


def _in_myriads(amount: Amount, *, commas: bool) -> str | None:
    """`1万3000`, `1億2,345万`."""
    if amount.denominator != 1 or amount < _MYRIAD["万"]:
        return None
    pieces, left = [], int(amount)
    for sign, size in _MYRIAD.items():
        count, left = divmod(left, size)
        pieces.append((f"{count:,}" if commas else f"{count}") + sign if count else "")
    return "".join(pieces) + ((f"{left:,}" if commas else f"{left}") if left else "")
