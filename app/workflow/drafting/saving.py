"""Drafts are written into units that are still empty and for which nobody is typing, and into no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.core.model import Catalog, Key, State, Unit
from app.store import kept
from app.store.activity import Kind
from app.store.moments import HOUR, now
from app.store.workspace import Workspace
from app.workflow import history, review
from app.workflow.drafting.planning import Draft
from app.workflow.review import Wish

NOBODY = "Passeur"


def save(
    workspace: Workspace, slug: str, locale: str, *, drafts: Mapping[Key, Draft], by: str = "", batch: str = ""
) -> int:
    """Write drafts into units that are still empty; how many there were. A unit for which somebody typed something
    within the hour, not saved yet, is theirs.

    `by`, the name of a person, puts them into the history as one `batch`.
    """
    filled: list[tuple[Unit, Unit]] = []
    theirs = kept.being_typed(workspace.database, slug, locale, since=now() - HOUR)

    def changed(catalog: Catalog | None) -> Catalog:
        held = catalog or Catalog(locale=locale)
        units = tuple(unit if unit.id in theirs else _filled(unit, drafts) for unit in held.units)
        filled[:] = [(old, new) for old, new in zip(held.units, units, strict=True) if new is not old]
        return replace(held, units=units)

    workspace.catalogs.change(workspace.catalog_path(slug, locale), changed)
    if by:
        history.record_all(workspace, by, slug, locale, changes=filled, kind=Kind.DRAFT, batch=batch)
    return len(filled)


def approve(
    workspace: Workspace, slug: str, locale: str, *, drafts: Mapping[Key, Draft], by: str = "", batch: str = ""
) -> int:
    """Approve those units that still are these drafts, unless a check has an error against one; how many there were.

    The history names the person, or Passeur where nobody is known.
    """
    rows = review.open_review(workspace, slug, locale).rows if drafts else ()
    wishes = [
        Wish(row.unit.id, State.APPROVED.value, row.version)
        for row in rows
        if row.unit.state is State.DRAFT and drafts.get(row.unit.key) == (row.unit.target, row.unit.origin)
    ]
    outcome = review.save_all(workspace, slug, locale, wishes, by=by or NOBODY, kind=Kind.SETTLE, batch=batch)
    return len(outcome.saved)


def _filled(unit: Unit, drafts: Mapping[Key, Draft]) -> Unit:
    if unit.state is not State.EMPTY or unit.key not in drafts:
        return unit
    target, origin = drafts[unit.key]
    return replace(unit, target=target, state=State.DRAFT, origin=origin)
