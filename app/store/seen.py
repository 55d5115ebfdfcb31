"""What was last seen up to date, so that files which stay as they are need not be read; losing it costs time only."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

Result = TypeVar("Result")

FILE = "seen-2.db"  # another number for another shape of the tables
MAY_BE_RIGHT = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
)
LOCK_SECONDS = 1.0  # a record that is being written by another process for longer is done without
TABLES = """
CREATE TABLE IF NOT EXISTS issue (slug TEXT PRIMARY KEY, stamp TEXT, digest TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS catalog (
    slug TEXT, locale TEXT, stamp TEXT, digest TEXT, made_from TEXT,
    segments INT, words INT, empty INT, draft INT, stale INT, needs_work INT, approved INT, obsolete INT,
    next_segment TEXT, errors INT, warnings INT, terms TEXT,
    PRIMARY KEY (slug, locale)
) WITHOUT ROWID;
"""

ISSUES = "SELECT * FROM issue WHERE slug IN (SELECT value FROM json_each(?))"
CATALOGS = "SELECT * FROM catalog WHERE slug IN (SELECT value FROM json_each(?))"
NOTE_ISSUE = "INSERT OR REPLACE INTO issue VALUES (?, ?, ?)"
NOTE_CATALOG = "INSERT OR REPLACE INTO catalog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Numbers(NamedTuple):
    """What a catalog holds, counted."""

    segments: int
    words: int
    empty: int
    draft: int = 0
    stale: int = 0
    needs_work: int = 0
    approved: int = 0
    obsolete: int = 0
    next_segment: str = ""  # id of the first unit that needs review
    errors: int | None = None  # None: checks were not run
    warnings: int | None = None


class SeenCatalog(NamedTuple):
    """A catalog as it was when it was up to date with its source."""

    stamp: str  # "" where only the hash can tell
    digest: str
    made_from: str  # digest of the issue that it was up to date with
    numbers: Numbers
    terms: str = ""  # digest of the glossary that it was checked with


class SeenIssue(NamedTuple):
    """A source, its reviewers' decisions and the program that read them, by stamp and hash; its catalogs by locale."""

    stamp: str
    digest: str
    catalogs: dict[str, SeenCatalog]


class Seen:
    """The record under `folder`, which several processes may use at once.

    A row says of bytes, by their hash, that they were up to date with other bytes: that stays true whatever happens to
    the files or to other rows, so an old, lost or doubled row does no harm. A torn record is begun anew; one that is
    locked, or lies on a disk in trouble, is left alone and done without.
    """

    def __init__(self, folder: Path, *, write: bool = True) -> None:
        self._path = folder / FILE
        self._write = write
        self._given_up = False

    def issues(self, slugs: Sequence[str]) -> dict[str, SeenIssue]:
        """What is known of `slugs`."""
        among = json.dumps(list(slugs))
        found = {slug: SeenIssue(stamp, digest, {}) for slug, stamp, digest in self._rows(ISSUES, among)}
        for slug, locale, stamp, digest, made_from, *numbers, terms in self._rows(CATALOGS, among):
            if slug in found:
                found[slug].catalogs[locale] = SeenCatalog(stamp, digest, made_from, Numbers(*numbers), terms)
        return found

    def note(self, issues: Iterable[tuple[str, SeenIssue]]) -> None:
        """Remember issues, with those of their catalogs that are given."""
        known = list(issues)
        catalogs = [
            (slug, locale, one.stamp, one.digest, one.made_from, *one.numbers, one.terms)
            for slug, issue in known
            for locale, one in issue.catalogs.items()
        ]

        def write(connection: sqlite3.Connection) -> None:
            connection.executescript(TABLES)
            with connection:
                connection.executemany(NOTE_ISSUE, [(slug, one.stamp, one.digest) for slug, one in known])
                connection.executemany(NOTE_CATALOG, catalogs)

        if known and self._write:
            with suppress(OSError):  # as on a full disk: the work itself tells of that
                self._path.parent.mkdir(parents=True, exist_ok=True)
            self._do(write, mode="rwc")

    def _rows(self, query: str, among: str) -> list[Any]:
        def read(connection: sqlite3.Connection) -> list[Any]:
            return connection.execute(query, (among,)).fetchall()

        if not os.path.exists(self._path):
            return []
        # not read-only: what a killed process left half done is taken back first
        return self._do(read, mode="rw" if self._write else "ro") or []

    def _do(self, work: Callable[[sqlite3.Connection], Result], *, mode: str) -> Result | None:
        """What `work` gives; None when the record is of no use. It is opened for as long as that takes."""
        if self._given_up:
            return None
        try:
            opened = sqlite3.connect(f"{self._path.as_uri()}?mode={mode}", uri=True, timeout=LOCK_SECONDS)
            with closing(opened):
                return work(opened)
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
            self._given_up = code in MAY_BE_RIGHT or not self._write
        if not self._given_up:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
        return None
