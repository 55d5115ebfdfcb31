"""Which units of a catalog are to be drafted, and what the memory of earlier issues knows of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from app.core.memory import Memory
from app.core.model import Catalog, Key, State, Unit
from app.errors import UsageError
from app.store import memories
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.ingest import Issue, ingest
from app.workflow.update import merged

Draft = tuple[str, str]  # target, origin
NO_ENGINE = Message("No engine is used: what the memory does not know stays empty.")


@dataclass(frozen=True)
class Plan:
    """One catalog's empty units, and drafts for those that the memory knows."""

    issue: Issue
    empty: tuple[Unit, ...]
    remembered: Mapping[Key, Draft]

    @property
    def rest(self) -> tuple[Unit, ...]:
        """What is left for an engine."""
        return tuple(unit for unit in self.empty if unit.key not in self.remembered)


class Memories:
    """The memory of each locale, made when it is first asked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._held: dict[str, Memory] = {}

    def of(self, locale: str) -> Memory:
        if locale not in self._held:
            self._held[locale] = Memory.build(_approved(self._workspace, locale))
        return self._held[locale]


def plan(workspace: Workspace, slug: str, locale: str, *, known: Memories, only: Collection[str] | None = None) -> Plan:
    """What is empty in a catalog as it will be once it is up to date; of `only` these segments where some are named.

    UsageError when source or catalog cannot be read.
    """
    issue = ingest(workspace, slug)
    stored = workspace.catalogs.load(workspace.catalog_path(slug, locale))
    catalog = merged(issue, stored.catalog, locale=locale)
    empty = tuple(unit for unit in catalog.units if unit.state is State.EMPTY and (only is None or unit.id in only))
    return Plan(issue, empty, remembered(known.of(locale), empty, catalog=catalog) if empty else {})


def remembered(memory: Memory, empty: Iterable[Unit], *, catalog: Catalog) -> dict[Key, Draft]:
    """Drafts from earlier issues: what stood in the same context first, then what has the same source anywhere."""
    settled = memory.in_context(catalog.units)
    drafts = {}
    for unit in empty:
        same = settled.get(unit.key)
        match = same or memory.exact(unit.source)
        if match:
            drafts[unit.key] = (match.target, f"engine=memory route={match.issue}{' match=context' if same else ''}")
    return drafts


def _approved(workspace: Workspace, locale: str) -> Iterator[tuple[str, tuple[Unit, ...]]]:
    """What was imported, then slug and units of every issue in a locale; files that cannot be read are passed over
    here, as `status`, `check` and the memory's page name them."""
    with suppress(UsageError):
        imported = memories.read(workspace, locale)
        yield "memory.tmx", tuple(Unit(pair.source, pair.target, State.APPROVED) for pair in imported)
    for slug in workspace.slugs():
        try:
            catalog = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog
        except UsageError:
            continue
        if catalog:
            yield slug, catalog.units
