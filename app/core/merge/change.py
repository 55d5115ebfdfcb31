"""What kind of change a source went through, and what becomes of the target that was made for the old one."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum, auto

from app.core import inline
from app.core.merge import addresses, dates, numbers
from app.core.merge.edits import MASK
from app.core.merge.numbers import Locales
from app.core.model import State, Unit

_BLANKS = re.compile(r"(?:\s|&(?:nbsp|#160|#8239);)+", re.IGNORECASE)
_BLANK_AT_MARK = re.compile(r" (?=[:;!?»%])|(?<=«) |(?<=\d) (?=\d{3}(?!\d))")
_TYPED = str.maketrans({"’": "'", "ʼ": "'", "…": "..."})  # one sign typed in two ways


class Change(Enum):
    """The least that two sources differ in."""

    SURFACE = auto()  # link targets, image paths, white space, kinds of apostrophe: the words are the same
    FIGURES = auto()  # numbers, names of months and days too
    WORDS = auto()


def between(old: str, new: str, *, locale: str = "fr") -> Change:
    """What changed from one source to the next; `locale` is theirs."""
    same_code = _code(old) == _code(new)
    old, new = _typed(addresses.masked(old)), _typed(addresses.masked(new))
    if old == new and same_code:
        return Change.SURFACE
    old, new = numbers.masked(old), numbers.masked(new)
    if old == new or (MASK in old and dates.masked(old, locale=locale) == dates.masked(new, locale=locale)):
        return Change.FIGURES
    return Change.WORDS


def with_source(unit: Unit, source: str, *, locales: Locales) -> Unit:
    """The unit whose source was changed to `source`: still valid, stale, or empty as it was."""
    if unit.state is State.EMPTY:
        return replace(unit, source=source, context=None, previous_source=None, previous_context=None)
    change, target = _carried(unit, source, locales=locales)
    if change is Change.SURFACE and target is not None:
        return replace(unit, source=source, target=target, context=None)
    return outdated(replace(unit, target=target or unit.target), source, made_for=unit.source)


def restored(unit: Unit, *, locales: Locales) -> Unit:
    """An outdated unit whose source is again the one its target was made for, in the state it had then.

    Where its target has numbers of the later source that could not be put back, it needs work.
    """
    source = unit.previous_source or unit.source
    state = unit.state
    change, target = _carried(unit, source, locales=locales)
    if state is State.STALE:
        state = State.DRAFT if unit.origin else State.APPROVED
        if change is Change.FIGURES and numbers.tells_later(
            source, unit.source, target=target or unit.target, locales=locales
        ):
            state = State.NEEDS_WORK
    return replace(
        unit,
        source=source,
        target=target or unit.target,
        state=state,
        previous_source=None,
        previous_context=None,
        context=None,
    )


def _carried(unit: Unit, source: str, *, locales: Locales) -> tuple[Change, str | None]:
    """How the source changes, and the target with what can be put into it; None where an address is not certain."""
    change = between(unit.source, source, locale=locales.source)
    if change is Change.WORDS:
        return change, unit.target
    target = addresses.put(unit.source, source, target=unit.target)
    if change is Change.FIGURES:
        told = unit.target if target is None else target
        put = numbers.put(unit.source, source, target=told, locales=locales)
        return change, told if put is None else put
    return change, target


def outdated(unit: Unit, source: str, *, made_for: str) -> Unit:
    """The unit under a source that its target was not made for; the oldest such source is kept."""
    return replace(
        unit,
        source=source,
        context=None,
        state=State.NEEDS_WORK if unit.state is State.NEEDS_WORK else State.STALE,
        previous_source=unit.previous_source or made_for,
        previous_context=unit.previous_context if unit.previous_source else unit.context,
    )


def joined(units: tuple[Unit, ...], source: str, *, space: str) -> Unit:
    """One outdated unit for a source that was several: their targets in a row."""
    told = tuple(unit for unit in units if unit.target)
    comments = tuple(dict.fromkeys(line for unit in units for line in unit.comments))
    if not told:
        return replace(units[0], source=source, context=None, comments=comments)
    return Unit(
        source=source,
        target=space.join(unit.target for unit in told),
        state=State.STALE,
        previous_source=" ".join(unit.previous_source or unit.source for unit in told),
        origin=next((unit.origin for unit in told if unit.origin), ""),
        comments=comments,
    )


def _code(text: str) -> list[str]:
    """Code of a text, in which every sign counts."""
    return [code.text for code in inline.parse(text) if code.kind == "code"]


def _typed(text: str) -> str:
    """White space as one space, and none where French typography only wants some kind of it; ’ as ', … as dots."""
    return _BLANK_AT_MARK.sub("", _BLANKS.sub(" ", text).strip()).translate(_TYPED)
