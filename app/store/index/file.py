"""The file of the index: its tables, and connections that threads take in turn."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from app.store.locks import locked

FILE = "index-3.db"  # the number goes up with another shape of the tables, or another way to fold
BUSY_SECONDS = 2.0

# Each text is kept once and never changes; units point to it. A digest finds it, as an index of whole texts would hold
# them twice. `wording` is a source's: what is left of it without figures and addresses. `memory` is the locale of an
# approved unit, "" of any other. Both full-text tables hold no text of their own, and only ever grow: a text that no
# unit has any more is found and leads nowhere, until the index is rebuilt.
TABLES = """
CREATE TABLE IF NOT EXISTS catalog (
    id INTEGER PRIMARY KEY, locale TEXT NOT NULL, slug TEXT NOT NULL,
    stamp TEXT NOT NULL, version TEXT NOT NULL, UNIQUE (locale, slug)
);
CREATE TABLE IF NOT EXISTS text (id INTEGER PRIMARY KEY, digest INT NOT NULL, text TEXT NOT NULL, wording INT);
CREATE INDEX IF NOT EXISTS text_of_digest ON text (digest);
CREATE INDEX IF NOT EXISTS text_of_wording ON text (wording) WHERE wording IS NOT NULL;
CREATE TABLE IF NOT EXISTS unit (
    id INTEGER PRIMARY KEY, catalog INT NOT NULL, position INT NOT NULL, segment TEXT NOT NULL,
    source INT NOT NULL, target INT NOT NULL, state TEXT NOT NULL, note TEXT NOT NULL, places TEXT NOT NULL,
    repeated INT NOT NULL, memory TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS unit_of_catalog ON unit (catalog, segment);
CREATE INDEX IF NOT EXISTS unit_of_source ON unit (source, memory);
CREATE INDEX IF NOT EXISTS unit_of_target ON unit (target);
CREATE VIRTUAL TABLE IF NOT EXISTS letters USING
    fts5(folded, content='', detail=none, columnsize=0, tokenize='trigram case_sensitive 1');
CREATE VIRTUAL TABLE IF NOT EXISTS words USING
    fts5(folded, content='', detail=none, columnsize=0, tokenize='ascii tokenchars _');
CREATE VIRTUAL TABLE IF NOT EXISTS groups USING fts5vocab(letters, row);
"""


class IndexFile:
    """Safe to share between threads and processes. What cannot be read is deleted and made anew."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._idle: list[tuple[int, sqlite3.Connection]] = []  # with the inode that each has open
        self._guard = Lock()
        weakref.finalize(self, _close, self._idle)

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection of one's own; sqlite3.Error when the file is locked for long, or the disk is full."""
        inode, taken = self._taken()
        try:
            yield taken
        except BaseException:
            taken.close()
            raise
        with self._guard:
            self._idle.append((inode, taken))

    def close(self) -> None:
        with self._guard:
            while self._idle:
                self._idle.pop()[1].close()

    def delete(self) -> None:
        """Begin anew; whoever has the old file open takes the new one next time."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)

    def _taken(self) -> tuple[int, sqlite3.Connection]:
        """An idle connection, if the file is still the one that it has open; else a new one."""
        while True:
            with self._guard:
                held = self._idle.pop() if self._idle else None
            if held is None:
                opened = self._opened()
                return self.inode(), opened
            if held[0] == self.inode():
                return held
            held[1].close()

    def inode(self) -> int:
        """Which file it is now; 0 where there is none."""
        try:
            return self.path.stat().st_ino
        except OSError:
            return 0

    def _opened(self) -> sqlite3.Connection:
        try:
            return self._open()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # no database any more: torn by a crash of the machine, or another file
            self.delete()
            return self._open()

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        opened = sqlite3.connect(self.path, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None)
        try:
            # other processes may be making it too; SQLite waits for nobody while the kind of journal changes
            with locked(self.path.parent, self.path.name, seconds=BUSY_SECONDS):
                opened.execute("PRAGMA journal_mode = WAL")
                if not opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'groups'").fetchone():
                    opened.executescript(TABLES)
            opened.execute("PRAGMA synchronous = OFF")  # whatever a crash tears is made again
            opened.execute("PRAGMA cache_size = -16000")
        except sqlite3.Error:
            opened.close()
            raise
        with suppress(OSError):
            self.path.chmod(0o600)
        return opened


def _close(idle: list[tuple[int, sqlite3.Connection]]) -> None:
    for _, connection in idle:
        connection.close()
