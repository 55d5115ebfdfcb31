"""Which engines there are for each locale: what works here, what is missing, what it costs and where the text goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app import engines
from app.engines import Engine, Traits
from app.errors import PasseurError
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.effort import Effort
from app.workflow.statistics import figures

PATIENCE = 60.0  # seconds for measuring efforts that were never measured


@dataclass(frozen=True)
class Offer:
    """One engine for one locale, as far as it can be told without asking anybody."""

    engine: str
    locale: str
    route: str = ""  # "" when it does not work here
    gist: bool = False
    traits: Traits | None = None  # None: settings are missing, and nobody can tell its price or where it sends text
    sends_to: str = ""  # the host that gets the text, "" when it stays here
    taken: bool = False  # it drafts when nobody names an engine
    named_only: bool = False  # `auto` never takes it
    reason: Message | str = ""  # why it does not work
    fix: Message | str = ""  # the command or the setting that is missing
    efforts: tuple[Effort, ...] = ()  # what people made of its drafts there

    @property
    def works(self) -> bool:
        return bool(self.route)


def offers(workspace: Workspace, locales: Sequence[str]) -> Iterator[Offer]:
    """Every engine for each locale, an engine at a time."""
    taken = {locale: _taken(workspace, locale) for locale in locales}
    for name in engines.ENGINES:
        try:
            engine = engines.make(name, workspace.config.engines.get(name, {}))
        except PasseurError as error:
            unset = _unset(workspace, name)
            yield from (replace(unset, locale=locale, reason=error.message, fix=error.fix) for locale in locales)
            continue
        for locale in locales:
            yield _offer(workspace, name, engine, locale=locale, taken=taken[locale] == engine.id)
        engine.close()


def weighed(workspace: Workspace, locales: Sequence[str], *, today: date) -> Iterator[Offer]:
    """The same with the efforts of the last weeks before `today`."""
    spent = figures(workspace, person="", today=today, patience=PATIENCE).efforts
    for one in offers(workspace, locales):
        yield replace(one, efforts=tuple(of for of in spent if (of.engine, of.locale) == (one.engine, one.locale)))


def _unset(workspace: Workspace, name: str) -> Offer:
    """An engine whose settings are missing: what it costs and where it sends text, where only its key is."""
    settings = {**workspace.config.engines.get(name, {}), "key": "none yet"}
    try:
        engine = engines.make(name, settings)
    except PasseurError:
        return Offer(name, "")
    found = Offer(name, "", traits=engine.traits, sends_to=engine.sends_to)
    engine.close()
    return found


def _offer(workspace: Workspace, name: str, engine: Engine, *, locale: str, taken: bool) -> Offer:
    source = workspace.config.source_locale
    route = engine.route(source, locale)
    if route is None:
        refusal = engine.refusal(source, locale)
        known = Offer(name, locale, traits=engine.traits, sends_to=engine.sends_to)
        return replace(known, reason=refusal.message, fix=refusal.fix)
    named_only = name not in (*engines.CONFIGURED, *engines.LOCAL)
    found = Offer(name, locale, route, engine.gist(source, locale), engine.traits, engine.sends_to)
    return replace(found, taken=taken, named_only=named_only)


def _taken(workspace: Workspace, locale: str) -> str:
    """The engine that drafts when nobody names one, "" when there is none."""
    config = workspace.config
    try:
        engine = engines.choose(config.engine, source=config.source_locale, target=locale, settings=config.engines)
    except PasseurError:
        return ""
    if engine is None:
        return ""
    engine.close()
    return engine.id
