"""The memory of a locale: approved units of every issue and what was imported, looked through, corrected, exchanged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

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
SHOWN = 50  # pairs of a plan


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

    added: int = 0
    same: int = 0  # are there already
    left_out: int = 0
    shown: tuple[Pair, ...] = ()  # the first of those that would be added


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


def export(workspace: Workspace, locale: str, file: BinaryIO) -> int:
    """Write the whole memory of a locale as TMX, each pair once; how many there were."""
    workspace.index.refresh()
    source_locale = workspace.config.source_locale
    return tmx.write(file, _once(workspace.index.memory(locale)), source_locale=source_locale, locale=locale)


def plan(workspace: Workspace, locale: str, file: BinaryIO, *, name: str) -> Plan:
    """What a TMX file would add to the memory of a locale; nothing is changed. InputError when it cannot be read."""
    known = {_digest(pair) for pair in memories.read(workspace, locale)}
    source_locale = workspace.config.source_locale
    added = same = left_out = 0
    shown: list[Pair] = []
    for pair in tmx.read(file, source_locale=source_locale, locale=locale, path=name):
        if pair is None:
            left_out += 1
        elif _is_new(pair, known):
            added += 1
            shown += [pair][: SHOWN - len(shown)]
        else:
            same += 1
    if not added and not same:
        raise tmx.nothing(source_locale, locale, path=name)
    return Plan(added, same, left_out, tuple(shown))


def take_in(workspace: Workspace, locale: str, file: BinaryIO, *, name: str) -> Plan:
    """Add what `plan` says to locales/<locale>/memory.tmx; what was done."""
    done = plan(workspace, locale, file, name=name)
    file.seek(0)
    source_locale = workspace.config.source_locale

    def more(pairs: Iterator[Pair]) -> Iterator[Pair]:
        known = set()
        for pair in pairs:
            known.add(_digest(pair))
            yield pair
        for found in tmx.read(file, source_locale=source_locale, locale=locale, path=name):
            if found is not None and _is_new(found, known):
                yield found._replace(note=found.note or name)

    if done.added:
        _change_imported(workspace, locale, more)
    return done


def _once(hits: Iterable[Hit]) -> Iterator[Pair]:
    known: set[int] = set()
    for hit in hits:
        pair = Pair(hit.source, hit.target, hit.slug)
        if _is_new(pair, known):
            yield pair


def _is_new(pair: Pair, known: set[int]) -> bool:
    """Whether it is not known, which it is from now on."""
    before = len(known)
    known.add(_digest(pair))
    return len(known) > before


def _digest(pair: Pair) -> int:
    """64 bits: whole texts of a million units would be more than is to be held in memory."""
    whole = hashlib.blake2b(f"{pair.source}\0{pair.target}".encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(whole.digest(), "big")


def _act(workspace: Workspace, locale: str, entry: Entry, *, target: str, state: State, by: str) -> None:
    if entry.slug:
        _save(workspace, locale, entry, target=target, state=state, by=by)
        return
    seen = (entry.source, entry.target)

    def changed(pairs: Iterator[Pair]) -> Iterator[Pair]:
        found = False
        for pair in pairs:
            if (pair.source, pair.target) == seen:
                found = True
            else:
                yield pair
        if not found:
            raise ConflictError(GONE, fix=LOOK_AGAIN)
        if state is State.APPROVED:
            yield Pair(entry.source, target)

    _change_imported(workspace, locale, changed)


def _change_imported(workspace: Workspace, locale: str, function: memories.Change) -> None:
    memories.change(workspace, locale, function)
    workspace.index.note_import(locale)


def _save(workspace: Workspace, locale: str, entry: Entry, *, target: str, state: State, by: str) -> None:
    row = row_of(workspace, entry.slug, locale, segment=entry.segment)
    if row.unit.target != entry.target:
        raise ConflictError(GONE, fix=LOOK_AGAIN)
    save(workspace, entry.slug, locale, entry.segment, target=target, state=state.value, version=row.version, by=by)
