"""What another program's save lost of a catalog, put back from the catalog as it was before.

OmegaT empties every fuzzy target, and those that are like their source; pybabel and polib drop what obsolete entries
were made for, and fold comments; converters drop contexts, notes and flags; a few tools write only the entries they
were asked for. A person's work is told from that: a target that was edited, any other approved one that was emptied,
a fuzzy flag taken off in an editor that kept the entry's notes are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from app.core.catalogs import margins
from app.core.model import Catalog, Key, State, Unit

WORD = re.compile(r"\w+")


def recovered(found: Catalog, known: Catalog) -> Catalog:
    """`found` with what it lost of `known`; equal to it when it lost nothing.

    Back come targets that nobody had approved where they are empty, or lost what made them so; entries with a target
    that are gone; comments that were folded or dropped with the notes; fields of the header.
    """
    before = {unit.key: unit for unit in (*known.obsolete, *known.units)}
    hidden = {unit.key for unit in (*known.obsolete, *found.obsolete)}
    units = [_recovered(unit, before, hidden=hidden) for unit in found.units]
    obsolete = [_recovered(unit, before, hidden=hidden) for unit in found.obsolete]
    gone = _gone(before.values(), (*units, *obsolete))
    missing = tuple(field for field in known.headers if field[0] and not _has(found, field[0]))
    return replace(
        found,
        headers=(*found.headers, *missing),
        units=_completed(units, known.units, gone=gone),
        obsolete=_completed(obsolete, known.obsolete, gone=gone),
    )


def _recovered(found: Unit, before: Mapping[Key, Unit], *, hidden: Set[Key]) -> Unit:
    known = before.get(found.key)
    if known is None:
        return found
    converted = not found.notes and bool(known.notes or (known.comments and not found.comments))
    if converted:
        found = replace(found, notes=known.notes, places=known.places, flags=known.flags)
    if _words(found) == _words(known) or (converted and not found.comments):
        found = replace(found, comments=known.comments, accepted=known.accepted)
    # nobody approves an entry that no editor shows, or by a converter
    approved = found.state is State.APPROVED and not converted and found.key not in hidden
    edited = _filled(found) and (found.target, found.plural) != (known.target, known.plural)
    # OmegaT takes a target that is like its source for none
    unfinished = known.state is not State.APPROVED or (known.target == known.source and not _filled(found))
    if approved or edited or not unfinished or not _filled(known):
        return found
    return replace(
        found,
        target=known.target,
        plural=known.plural,
        state=known.state,
        origin=known.origin,
        previous_source=known.previous_source,
        previous_context=known.previous_context,
        previous_plural=known.previous_plural,
    )


def _gone(before: Iterable[Unit], held: tuple[Unit, ...]) -> frozenset[Key]:
    """Entries with a target that are there no more; one that msgmerge moved to a new source is."""
    keys = {unit.key for unit in held}
    moved = {(unit.previous_source, unit.target) for unit in held}
    return frozenset(
        unit.key
        for unit in before
        if unit.key not in keys and _filled(unit) and (unit.source, unit.target) not in moved
    )


def _completed(units: list[Unit], known: tuple[Unit, ...], *, gone: frozenset[Key]) -> tuple[Unit, ...]:
    """`units` with those of `known` that are gone, each behind the one that stood before it."""
    following: dict[Key | None, list[Unit]] = {}
    last: Key | None = None
    held = {unit.key for unit in units}
    for unit in known:
        if unit.key in gone:
            following.setdefault(last, []).append(unit)
        elif unit.key in held:
            last = unit.key
    back = list(following.get(None, ()))
    for unit in units:
        back += [unit, *following.get(unit.key, ())]
    return tuple(back)


def _has(catalog: Catalog, name: str) -> bool:
    return any(name.casefold() == other.casefold() for other, _ in catalog.headers)


def _filled(unit: Unit) -> bool:
    return any(unit.plural[1]) if unit.plural else bool(unit.target)


def _words(unit: Unit) -> list[str]:
    """Those of its comments and of our own lines, which a tool that folds long comments tears apart."""
    ours = " ".join(margins.accepted_lines(unit.accepted)).replace("# ", "")
    return sorted(WORD.findall(" ".join((*unit.comments, unit.origin, ours))))
