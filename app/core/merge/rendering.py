"""A new value written in the form of the old one: "5:30 pm" -> "6:30 pm", "1万2500" -> "1万3000", "Dec." -> "Jan."."""

from __future__ import annotations

import re

from app.core.edits import Edit
from app.core.merge import clocks, dates, figures
from app.core.numbers import Item, Reading
from app.core.numbers.items import Amount

_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_LETTER = re.compile(r"[A-Za-zÀ-ʯͰ-ӿ]")


def edit(target: str, place: Item, old: Reading, *, new: Reading, written: str, locale: str) -> Edit | None:
    """What puts `new` where `place` tells `old`; None where its form is not known.

    `written` is how the new source has the value: it tells whether thousands stand in groups, and the decimals.
    """
    text = target[place.start : place.end]
    if isinstance(old.value, str) or isinstance(new.value, str):
        return _within(place, written if text == old.value else None)
    if old.kind == "time":
        return _within(place, clocks.rewritten(text, int(old.value), new=int(new.value)))
    if old.kind in ("month", "weekday") and not text[:1].isdecimal():
        found = dates.renamed(target, place.end, old=(old.kind, int(old.value)), new=int(new.value), locale=locale)
        return Edit(*found) if found else None
    if old.kind in ("month", "weekday"):
        return _within(
            place, re.sub(r"\d+", f"{int(new.value):02d}" if text[0] == "0" else f"{new.value}", text, count=1)
        )
    return _amount(target, place, old.value, new=new.value, written=written, locale=locale)


def _within(place: Item, text: str | None) -> Edit | None:
    return None if text is None else Edit(place.start, place.end, text)


def _amount(target: str, place: Item, old: Amount, *, new: Amount, written: str, locale: str) -> Edit | None:
    """The figures of an item replaced, with an English ordinal's ending ("4th"); none that touch another letter."""
    found = figures.find(target[place.start : place.end])
    text = figures.rewritten(found.group(), old, new=new, written=written, locale=locale) if found else None
    if found is None or text is None:
        return None
    start, end = place.start + found.start(), place.start + found.end()
    if locale.startswith("en") and (ending := _ORDINAL.match(target, end)):
        return Edit(start, ending.end(), text + _ordinal_ending(text))
    if any(_LETTER.match(character) for character in (*target[place.end :][:1], *target[: place.start][-1:])):
        return None
    return Edit(start, end, text)


def _ordinal_ending(number: str) -> str:
    if number[-2:] in ("11", "12", "13"):
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
