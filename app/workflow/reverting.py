"""What was done to units is taken back: one change, or all that was done at once. That is a change itself."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import ConflictError, PasseurError, UsageError
from app.store import activity
from app.store.activity import Entry, Kind, Snapshot, Wanted
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow import review
from app.workflow.history import snapshot
from app.workflow.review import Wish
from app.workflow.review.rows import find_all, left_the_issue, unit_version

MOST = 2_000  # changes that are taken back at once


@dataclass(frozen=True)
class Reverted:
    """How many changes were taken back, under which batch, and why others were not."""

    batch: str
    done: int
    refused: tuple[tuple[Entry, PasseurError], ...]


def changes(workspace: Workspace, *, number: int = 0, batch: str = "") -> list[Entry]:
    """The change of a unit that has this number, or those that were made at once under a batch's name.

    UsageError for more than MOST at once.
    """
    if batch:
        found = activity.find(workspace.database, Wanted(batch=batch), limit=MOST + 1)
    else:
        one = activity.get(workspace.database, number)
        found = [one] if one else []
    if len(found) > MOST:
        raise UsageError(Message("At most {number} changes can be taken back at once.", number=MOST))
    return [entry for entry in found if entry.before and entry.after]


def revert(workspace: Workspace, entries: Sequence[Entry], *, person: str) -> Reverted:
    """Put every unit that still is what `entries` made of it back to what it was before them.

    A unit that was changed since, or has left its issue, is refused and the others are done. InputError and DiskError
    when a catalog cannot be read or written.
    """
    batch = secrets.token_hex(8)
    done = 0
    refused: list[tuple[Entry, PasseurError]] = []
    for (slug, locale), changes in _by_catalog(entries).items():
        wishes, stuck = _wishes(workspace, slug, locale, changes)
        outcome = review.save_all(workspace, slug, locale, wishes, by=person, kind=Kind.REVERT, batch=batch)
        done += len(outcome.saved)
        refused += [(changes[segment], error) for segment, error in {**stuck, **outcome.refused}.items()]
    return Reverted(batch, done, tuple(refused))


def _by_catalog(entries: Sequence[Entry]) -> dict[tuple[str, str], dict[str, Entry]]:
    """One change for each unit, from what it was before the first of its entries to what the last one made of it."""
    found: dict[tuple[str, str], dict[str, Entry]] = {}
    for entry in sorted(entries, key=lambda one: one.id):
        if entry.before is None or entry.after is None:
            continue
        changes = found.setdefault((entry.slug, entry.locale), {})
        first = changes.get(entry.segment, entry)
        changes[entry.segment] = Entry(**{**vars(entry), "before": first.before})
    return found


def _wishes(
    workspace: Workspace, slug: str, locale: str, changes: dict[str, Entry]
) -> tuple[list[Wish], dict[str, PasseurError]]:
    units = {id_: opened.unit for id_, opened in find_all(workspace, slug, locale, changes).items()}
    wishes: list[Wish] = []
    stuck: dict[str, PasseurError] = {}
    for segment, entry in changes.items():
        assert entry.before
        unit = units.get(segment)
        if unit is None:
            stuck[segment] = left_the_issue()
        elif not _is_still(entry.after, snapshot(unit)):
            stuck[segment] = ConflictError(Message("It was changed again since, so nothing was taken back."))
        else:
            wishes.append(_wish(entry.before, segment=segment, version=unit_version(unit)))
    return wishes, stuck


def _wish(before: Snapshot, *, segment: str, version: str) -> Wish:
    return Wish(
        segment,
        before.state,
        version,
        target=before.target,
        origin=before.origin,
        previous_source=before.previous_source,
        accept=before.accept,
    )


def _is_still(after: Snapshot | None, now: Snapshot) -> bool:
    return after is not None and (after.target, after.state) == (now.target, now.state)
