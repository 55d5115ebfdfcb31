"""Which segments engines are compared by, and which engines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from app import engines
from app.core import inline
from app.core.model import Catalog, Unit
from app.engines import Engine, Request
from app.errors import EngineError
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.drafting import Estimate, asking
from app.workflow.ingest import Issue, ingest
from app.workflow.offers import offers
from app.workflow.update import merged

MILLION = 1_000_000

Thing = TypeVar("Thing")


def candidates(workspace: Workspace, locale: str, names: Sequence[str]) -> list[Engine]:
    """The engines that are named; without names those that work here and send text nowhere, and the one that drafts.

    Whoever gets them closes them. UsageError for a name that is no engine, EngineError for one that does not know the
    pair, and where there is none at all.
    """
    config = workspace.config
    if not names:
        found = (one for one in offers(workspace, [locale]) if one.works and (one.taken or not one.sends_to))
        names = [one.engine for one in found]
    if not names:
        fix = Message("`passeur engines` says what is missing.")
        raise EngineError(
            Message("No engine works here for {target_locale}.", target_locale=locale), fix=fix, engine_wide=True
        )
    made = [engines.make(name, config.engines.get(name, {})) for name in dict.fromkeys(names)]
    for engine in made:
        if engine.route(config.source_locale, locale) is None:
            raise engine.refusal(config.source_locale, locale)
    return made


def units(workspace: Workspace, slug: str, locale: str, *, most: int) -> tuple[Issue, list[Unit]]:
    """Units spread evenly over an issue as it is now, in its order, whatever their states. UsageError as `ingest`."""
    issue = ingest(workspace, slug)
    stored = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog
    catalog = merged(issue, stored, locale=locale)
    return issue, spread(_in_order(issue, catalog), most=most)


def requests(
    workspace: Workspace, issue: Issue, asked: Sequence[Unit], *, engine: Engine, locale: str
) -> list[Request]:
    """What an engine is asked, as in drafting; but never the approved target of the very sentence as an example."""
    by_id = {unit.id: unit for unit in asked}
    found = asking.requests(workspace, issue, by_id, engine=engine, locale=locale)
    return [
        replace(one, examples=tuple(pair for pair in one.examples if pair[0] != by_id[one.id].source)) for one in found
    ]


def characters(asked: Sequence[Unit]) -> int:
    """Of the text that an engine reads."""
    return sum(len(inline.visible(unit.source)) for unit in asked)


def estimates(workspace: Workspace, slug: str, locale: str, *, tried: Sequence[Engine], most: int) -> list[Estimate]:
    """What each engine would be sent, and what that would take; nothing is sent."""
    _, asked = units(workspace, slug, locale, most=most)
    read = characters(asked)
    return [
        Estimate(
            slug,
            locale,
            total=len(asked),
            engine=engine.id,
            sends_to=engine.sends_to,
            characters=read,
            seconds=read / engine.traits.speed,
            price=cost(engine, read),
        )
        for engine in tried
    ]


def cost(engine: Engine, read: int) -> float | None:
    """US dollars for so many characters; None when nobody knows."""
    price = engine.traits.price
    return None if price is None else price * read / MILLION


def spread(things: Sequence[Thing], *, most: int) -> list[Thing]:
    """At most so many of them, evenly chosen."""
    if len(things) <= most:
        return list(things)
    return [things[(2 * number + 1) * len(things) // (2 * most)] for number in range(most)]


def _in_order(issue: Issue, catalog: Catalog) -> list[Unit]:
    units = (catalog.unit_of(segment) for segment in issue.segments)
    return list({unit.id: unit for unit in units if unit}.values())
