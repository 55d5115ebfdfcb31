"""Which units of a catalog are to be drafted, and what the memory of earlier issues knows of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.core.model import Key, State, Unit
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow import recall
from app.workflow.ingest import Issue, ingest
from app.workflow.recall import Remembered
from app.workflow.update import merged

Draft = tuple[str, str]  # target, origin
NO_ENGINE = Message("No engine is used: what the memory does not know stays empty.")


@dataclass(frozen=True)
class Plan:
    """One catalog's empty units, and drafts for those that the memory knows."""

    issue: Issue
    empty: tuple[Unit, ...]
    remembered: Mapping[Key, Remembered]

    @property
    def rest(self) -> tuple[Unit, ...]:
        """What is left for an engine."""
        return tuple(unit for unit in self.empty if unit.key not in self.remembered)


def plan(workspace: Workspace, slug: str, locale: str, *, only: Collection[str] | None = None) -> Plan:
    """What is empty in a catalog as it will be once it is up to date; of `only` these segments where some are named.

    UsageError when source or catalog cannot be read.
    """
    issue = ingest(workspace, slug)
    stored = workspace.catalogs.load(workspace.catalog_path(slug, locale))
    catalog = merged(issue, stored.catalog, locale=locale)
    empty = tuple(unit for unit in catalog.units if unit.state is State.EMPTY and (only is None or unit.id in only))
    return Plan(issue, empty, recall.for_units(workspace, catalog, empty, locale=locale) if empty else {})
