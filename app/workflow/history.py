"""What is remembered of every change of a unit: written after the catalog, which alone is the truth."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.model import State, Unit, pair_digest
from app.errors import DiskError
from app.store import activity
from app.store.activity import Entry, Kind, Snapshot, Wanted
from app.store.workspace import Workspace

PATIENCE = 1.0  # seconds that a save waits for a locked database

log = logging.getLogger(__name__)


def record(
    workspace: Workspace,
    person: str,
    kind: str,
    slug: str,
    locale: str,
    *,
    before: Unit,
    after: Unit,
    batch: str = "",
) -> None:
    """Write one change of a unit down; see `record_all`. `kind` "" is told from what changed."""
    record_all(workspace, person, slug, locale, changes=[(before, after)], kind=kind, batch=batch)


def record_all(
    workspace: Workspace,
    person: str,
    slug: str,
    locale: str,
    *,
    changes: Iterable[tuple[Unit, Unit]],
    kind: str = "",
    batch: str = "",
) -> None:
    """Write changes of units down, those that changed nothing aside.

    A database that is locked or broken is never in the way of a save: the log says what the history lacks.
    """
    _write(
        workspace,
        [
            Entry(
                person=person,
                kind=kind or _kind(before, after),
                slug=slug,
                locale=locale,
                segment=after.id,
                source=after.source,
                words=len(after.source.split()),
                before=snapshot(before),
                after=snapshot(after),
                batch=batch,
            )
            for before, after in changes
            if snapshot(before) != snapshot(after)
        ],
    )


def note(
    workspace: Workspace,
    person: str,
    kind: str,
    slug: str,
    *,
    locale: str = "",
    segment: str = "",
    source: str = "",
    facts: Mapping[str, str] | None = None,
) -> None:
    """Write down what was done to a whole issue: an import, an export, a join. `facts` are words to show with it."""
    entry = Entry(
        person=person, kind=kind, slug=slug, locale=locale, segment=segment, source=source, facts=dict(facts or {})
    )
    _write(workspace, [entry])


@dataclass(frozen=True)
class Page:
    """Entries, the newest first, and of those that stand for a batch how many it has."""

    entries: tuple[Entry, ...]
    sizes: Mapping[str, int]
    older: bool  # whether there are more


def page_of(workspace: Workspace, wanted: Wanted, *, before: int = 0, size: int) -> Page:
    """A page of the history, older than the entry `before` where one is named. Of a batch only the last entry stands
    there, unless it is the one that is asked for."""
    database = workspace.database
    found = activity.find(database, wanted, before=before, limit=size + 1, folded=not wanted.batch)
    shown = found[:size]
    batches = set() if wanted.batch else {entry.batch for entry in shown if entry.batch}
    return Page(tuple(shown), activity.sizes(database, batches), older=len(found) > size)


def people(workspace: Workspace) -> list[str]:
    """Everybody whom the history names."""
    return activity.people(workspace.database)


def snapshot(unit: Unit) -> Snapshot:
    digest = pair_digest(unit.source, unit.target)
    reason = next((one.reason for one in unit.accepted if one.digest == digest), "")
    return Snapshot(unit.target, unit.state.value, unit.origin, unit.previous_source, reason)


def _kind(before: Unit, after: Unit) -> Kind:
    if after.state is State.APPROVED:
        return Kind.APPROVE
    if after.state is State.EMPTY:
        return Kind.EMPTY
    if after.state in (State.DRAFT, State.STALE):
        return Kind.UNDO
    return Kind.SEND_BACK if after.target == before.target else Kind.SAVE


def _write(workspace: Workspace, entries: list[Entry]) -> None:
    try:
        activity.add(workspace.database, entries, patience=PATIENCE)
    except DiskError as error:
        first = entries[0]
        log.warning(
            "history lacks %d entries: %s of %s/%s %s by %r: %s",
            len(entries), first.kind, first.locale, first.slug, first.segment, first.person, error,
        )  # fmt: skip
