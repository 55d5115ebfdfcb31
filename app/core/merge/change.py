"""What kind of change a source went through, and what becomes of the target that was made for the old one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto
from functools import lru_cache

from app.core.merge import addresses, dates, numbers
from app.core.merge.reader import Reader
from app.core.model import State, Unit
from app.core.segmentation import split

_BLANK = re.compile(r"&(?:nbsp|#160|#8239);", re.IGNORECASE)
# It begins with the space itself, which the engine finds at once.
_BLANK_AT_MARK = re.compile(r" (?:(?=[:;!?»%])|(?<=« )|(?<=\d )(?=\d{3}(?!\d)))")
_TYPED = (("’", "'"), ("ʼ", "'"), ("…", "..."))  # one sign typed in two ways


class Change(Enum):
    """The least that two sources differ in."""

    SURFACE = auto()  # link targets, image paths, white space, kinds of apostrophe: the words are the same
    FIGURES = auto()  # numbers, names of months and days too
    WORDS = auto()


Surface = tuple[str, ...]


@lru_cache(maxsize=10_000)  # as addresses
def surface(text: str) -> Surface:
    """What two sources have in common of which only addresses and typing differ; in code every sign counts."""
    code = [found.text for found in addresses.codes(text) if found.kind == "code"] if "`" in text else []
    return (_typed(addresses.masked(text)), *code)


def between(old: str, new: str, *, locale: str = "fr") -> Change:
    """What changed from one source to the next; `locale` is theirs."""
    first, second = surface(old), surface(new)
    if first == second:
        return Change.SURFACE
    return Change.FIGURES if wording(old, locale=locale) == wording(new, locale=locale) else Change.WORDS


def wording(text: str, *, locale: str) -> str:
    """What two sources have in common that differ in their surface and their figures alone."""
    return dates.masked(numbers.masked(surface(text)[0]), locale=locale)


def with_source(unit: Unit, source: str, *, reader: Reader) -> Unit:
    """The unit whose source was changed to `source`: still valid, stale, or empty as it was."""
    if unit.state is State.EMPTY or unit.source == source:
        return replace(unit, source=source, context=None, previous_source=None, previous_context=None)
    change, target = _carried(unit, source, reader=reader)
    if change is Change.SURFACE and target is not None:
        return replace(unit, source=source, target=target, context=None)
    return replace(outdated(unit, source), target=target or unit.target)


def restored(unit: Unit, *, reader: Reader) -> Unit:
    """An outdated unit under the source its target was made for, in the state it had then; any other as it is.

    Where its target has numbers of the later source that could not be put back, it needs work.
    """
    if unit.previous_source is None or not unit.target:
        return unit
    source = unit.previous_source
    state = unit.state
    change, target = _carried(unit, source, reader=reader)
    if state is State.STALE:
        state = State.DRAFT if unit.origin else State.APPROVED
        if change is Change.FIGURES and numbers.tells_later(
            source, unit.source, target=target or unit.target, reader=reader
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


def outdated(unit: Unit, source: str) -> Unit:
    """The unit under a source that its target was not made for."""
    return replace(
        unit,
        source=source,
        context=None,
        state=State.NEEDS_WORK if unit.state is State.NEEDS_WORK else State.STALE,
        previous_source=unit.source,
        previous_context=unit.context,
    )


def parted(unit: Unit, sources: Sequence[str], *, locale: str) -> list[Unit]:
    """Outdated units for the parts of a source.

    Each has the whole target, or its own sentence of it where the source was but cut and the target has as many.
    """
    told = [sentence.strip() for sentence in split(unit.target, locale=locale)]
    if len(told) != len(sources) or unit.source.split() != " ".join(sources).split():
        told = [unit.target] * len(sources)
    return [replace(outdated(unit, source), target=target) for source, target in zip(sources, told, strict=True)]


def joined(units: Sequence[Unit], source: str, *, space: str) -> Unit:
    """One outdated unit for a source that was several: their targets in a row, for a person to make one of."""
    told = tuple(unit for unit in units if unit.target)
    comments = tuple(dict.fromkeys(line for unit in units for line in unit.comments))
    if not told:
        return replace(units[0], source=source, context=None, comments=comments)
    return Unit(
        source=source,
        target=space.join(unit.target for unit in told),
        state=State.STALE,
        previous_source=" ".join(unit.source for unit in told),
        origin=next((unit.origin for unit in told if unit.origin), ""),
        comments=comments,
    )


def _carried(unit: Unit, source: str, *, reader: Reader) -> tuple[Change, str | None]:
    """How the source changes, and the target with what can be put into it; None where an address is not certain."""
    change = between(unit.source, source, locale=reader.source)
    if change is Change.WORDS:
        return change, unit.target
    target = addresses.put(unit.source, source, target=unit.target)
    if change is Change.FIGURES:
        told = unit.target if target is None else target
        put = numbers.put(unit.source, source, target=told, reader=reader)
        return change, told if put is None else put
    return change, target


def _typed(text: str) -> str:
    """White space as one space, and none where French typography only wants some kind of it; ’ as ', … as dots."""
    text = _BLANK_AT_MARK.sub("", " ".join(_BLANK.sub(" ", text).split()))
    for sign, other in _TYPED:
        text = text.replace(sign, other)  # a tenth of what `translate` takes
    return text
