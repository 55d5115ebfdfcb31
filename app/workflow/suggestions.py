"""What the memory offers for the target of one segment."""

from __future__ import annotations

from dataclasses import dataclass

from app.core import memory, surroundings
from app.core.merge import addresses, numbers
from app.core.merge.change import Change, between
from app.core.merge.reader import Reader
from app.core.model import Catalog, Match, Unit
from app.core.surroundings import Surroundings
from app.store.index import Hit
from app.store.workspace import Workspace
from app.workflow import recall
from app.workflow.recall import Kind
from app.workflow.review.rows import find

MOST = 6
FLOOR = 65  # of the score: of matches a little under it a person would take one in four (test_suggestions_quality.py)


@dataclass(frozen=True)
class Suggestion:
    """A match of the memory, with the numbers and addresses of this segment where they were certain."""

    kind: Kind
    score: int  # 0 to 100
    source: str  # of the match
    target: str
    hit: Hit  # where it stands
    figures: bool = False  # besides figures and addresses nothing differs
    less: int = 0  # words that its source has and this segment lacks
    more: int = 0  # words that this segment has beside


def matches(workspace: Workspace, slug: str, locale: str, segment: str) -> tuple[str, list[Suggestion]]:
    """The source of a segment and approved matches for it from every issue, the best first; never the unit itself.

    ConflictError when the segment has left the issue.
    """
    unit = find(workspace, slug, locale, identity=segment).unit
    hits = [hit for hit in workspace.index.like(unit.source, locale=locale) if (hit.slug, hit.id) != (slug, unit.id)]
    places = _places(workspace, slug, locale, unit)
    settled = recall.in_context(places, [hit for hit in hits if hit.source == unit.source])
    parts = {place.part for place in places}
    known: dict[tuple[str, str], Hit] = {}
    for hit in sorted(hits, key=lambda hit: (hit != settled, parts.isdisjoint(place.part for place in hit.places))):
        known.setdefault((hit.source, hit.target), hit)
    ranked = memory.ranked(unit.source, [Match(*pair, score=0) for pair in known], limit=MOST, floor=FLOOR)
    reader = Reader(workspace.config.source_locale, locale)
    found = [_suggestion(unit, one, known[one.source, one.target], settled=settled, reader=reader) for one in ranked]
    return unit.source, sorted(found, key=lambda one: (list(Kind).index(one.kind), -one.score))


def _places(workspace: Workspace, slug: str, locale: str, unit: Unit) -> tuple[Surroundings, ...]:
    catalog = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog or Catalog(locale=locale)
    return surroundings.of(catalog.units).get(unit.id, ())


def _suggestion(unit: Unit, match: Match, hit: Hit, *, settled: Hit | None, reader: Reader) -> Suggestion:
    if match.score == 100:
        return Suggestion(Kind.CONTEXT if hit is settled else Kind.EXACT, 100, match.source, match.target, hit)
    certain = recall.adjusted(unit.source, hit, reader=reader)
    if certain is not None:
        return Suggestion(Kind.ADJUSTED, match.score, match.source, certain, hit, figures=True)
    linked = addresses.put(match.source, unit.source, target=match.target) or match.target
    counted = numbers.put(match.source, unit.source, target=linked, reader=reader)
    figures = between(match.source, unit.source, locale=reader.source) is not Change.WORDS
    less, more = memory.words_apart(match.source, unit.source)
    return Suggestion(Kind.LIKE, match.score, match.source, counted or linked, hit, figures, less, more)


def repeated(workspace: Workspace, locale: str, source: str) -> int:
    """In how many places of all issues a source stands."""
    return workspace.index.repeated(source, locale=locale)
