"""What can be put into the target of one segment: matches of the memory, and what a machine says."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

from app import engines
from app.core import inline, memory, surroundings
from app.core.merge import addresses, numbers
from app.core.merge.reader import Reader
from app.core.model import Catalog, Match, Unit
from app.core.surroundings import Surroundings
from app.engines import Engine
from app.errors import EngineError, UsageError
from app.store.index import Hit
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow import recall
from app.workflow.drafting import asking
from app.workflow.fixing import readable
from app.workflow.ingest import Issue
from app.workflow.recall import Kind
from app.workflow.review.rows import find

MOST = 6
FLOOR = 70  # of the score: under it, reading a match costs more than it gives
REMEMBERED = 500  # answers of machines


@dataclass(frozen=True)
class Suggestion:
    """A match of the memory, with the numbers and addresses of this segment where they were certain."""

    kind: Kind
    score: int  # 0 to 100
    source: str  # of the match
    target: str
    hit: Hit  # where it stands


@dataclass(frozen=True)
class Machine:
    """The engine that would be asked; `sends_to` is the host that gets the text, "" when it stays here."""

    engine: str = ""
    sends_to: str = ""
    gist: bool = False
    reason: Message | str = ""  # why there is none, and what to do about it


@dataclass(frozen=True)
class Said:
    """What a machine made of a segment."""

    target: str
    engine: str
    gist: bool


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
        return Suggestion(Kind.ADJUSTED, match.score, match.source, certain, hit)
    linked = addresses.put(match.source, unit.source, target=match.target) or match.target
    counted = numbers.put(match.source, unit.source, target=linked, reader=reader)
    return Suggestion(Kind.LIKE, match.score, match.source, counted or linked, hit)


def repeated(workspace: Workspace, locale: str, source: str) -> int:
    """In how many places of all issues a source stands."""
    return workspace.index.repeated(source, locale=locale)


class Machines:
    """The engines of a server, kept warm, and what they said of late. Safe to share between threads."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._engines: dict[str, Engine | None] = {}
        self._said: OrderedDict[tuple[str, str], Said] = OrderedDict()
        self._lock = Lock()

    def machine(self, locale: str) -> Machine:
        """Which engine the settings name for a locale."""
        try:
            engine = self._engine(locale)
        except (EngineError, UsageError) as error:
            return Machine(reason=error.message)
        if engine is None:
            return Machine(reason=Message("passeur.yaml names no engine."))
        gist = engine.gist(self._workspace.config.source_locale, locale)
        return Machine(engine.id, engine.sends_to, gist)

    def say(self, slug: str, locale: str, segment: str) -> Said:
        """Ask the engine about a segment. EngineError when it has nothing to say."""
        opened = find(self._workspace, slug, locale, identity=segment)
        key = (locale, opened.unit.source)
        with self._lock:
            if key in self._said:
                return self._said[key]
        said = self._asked(opened.issue, opened.unit, locale=locale)
        with self._lock:
            self._said[key] = said
            while len(self._said) > REMEMBERED:
                self._said.popitem(last=False)
        return said

    def close(self) -> None:
        with self._lock:
            for engine in filter(None, self._engines.values()):
                engine.close()
            self._engines.clear()

    def _asked(self, issue: Issue, unit: Unit, *, locale: str) -> Said:
        engine = self._engine(locale)
        if engine is None:
            raise EngineError(Message("passeur.yaml names no engine."), engine_wide=True)
        source = self._workspace.config.source_locale
        requests = asking.requests(self._workspace, issue, {unit.id: unit}, engine=engine, locale=locale)
        (result,) = engines.run(engine, requests, source=source, target=locale, answers=self._workspace.answers)
        if result.parts is None:
            raise result.error or EngineError(Message("The engine gave no answer."))
        drafted = replace(unit, target=inline.from_parts(result.parts))
        return Said(readable(drafted, issue, locale=locale).target, engine.id, engine.gist(source, locale))

    def _engine(self, locale: str) -> Engine | None:
        with self._lock:
            if locale not in self._engines:
                config = self._workspace.config
                self._engines[locale] = engines.choose(
                    config.engine, source=config.source_locale, target=locale, settings=config.engines
                )
            return self._engines[locale]
