"""The memory of a locale: approved units of every issue and what was imported, looked through, corrected, exchanged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core import tmx
from app.core.model import State
from app.core.tmx import Pair
from app.errors import ConflictError
from app.store import memories
from app.store.index import Hit
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.review import row_of, save

GONE = Message("This unit was changed elsewhere meanwhile.")
LOOK_AGAIN = Message("Look at it again.")
EVERYTHING = 1_000_000


@dataclass(frozen=True)
class Entry:
    """Which unit is meant, and what was seen of it. `slug` is "" for an imported one."""

    slug: str
    segment: str
    source: str
    target: str


@dataclass(frozen=True)
class Plan:
    """What a file would add. `left_out` counts its units without a text in both languages."""

    added: tuple[Pair, ...]
    same: int
    left_out: int


def listed(workspace: Workspace, locale: str, *, text: str = "", limit: int = 50) -> list[Hit]:
    """Approved units with every word of `text` in source or target, later catalogs first."""
    return workspace.index.approved(text, locale=locale, limit=limit)


def take_out(workspace: Workspace, locale: str, entry: Entry, *, by: str = "") -> None:
    """An approved unit needs work again, and is no match any more; an imported one goes.

    ConflictError when it is no longer as it was seen.
    """
    _act(workspace, locale, entry, target=entry.target, state=State.NEEDS_WORK, by=by)


def put_back(workspace: Workspace, locale: str, entry: Entry, *, by: str = "") -> None:
    """Undo `take_out`."""
    if entry.slug:
        _save(workspace, locale, entry, target=entry.target, state=State.APPROVED, by=by)
    else:
        _change_imported(workspace, locale, lambda pairs: [*pairs, Pair(entry.source, entry.target)])


def correct(workspace: Workspace, locale: str, entry: Entry, *, target: str, by: str = "") -> None:
    """Another target for an approved unit, which stays approved. BlockedError when checks have errors against it."""
    _act(workspace, locale, entry, target=target, state=State.APPROVED, by=by)


def export(workspace: Workspace, locale: str) -> bytes:
    """The whole memory of a locale as TMX, each pair once."""
    workspace.index.refresh()
    hits = workspace.index.approved(locale=locale, limit=EVERYTHING)
    pairs = {(hit.source, hit.target): Pair(hit.source, hit.target, hit.slug) for hit in reversed(hits)}
    return tmx.serialize(pairs.values(), source_locale=workspace.config.source_locale, locale=locale)


def plan(workspace: Workspace, locale: str, data: bytes, *, name: str) -> Plan:
    """What a TMX file would add to the memory of a locale; nothing is changed. InputError when it cannot be read."""
    found = tmx.parse(data, source_locale=workspace.config.source_locale, locale=locale, path=name)
    known = {(pair.source, pair.target) for pair in memories.read(workspace, locale)}
    added = tuple(pair for pair in found.pairs if (pair.source, pair.target) not in known)
    return Plan(added, len(found.pairs) - len(added), found.left_out)


def take_in(workspace: Workspace, locale: str, data: bytes, *, name: str) -> Plan:
    """Add what `plan` says to locales/<locale>/memory.tmx; what was done."""
    done = plan(workspace, locale, data, name=name)
    added = [Pair(source, target, note or name) for source, target, note in done.added]
    _change_imported(workspace, locale, lambda pairs: [*pairs, *added])
    return done


def _act(workspace: Workspace, locale: str, entry: Entry, *, target: str, state: State, by: str) -> None:
    if entry.slug:
        _save(workspace, locale, entry, target=target, state=state, by=by)
        return
    seen = (entry.source, entry.target)

    def changed(pairs: Sequence[Pair]) -> list[Pair]:
        if seen not in {(pair.source, pair.target) for pair in pairs}:
            raise ConflictError(GONE, fix=LOOK_AGAIN)
        others = [pair for pair in pairs if (pair.source, pair.target) != seen]
        return [*others, Pair(entry.source, target)] if state is State.APPROVED else others

    _change_imported(workspace, locale, changed)


def _change_imported(workspace: Workspace, locale: str, function: Callable[[Sequence[Pair]], list[Pair]]) -> None:
    memories.change(workspace, locale, function)
    workspace.index.note_import(locale)


def _save(workspace: Workspace, locale: str, entry: Entry, *, target: str, state: State, by: str) -> None:
    row = row_of(workspace, entry.slug, locale, segment=entry.segment)
    if row.unit.target != entry.target:
        raise ConflictError(GONE, fix=LOOK_AGAIN)
    save(workspace, entry.slug, locale, entry.segment, target=target, state=state.value, version=row.version, by=by)
