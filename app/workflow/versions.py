"""The texts that a unit had, and how far people went from what a machine had drafted."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from app.core.model import State, Unit, segment_id
from app.errors import DiskError
from app.store import activity
from app.store.activity import Entry, Kind, Snapshot
from app.store.workspace import Workspace
from app.workflow.history import snapshot

log = logging.getLogger(__name__)

FOLLOWED = 5  # earlier sources of a segment, each the one before it changed


@dataclass(frozen=True)
class Version:
    """A text that a unit had. Nobody's is one that a drafting run, an update or another program wrote."""

    text: Snapshot
    kind: str
    source: str = ""  # what it was a target of, "" when that is not known
    person: str = ""
    at: int = 0  # 0: not known
    entry: int = 0  # the id of the entry that tells of it, 0 when none does


@dataclass(frozen=True)
class Past:
    """The versions of a unit, the newest first, and the draft that its target was made from."""

    versions: tuple[Version, ...]
    draft: Snapshot | None


def past(workspace: Workspace, slug: str, locale: str, *, unit: Unit) -> Past:
    """What the history knows of a unit, under its earlier sources too, and what the catalog holds now."""
    entries = _entries(workspace, slug, locale, unit=unit)
    found: list[Version] = []
    for version in _told(entries, now=snapshot(unit)):
        last = found[-1] if found else None
        if last is None or (last.text.target, last.text.state) != (version.text.target, version.text.state):
            found.append(version)
    drafted = [version.text for version in found if version.text.state == State.DRAFT.value]
    return Past(tuple(found[::-1]), drafted[-1] if drafted else None)


def effort(draft: str, target: str) -> int:
    """How much of a draft was changed, in a hundred: edits of characters by the length of the longer text, rounded up
    so that 0 means unchanged."""
    return -(-100 * Levenshtein.distance(draft, target) // (max(len(draft), len(target)) or 1))


def drafts(workspace: Workspace, slug: str, locale: str, units: Collection[Unit]) -> dict[str, Snapshot]:
    """The drafts that targets of `units` were made from, by id: of those only that somebody has touched since.

    None from a database that is locked or broken: review goes on without them.
    """
    one = next(iter(units)).id if len(units) == 1 else ""
    try:
        known = activity.drafts(workspace.database, slug, locale, segment=one)
    except DiskError as error:
        log.warning("rows of %s/%s are shown without their drafts: %s", locale, slug, error)
        return {}
    touched = (unit for unit in units if unit.target and unit.state is not State.DRAFT)
    return {unit.id: known[unit.id] for unit in touched if unit.id in known}


def _entries(workspace: Workspace, slug: str, locale: str, *, unit: Unit) -> list[Entry]:
    ids = {unit.id}
    for _ in range(FOLLOWED):
        found = activity.of_segments(workspace.database, slug, locale, segments=ids)
        sources = {text.previous_source for one in found for text in (one.before, one.after) if text}
        earlier = {segment_id(unit.context, source) for source in {*sources, unit.previous_source} if source}
        if earlier <= ids:
            break
        ids |= earlier
    return found


def _told(entries: Collection[Entry], *, now: Snapshot) -> Iterator[Version]:
    """Every text in turn; where an entry begins with another text than the last one ended with, that one too."""
    last = Snapshot("", State.EMPTY.value)
    for entry in entries:
        if entry.before is None or entry.after is None:
            continue
        if entry.before != last:
            yield _unsigned(entry.before, source=entry.source)
        last = entry.after
        yield Version(last, entry.kind, entry.source, entry.person, entry.at, entry.id)
    if now != last:
        yield _unsigned(now)


def _unsigned(text: Snapshot, *, source: str = "") -> Version:
    if text.state == State.DRAFT.value:
        return Version(text, Kind.DRAFT, source)
    changed = text.state == State.STALE.value and text.previous_source is not None
    return Version(text, Kind.UPDATE if changed else Kind.ELSEWHERE, text.previous_source or source)
