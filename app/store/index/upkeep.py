"""The index brought in step with catalogs: what stands in it of one of them becomes what its file says."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.core.folding import fold
from app.core.memory import first_settings
from app.core.model import Unit

WORD = re.compile(r"[^\W_]+")

EMPTY = """
BEGIN IMMEDIATE;
DELETE FROM unit; DELETE FROM catalog; DELETE FROM text;
INSERT INTO letters (letters) VALUES ('delete-all');
INSERT INTO words (words) VALUES ('delete-all');
COMMIT;
"""

Key = tuple[str, str]  # locale, slug


class Row(NamedTuple):
    """A unit as the index keeps it; texts as ids."""

    segment: str
    position: int
    source: int
    target: int
    state: str
    note: str
    setting: str
    places: int


class Kept(NamedTuple):
    """A catalog that the index holds."""

    stamp: str  # "" where only the version can tell
    version: str  # "" of a file that could not be read


def words(text: str) -> list[str]:
    """The words by which likeness looks: folded, in order."""
    return WORD.findall(fold(text))


def kept(connection: sqlite3.Connection) -> dict[Key, Kept]:
    """What is known of each catalog."""
    rows = connection.execute("SELECT locale, slug, stamp, version FROM catalog")
    return {(locale, slug): Kept(*rest) for locale, slug, *rest in rows}


def note_stamp(connection: sqlite3.Connection, key: Key, stamp: str) -> None:
    connection.execute("UPDATE catalog SET stamp = ? WHERE locale = ? AND slug = ?", (stamp, *key))


def remove(connection: sqlite3.Connection, key: Key) -> None:
    """Forget a catalog that is no more."""
    connection.execute("DELETE FROM unit WHERE catalog IN (SELECT id FROM catalog WHERE locale = ? AND slug = ?)", key)
    connection.execute("DELETE FROM catalog WHERE locale = ? AND slug = ?", key)


def empty(connection: sqlite3.Connection) -> None:
    """Forget everything, while others may read."""
    connection.executescript(EMPTY)


def tidy(connection: sqlite3.Connection) -> None:
    """What makes questions quicker after many catalogs were taken in."""
    for table in ("letters", "words"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 - two names of ours
    connection.execute("ANALYZE")


def put(connection: sqlite3.Connection, key: Key, units: Iterable[Unit], *, stamp: str, version: str) -> None:
    """Make the units of a catalog what they are now; rows that stay as they were are not written."""
    locale, slug = key
    connection.execute(
        "INSERT INTO catalog (locale, slug, stamp, version) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (locale, slug) DO UPDATE SET stamp = excluded.stamp, version = excluded.version",
        (locale, slug, stamp, version),
    )
    found = connection.execute("SELECT id FROM catalog WHERE locale = ? AND slug = ?", (locale, slug))
    catalog = found.fetchone()[0]
    before = {
        row[1]: (row[0], Row(*row[1:]))
        for row in connection.execute(
            "SELECT id, segment, position, source, target, state, note, setting, places FROM unit WHERE catalog = ?",
            (catalog,),
        )
    }
    after = {row.segment: row for row in _rows(connection, tuple(units))}
    changed = [
        (row, before[segment][0]) for segment, row in after.items() if segment in before and before[segment][1] != row
    ]
    connection.executemany(
        "UPDATE unit SET segment = ?, position = ?, source = ?, target = ?, state = ?, note = ?, setting = ?,"
        " places = ? WHERE id = ?",
        [(*row, id_) for row, id_ in changed],
    )
    connection.executemany(
        "INSERT INTO unit (catalog, segment, position, source, target, state, note, setting, places)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(catalog, *row) for segment, row in after.items() if segment not in before],
    )
    connection.executemany(
        "DELETE FROM unit WHERE id = ?", [(id_,) for segment, (id_, _) in before.items() if segment not in after]
    )


def _rows(connection: sqlite3.Connection, units: tuple[Unit, ...]) -> Iterator[Row]:
    settings = first_settings(units)
    for position, unit in enumerate(units):
        if unit.plural is None:
            yield Row(
                unit.id,
                position,
                _text(connection, unit.source, is_source=True),
                _text(connection, unit.target),
                unit.state.value,
                "; ".join(unit.notes),
                settings.get(unit.id, ""),
                max(1, len(unit.places)),
            )


def _text(connection: sqlite3.Connection, text: str, *, is_source: bool = False) -> int:
    """The id of a text, which is taken in when it is new."""
    known = connection.execute("SELECT id, is_source FROM text WHERE text = ?", (text,)).fetchone()
    if known:
        id_ = int(known[0])
    else:
        done = connection.execute("INSERT INTO text (text, is_source) VALUES (?, 0)", (text,))
        id_ = int(done.lastrowid or 0)
        # two spaces more: every two letters, the last ones too, begin a group of three
        connection.execute("INSERT INTO letters (rowid, folded) VALUES (?, ?)", (id_, f"{fold(text)}  "))
    if is_source and not (known and known[1]):
        connection.execute("UPDATE text SET is_source = 1 WHERE id = ?", (id_,))
        connection.execute("INSERT INTO words (rowid, folded) VALUES (?, ?)", (id_, " ".join(words(text))))
    return id_
