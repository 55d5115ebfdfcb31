"""What the memory knows of sources: targets certain enough to be drafts, and pairs that show an engine the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.core import memory, surroundings
from app.core.merge import addresses, numbers
from app.core.merge.change import Change, between
from app.core.merge.reader import Reader
from app.core.model import Catalog, Key, Match, Unit
from app.core.surroundings import Surroundings
from app.store.index import Hit
from app.store.workspace import Workspace

IMPORTED = "memory.tmx"  # stands for the issue of what came from elsewhere
TRIED = 10  # hits of one wording of which a target is adjusted
ALIKE = 60  # of the score: what is less like a source teaches an engine nothing


class Kind(StrEnum):
    """How a match stands to a unit, the surest first."""

    CONTEXT = "context"  # the same source, in the same kind of block under the same heading between the same neighbours
    EXACT = "exact"  # the same source
    ADJUSTED = "adjusted"  # only numbers, dates or addresses differed, and were put right in the target
    LIKE = "like"


@dataclass(frozen=True)
class Remembered:
    """A target for a unit that has none."""

    kind: Kind
    target: str
    origin: str  # what the catalog says of a draft: "engine=memory route=<slug> match=adjusted score=96"


def for_units(workspace: Workspace, catalog: Catalog, units: Iterable[Unit], *, locale: str) -> dict[Key, Remembered]:
    """What the memory knows of some units of a catalog, which tells how they stand; never what is only like them.

    DiskError when the index cannot be used.
    """
    asked = list(units)
    workspace.index.ready()
    hits = workspace.index.same((unit.source for unit in asked), locale=locale) if asked else {}
    places = surroundings.of(catalog.units) if any(hits.values()) else {}
    source_locale = workspace.config.source_locale
    found: dict[Key, Remembered] = {}
    for unit in asked:
        reader = Reader(source_locale, locale)
        best = _best(unit, hits[unit.source], places=places.get(unit.id, ()), reader=reader)
        if best:
            found[unit.key] = best
    return found


def examples(workspace: Workspace, source: str, *, locale: str, most: int = 3) -> tuple[tuple[str, str], ...]:
    """Approved pairs of a source like this one and its target, the best first, each source once."""
    latest: dict[str, Hit] = {}
    for hit in workspace.index.like(source, locale=locale):
        latest.setdefault(hit.source, hit)
    known = [Match(hit.source, hit.target, score=0) for hit in latest.values()]
    found = memory.ranked(source, known, limit=most, floor=ALIKE)
    return tuple((match.source, match.target) for match in found)


def in_context(places: Sequence[Surroundings], hits: Sequence[Hit]) -> Hit | None:
    """Of hits with the source of a unit one that stands as the unit does in all of its places, the latest.

    None where nothing is known of a place, or it was said differently there from time to time.
    """
    settled: list[Hit] = []
    for place in places:
        near = [hit for hit in hits if place.near in {one.near for one in hit.places}]
        settled += near[:1]
        if len({hit.target for hit in near}) != 1:
            return None
    return settled[0] if len({hit.target for hit in settled}) == 1 else None


def adjusted(source: str, hit: Hit, *, reader: Reader) -> str | None:
    """The target of a hit with the numbers, dates and addresses of `source`; None where it is not certain, or more
    than those differ."""
    change = between(hit.source, source, locale=reader.source)
    if change is Change.WORDS:
        return None
    linked = addresses.put(hit.source, source, target=hit.target)
    if linked is None or change is Change.SURFACE:
        return linked
    return numbers.put(hit.source, source, target=linked, reader=reader)


def _best(unit: Unit, hits: Sequence[Hit], *, places: Sequence[Surroundings], reader: Reader) -> Remembered | None:
    parts = {place.part for place in places}
    likely = sorted(hits, key=lambda hit: parts.isdisjoint(place.part for place in hit.places))
    exact = [hit for hit in likely if hit.source == unit.source]
    settled = in_context(places, exact)
    if settled:
        return _remembered(Kind.CONTEXT, settled, settled.target)
    if exact:
        return _remembered(Kind.EXACT, exact[0], exact[0].target)
    return next(_adjusted(unit.source, likely[:TRIED], reader=reader), None)


def _adjusted(source: str, hits: Iterable[Hit], *, reader: Reader) -> Iterator[Remembered]:
    for hit in hits:
        target = adjusted(source, hit, reader=reader)
        if target is not None:
            (match,) = memory.ranked(source, [Match(hit.source, target, score=0)], floor=0)
            yield _remembered(Kind.ADJUSTED, hit, target, score=match.score)


def _remembered(kind: Kind, hit: Hit, target: str, *, score: int | None = None) -> Remembered:
    told = "" if score is None else f" score={score}"
    return Remembered(kind, target, f"engine=memory route={hit.slug or IMPORTED} match={kind.value}{told}")
