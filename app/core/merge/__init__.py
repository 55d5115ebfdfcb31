"""New segments into an old catalog: what did not change keeps its target and state, what did is told apart.

alignment  which old units a changed segment comes from: place and neighbours, and likeness
kinship    the ways to look for them: pairs, wholes and their parts
division   the runs of parts that say what a whole says
chain      the pairs of one gap, in order
likeness   how much two sources are alike
change     what kind of change it was, and what becomes of the target (addresses, numbers, dates put in)
addresses, numbers, dates, clocks, figures, rendering
           new values put into a target where the old ones stand
reader     reads the values of both sides, as much as a merge may take
edits      stretches of a text replaced or masked
headers    the catalog's header
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.core.locales import has_space_between_sentences
from app.core.merge import change, dates, headers
from app.core.merge.alignment import align
from app.core.merge.reader import Reader
from app.core.model import Catalog, Key, Segment, State, Unit


def merge(
    segments: Sequence[Segment], previous: Catalog | None, *, locale: str, path: str, source_locale: str = "fr"
) -> Catalog:
    """The catalog of `segments`; nothing that a person wrote in `previous` is lost. `path` goes into the references.

    Every target of `previous` is live again, outdated (State.STALE with the source it was made for), or obsolete.
    Merging the same segments again gives an equal catalog.
    """
    before = previous or Catalog(locale)
    ordered = _in_order(before)
    keys, renamed = _keys(segments, before, ordered=ordered)
    renamed |= _on_the_surface(keys, (*ordered, *before.obsolete), renamed=renamed)
    reader = Reader(source_locale, locale)
    kept = _unchanged(keys, before, renamed=renamed, reader=reader)
    old_keys = [renamed.get(key, key) for key in keys]
    changed = _changed(keys, segments, old_keys=old_keys, ordered=ordered, kept=kept, reader=reader)
    units = _units(keys, segments, known=changed.units | kept.units, path=path)
    return Catalog(
        locale=locale,
        headers=headers.completed(previous, locale=locale, source_locale=source_locale),
        header_comments=before.header_comments,
        units=units,
        obsolete=_obsolete(before, units, used=kept.used | changed.used),
    )


class Heirs(NamedTuple):
    """Units for new keys, and the old keys whose targets live on in them."""

    units: dict[Key, Unit]
    used: frozenset[Key]


def _keys(segments: Sequence[Segment], before: Catalog, *, ordered: Sequence[Unit]) -> tuple[list[Key], dict[Key, Key]]:
    """The key of each segment, and the old key of those whose context has another name now.

    A segment has its own unit where a reviewer asked for it: where `before` has one under the segment's context.
    """
    asked = {unit.key for unit in (*before.units, *before.obsolete) if unit.context is not None}
    keys: list[Key] = []
    for segment in segments:
        own = (segment.context, segment.source)
        keys.append(own if own in asked else (None, segment.source))
    renamed: dict[Key, Key] = {}
    lost = {source for _, source in asked - set(keys)}
    for source in lost:
        olds = [unit.key for unit in ordered if unit.source == source]
        news = [index for index, segment in enumerate(segments) if segment.source == source]
        if len(olds) == len(news):
            for old, index in zip(olds, news, strict=True):
                if old in asked and old not in keys and keys[index] not in asked:
                    keys[index] = (segments[index].context, source)
                    renamed[keys[index]] = old
    return keys, renamed


def _on_the_surface(keys: Sequence[Key], every: Sequence[Unit], *, renamed: Mapping[Key, Key]) -> dict[Key, Key]:
    """New keys and the old ones that left, live or obsolete, of which only addresses or typing differ."""
    seen = {unit.key for unit in every} | {(None, unit.previous_source) for unit in every} | set(renamed)
    news = [key for key in dict.fromkeys(keys) if key not in seen]
    if not news:
        return {}
    staying = {*keys, *renamed.values()}
    leaving: dict[change.Surface, list[Key]] = {}
    movable = [unit for unit in every if unit.key not in staying and unit.target and unit.plural is None]
    named = [(unit.source, unit.key) for unit in movable]
    named += [(unit.previous_source, unit.key) for unit in movable if unit.previous_source]
    for source, key in named:
        leaving.setdefault(change.surface(source), []).append(key)
    found: dict[Key, Key] = {}
    taken: set[Key] = set()
    for key in news if leaving else ():
        olds = leaving.get(change.surface(key[1]), [])
        while olds and key not in found:
            if (old := olds.pop(0)) not in taken:
                found[key] = old
                taken.add(old)
    return found


def _unchanged(keys: Sequence[Key], before: Catalog, *, renamed: Mapping[Key, Key], reader: Reader) -> Heirs:
    """Units whose source is there again: live, obsolete, or outdated by an edit that was taken back."""
    gone = {unit.key: unit for unit in before.obsolete}
    present = {*keys, *renamed.values()}
    outdated: dict[Key, Unit] = {
        (None, unit.previous_source): unit
        for unit in reversed((*before.units, *before.obsolete))
        if unit.previous_source is not None and unit.target and unit.key not in present
    }
    units: dict[Key, Unit] = {}
    used: set[Key] = set()
    for key in dict.fromkeys(keys):
        old = renamed.get(key, key)
        if unit := before.by_key.get(old) or gone.get(old) or outdated.get(key):
            same = unit.source == key[1]
            made = unit if same else change.restored(unit, reader=reader)
            units[key] = unit if same else change.with_source(made, key[1], reader=reader)
            used.add(unit.key)
    return Heirs(units, frozenset(used))


def _changed(
    keys: Sequence[Key],
    segments: Sequence[Segment],
    *,
    old_keys: Sequence[Key],
    ordered: Sequence[Unit],
    kept: Heirs,
    reader: Reader,
) -> Heirs:
    """Units for the keys that come from an old one by an edit. `old_keys` are those that the others had before."""
    if all(key in kept.units for key in keys):
        return Heirs({}, frozenset())
    present = set(old_keys)
    olds = [unit for unit in ordered if unit.plural is None and (unit.key in present or unit.key not in kept.used)]

    def headings(old: int, new: int) -> bool:
        return segments[new].note.startswith("heading") and olds[old].notes[:1] == (segments[new].note,)

    kin = align(
        [unit.key for unit in olds],
        old_keys,
        known=frozenset(kept.units),
        headings=headings,
        names=dates.names(reader.source),
    )
    units: dict[Key, Unit] = {}
    used: set[Key] = set()
    for family in kin:
        parents = tuple(olds[i] for i in family.old)
        sources = [keys[j][1] for j in family.new]
        shared = parents[0].key in present
        in_one_block = len({segments[j].block for j in family.new}) == 1
        heirs = _successors(parents, sources, in_one_block=in_one_block, reader=reader)
        for key, unit in zip((keys[j] for j in family.new), heirs, strict=True):
            units[key] = replace(unit, comments=()) if shared else unit
        if len(parents) == 1 and len({heir.target for heir in heirs}) == 1:  # else its whole target is kept as obsolete
            used.add(parents[0].key)
    return Heirs(units, frozenset(used))


def _successors(parents: tuple[Unit, ...], sources: Sequence[str], *, in_one_block: bool, reader: Reader) -> list[Unit]:
    """What becomes of units under their new sources; people's comments go on with the first.

    One that was outdated already starts again from the source it was made for: however edits follow each other, what is
    put into its target can be taken out again.
    """
    made = tuple(change.restored(unit, reader=reader) for unit in parents)
    if len(made) > 1:
        space = " " if has_space_between_sentences(reader.target) else ""
        return [change.joined(made, sources[0], space=space)]
    unit = made[0]
    if len(sources) == 1 or unit.state is State.EMPTY:
        parts = [change.with_source(unit, source, reader=reader) for source in sources]
    elif in_one_block:
        parts = change.parted(unit, sources, locale=reader.target)
    else:
        parts = [change.outdated(unit, source) for source in sources]
    return [parts[0], *(replace(part, comments=()) for part in parts[1:])]


def _units(
    keys: Sequence[Key], segments: Sequence[Segment], *, known: Mapping[Key, Unit], path: str
) -> tuple[Unit, ...]:
    """One unit a key, in document order, with its places and notes."""
    segments_of: dict[Key, list[Segment]] = {}
    for key, segment in zip(keys, segments, strict=True):
        segments_of.setdefault(key, []).append(segment)
    return tuple(
        _placed(known.get(key) or Unit(source=key[1]), found, context=key[0], path=path)
        for key, found in segments_of.items()
    )


def _placed(unit: Unit, segments: Sequence[Segment], *, context: str | None, path: str) -> Unit:
    places = tuple(dict.fromkeys([(path, segment.line) for segment in segments]))
    notes = tuple(dict.fromkeys([segment.note for segment in segments]))
    if unit.places == places and unit.notes == notes and unit.context == context:
        return unit
    return replace(unit, context=context, places=places, notes=notes)


def _obsolete(before: Catalog, units: Iterable[Unit], *, used: frozenset[Key]) -> tuple[Unit, ...]:
    """Units that left the source and hold something of a person's; no two of a catalog share a key (gettext's law)."""
    taken = {unit.key: unit for unit in units}
    gone = [unit for unit in before.obsolete if unit.key not in used]
    gone += [
        replace(unit, places=(), notes=())
        for unit in before.units
        if unit.key not in taken and unit.key not in used and (unit.target or unit.comments or unit.plural)
    ]
    apart: list[Unit] = []
    for unit in gone:
        if unit.key in taken and unit.target == taken[unit.key].target:
            continue
        while unit.key in taken:
            unit = replace(unit, context=f"{unit.context or ''} (older)".strip())
        taken[unit.key] = unit
        apart.append(unit)
    return tuple(apart)


def _in_order(catalog: Catalog) -> list[Unit]:
    """The catalog's units in the order of their places in the document; one that stands twice comes twice."""
    found: list[tuple[int, Unit]] = []
    line = 0
    for unit in catalog.units:
        lines = [number for _, number in unit.places if number] or [line]
        line = lines[0]
        found += [(number, unit) for number in lines]
    return [unit for _, unit in sorted(found, key=lambda pair: pair[0])]
