"""What kind of change a source went through, and what becomes of the target that was made for the old one."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum, auto
from typing import NamedTuple

from app.core.merge import addresses, dates, numbers
from app.core.model import State, Unit

_BLANKS = re.compile(r"\s+")
_BLANK_AT_MARK = re.compile(r" (?=[:;!?»%])|(?<=«) ")


class Change(Enum):
    """The least that two sources differ in."""

    SURFACE = auto()  # link targets, image paths, white space: the words are the same
    FIGURES = auto()  # numbers, names of months and days too
    WORDS = auto()


class Locales(NamedTuple):
    """The locale of the sources and that of the targets."""

    source: str
    target: str


def between(old: str, new: str, *, locale: str = "fr") -> Change:
    """What changed from one source to the next; `locale` is theirs."""
    old, new = _spaced(addresses.masked(old)), _spaced(addresses.masked(new))
    if old == new:
        return Change.SURFACE
    old, new = numbers.masked(old), numbers.masked(new)
    if old == new or (numbers.MASK in old and dates.masked(old, locale=locale) == dates.masked(new, locale=locale)):
        return Change.FIGURES
    return Change.WORDS


def with_source(unit: Unit, source: str, *, locales: Locales) -> Unit:
    """The unit whose source was changed to `source`: still valid, stale, or empty as it was."""
    if unit.state is State.EMPTY:
        return replace(unit, source=source, context=None, previous_source=None, previous_context=None)
    change = between(unit.source, source, locale=locales.source)
    target = unit.target if change is Change.WORDS else addresses.put(unit.source, source, target=unit.target)
    if change is Change.SURFACE and target is not None:
        return replace(unit, source=source, target=target, context=None)
    target = unit.target if target is None else target
    if change is Change.FIGURES:
        target = _with_figures(unit.source, source, target=target, locales=locales)
    return outdated(replace(unit, target=target), source, made_for=unit.source)


def restored(unit: Unit, *, locales: Locales) -> Unit:
    """An outdated unit whose source is again the one its target was made for, in the state it had then."""
    source = unit.previous_source or unit.source
    state = unit.state
    if state is State.STALE:
        state = State.DRAFT if unit.origin else State.APPROVED
    back = with_source(replace(unit, previous_source=None, previous_context=None), source, locales=locales)
    return replace(back, state=state, previous_source=None, previous_context=None, context=None)


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


def _with_figures(old: str, new: str, *, target: str, locales: Locales) -> str:
    """The target with the new numbers and dates; as it was when a number is not certain, for half a date is none."""
    counted = numbers.put(old, new, target=target, locale=locales.target)
    if counted is None:
        return target
    return dates.put(old, new, target=counted, source_locale=locales.source, locale=locales.target) or target


def _spaced(text: str) -> str:
    """White space as one space, and none where French typography only wants some kind of it."""
    return _BLANK_AT_MARK.sub("", _BLANKS.sub(" ", text).strip())
