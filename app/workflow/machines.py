"""What engines say of one segment while somebody is at it."""

from __future__ import annotations

from dataclasses import dataclass

from app import engines
from app.core.model import Unit
from app.engines import Engine
from app.engines.warm import Warm
from app.errors import EngineError, UsageError
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.drafting import asking
from app.workflow.ingest import Issue
from app.workflow.offers import offers
from app.workflow.review.rows import find

NONE = Message("passeur.yaml names no engine.")


@dataclass(frozen=True)
class Machine:
    """An engine that may be asked; `sends_to` is the host that gets the text, "" when it stays here."""

    engine: str = ""
    sends_to: str = ""
    gist: bool = False
    reason: Message | str = ""  # why there is none, and what to do about it


@dataclass(frozen=True)
class Said:
    """What an engine made of a segment."""

    target: str
    engine: str
    gist: bool
    unknown: tuple[str, ...] = ()  # words of the source that the engine says it does not know


class Machines:
    """The engines of a server, kept warm. Safe to share between threads."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._warm = Warm(lambda name: engines.make(name, workspace.config.engines.get(name, {})))
        self._chosen: dict[str, str] = {}  # locale -> what is asked when nobody names an engine

    def machine(self, locale: str) -> Machine:
        """Which engine the settings name for a locale."""
        try:
            name = self._name(locale)
            if not name:
                return Machine(reason=NONE)
            with self._warm.lent(name, locale) as engine:
                return Machine(name, engine.sends_to, engine.gist(self._workspace.config.source_locale, locale))
        except (EngineError, UsageError) as error:
            return Machine(reason=error.message)

    def others(self, locale: str) -> list[Machine]:
        """Every further engine that works here for a locale; none when the settings want none at all."""
        if self._workspace.config.engine == "none":
            return []
        found = (one for one in offers(self._workspace, [locale]) if one.works and not one.taken)
        return [Machine(one.engine, one.sends_to, one.gist) for one in found]

    def say(self, slug: str, locale: str, segment: str, *, engine: str = "") -> Said:
        """Ask an engine, or the one of the settings, about a segment.

        EngineError when it has nothing to say, UsageError when there is no such engine.
        """
        opened = find(self._workspace, slug, locale, identity=segment)
        if self._workspace.config.engine == "none":
            raise EngineError(NONE, engine_wide=True)
        with self._warm.lent(engine or self._name(locale), locale) as lent:
            return self._asked(lent, opened.issue, opened.unit, locale=locale)

    def close(self) -> None:
        self._warm.close()

    def _asked(self, engine: Engine, issue: Issue, unit: Unit, *, locale: str) -> Said:
        source = self._workspace.config.source_locale
        requests = asking.requests(self._workspace, issue, {unit.id: unit}, engine=engine, locale=locale)
        (result,) = engines.run(engine, requests, source=source, target=locale, answers=self._workspace.answers)
        if result.parts is None:
            raise result.error or EngineError(Message("The engine gave no answer."))
        target = asking.drafted(unit, result.parts, issue=issue, locale=locale).target
        return Said(target, engine.id, engine.gist(source, locale), result.unknown)

    def _name(self, locale: str) -> str:
        """The engine that the settings choose, "" for none."""
        if locale not in self._chosen:
            config = self._workspace.config
            engine = engines.choose(config.engine, source=config.source_locale, target=locale, settings=config.engines)
            self._chosen[locale] = engine.id if engine else ""
            if engine:
                engine.close()
        return self._chosen[locale]
