"""The index kept in step with the catalogs: at once with what this process saves, soon with what other programs do."""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, NamedTuple

from app.core.model import State, Unit
from app.errors import UsageError
from app.store import memories, stamps
from app.store.index import upkeep
from app.store.index.file import IndexFile

if TYPE_CHECKING:
    from app.store.workspace import Workspace

log = logging.getLogger(__name__)

PAUSE = 2.0  # seconds between two looks at every catalog
SHARE = 20  # and at least this many times as long as the last one took
PATIENCE = 0.3  # seconds that a question waits for such a look, or for another that is writing
BATCH = 0.2  # seconds of reading in one transaction, for which questions about new saves wait

MANY = 100  # catalogs, or parts of an import, after which the index is tidied
TOGETHER = 2_000  # units of an imported memory in one transaction

IMPORTED = ""  # stands for the slug of what came from no issue

Key = tuple[str, str]  # locale, slug


class _Place(NamedTuple):
    key: Key
    path: str


class Keeper:
    """`behind` counts the catalogs that changed and are still to be read."""

    def __init__(self, workspace: Workspace, file: IndexFile) -> None:
        self._workspace = workspace
        self._file = file
        self._writing = Lock()
        self._guard = Lock()
        self._looking: Thread | None = None
        self._next_look = 0.0
        self._inode = 0  # of the file that what follows is true of
        self._seen_all = 0  # the file of which all catalogs were looked at
        self._noted: dict[Path, str] = {}  # versions of catalogs that were looked at after they were saved
        self._read_since = 0  # parts, since it was tidied
        self.behind = 0

    def follow(self) -> None:
        """Take in what this process saved, and see that all catalogs are looked at from time to time."""
        recent = self._workspace.catalogs.recent()
        inode = self._file.inode()
        with self._guard:
            if inode != self._inode:
                self._inode, self._noted, self._next_look = inode, {}, 0.0
            saved = {path: version for path, version in recent.items() if self._noted.get(path) != version}
        if saved and not self._take_in([self._place(path) for path in saved], patience=PATIENCE):
            with self._guard:
                self._noted = recent
        with self._guard:
            due = time.monotonic() >= self._next_look and not (self._looking and self._looking.is_alive())
            if due:
                self._looking = Thread(target=self._look, name="index", daemon=True)
                self._looking.start()
            looking = self._looking
        if due and looking:
            looking.join(PATIENCE)

    def refresh(self) -> int:
        """Look at every catalog now; how many were read."""
        places = list(self._places())
        with self._file.connection() as connection:
            gone = upkeep.kept(connection).keys() - {place.key for place in places}
            for key in gone:
                upkeep.remove(connection, key)
        read = self._take_in(places)
        self._tidy()
        self._seen_all = self._file.inode()
        return read

    def ready(self) -> None:
        """Look at every catalog, if that was never done to the end."""
        if not self._seen_all or self._seen_all != self._file.inode():
            self.refresh()

    def note_import(self, locale: str) -> None:
        """Take in what was imported for a locale, at once."""
        place = _Place((locale, IMPORTED), str(self._workspace.memory_path(locale)))
        with self._writing:
            self._read_some([place], {})
        self._tidy()

    def rebuild(self) -> int:
        """Make the index anew; how many catalogs are in it."""
        with self._writing:
            try:
                with self._file.connection() as connection:
                    upkeep.empty(connection)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:  # torn
                self._file.delete()
        return self.refresh()

    def _tidy(self) -> None:
        if self._read_since < MANY:
            return
        with self._writing, self._file.connection() as connection:
            upkeep.tidy(connection)
            self._read_since = 0

    def end(self) -> None:
        with self._guard:
            looking = self._looking
        if looking:
            looking.join()

    def _look(self) -> None:
        begun = time.monotonic()
        try:
            self.refresh()
        except (sqlite3.Error, OSError) as error:  # a full disk, another process that writes: the next question says so
            log.warning("the index was not brought in step: %s", error)
        finally:
            now = time.monotonic()
            self._next_look = now + max(PAUSE, SHARE * (now - begun))

    def _take_in(self, places: Iterable[_Place], *, patience: float = -1) -> int:
        """Read those of `places` that changed; how many there were."""
        with self._file.connection() as connection:
            known = upkeep.kept(connection)
        changed = [place for place in places if not _is_known(place, known)]
        left = list(reversed(changed))
        while left and self._writing.acquire(timeout=patience):
            self.behind = len(left)
            try:
                self._read_some(left, known)
            finally:
                self._writing.release()
        self.behind = len(left)
        return len(changed)

    def _read_some(self, left: list[_Place], known: dict[Key, upkeep.Kept]) -> None:
        """Take the last ones of `left` in, for as long as a transaction may last."""
        until = time.monotonic() + BATCH
        with self._file.connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                while left and time.monotonic() < until:
                    self._read(connection, left[-1], known.get(left[-1].key))
                    left.pop()
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _read(self, connection: sqlite3.Connection, place: _Place, before: upkeep.Kept | None) -> None:
        """Bring one file in step. What cannot be read has no units here, as nobody can use them."""
        locale, slug = place.key
        stamp = stamps.settled_stamp(place.path)
        if slug == IMPORTED:
            self._read_imported(connection, place.key, stamp=stamp)
            return
        try:
            units, version = self._catalog(slug, locale)
        except UsageError:
            units, version = (), ""
        if not self._workspace.has(slug):
            stamp = ""  # asked again next time: a source may come back and its catalog be the same
        if before and before.version and before.version == version:
            upkeep.note_stamp(connection, place.key, stamp)
        else:
            self._read_since += 1
            upkeep.put(
                connection,
                place.key,
                units,
                stamp=stamp,
                version=version,
                source_locale=self._workspace.config.source_locale,
            )

    def _catalog(self, slug: str, locale: str) -> tuple[Sequence[Unit], str]:
        stored = self._workspace.catalogs.load(self._workspace.catalog_path(slug, locale))
        known = stored.catalog is not None and self._workspace.has(slug)
        return (stored.catalog.units, stored.version) if known and stored.catalog else ((), "")

    def _read_imported(self, connection: sqlite3.Connection, key: Key, *, stamp: str) -> None:
        """It may be far larger than a catalog, and goes in by parts, between which others may write."""
        parts = upkeep.put_by_parts(
            connection,
            key,
            _parts(self._imported(key[0])),
            stamp=stamp,
            version="",
            source_locale=self._workspace.config.source_locale,
        )
        for _ in parts:
            self._read_since += 1
            connection.execute("COMMIT")
            connection.execute("BEGIN IMMEDIATE")

    def _imported(self, locale: str) -> Iterator[Unit]:
        """The context keeps several targets of one source apart. Of a file that is broken what stands before that."""
        with suppress(UsageError):
            for one in memories.read(self._workspace, locale):
                yield Unit(one.source, one.target, State.APPROVED, context=one.target)

    def _place(self, path: Path) -> _Place:
        return _Place((path.parent.parent.name, path.stem), str(path))

    def _places(self) -> Iterator[_Place]:
        """The catalogs of issues that are there."""
        slugs = set(self._workspace.slugs())
        for locale in self._workspace.config.locales:
            memory = f"{self._workspace.root}/locales/{locale}/memory.tmx"
            if os.path.exists(memory):
                yield _Place((locale, IMPORTED), memory)
            folder = f"{self._workspace.root}/locales/{locale}/LC_MESSAGES"
            names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
            for name in names:
                slug = name.removesuffix(".po")
                if slug != name and slug in slugs:
                    yield _Place((locale, slug), f"{folder}/{name}")


def _parts(units: Iterable[Unit]) -> Iterator[Sequence[Unit]]:
    left = iter(units)
    while part := tuple(islice(left, TOGETHER)):
        yield part


def _is_known(place: _Place, known: dict[Key, upkeep.Kept]) -> bool:
    before = known.get(place.key)
    return before is not None and before.stamp != "" and before.stamp == stamps.stamp(place.path)
