"""The index brought in step with catalogs: what stands in it of one of them becomes what its file says."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from app.core import surroundings
from app.core.folding import fold
from app.core.merge.change import wording
from app.core.model import State, Unit
from app.store.index.tokens import tokens

PAGES = 2_000  # of a full-text table, merged in one transaction
MOST_PLACES = 50  # of a unit that are kept apart: who stands in more is in context nowhere for certain

EMPTY = """
BEGIN IMMEDIATE;
DELETE FROM unit; DELETE FROM catalog; DELETE FROM text;
INSERT INTO letters (letters) VALUES ('delete-all');
INSERT INTO words (words) VALUES ('delete-all');
COMMIT;
"""

KNOWN = "SELECT id, wording IS NOT NULL FROM text WHERE digest = ? AND text = ?"

Key = tuple[str, str]  # locale, slug


class Row(NamedTuple):
    """A unit as the index keeps it; texts as ids."""

    segment: str
    position: int
    source: int
    target: int
    state: str
    note: str
    places: str
    repeated: int
    memory: str


class Kept(NamedTuple):
    """A catalog that the index holds."""

    stamp: str  # "" where only the version can tell
    version: str  # "" of a file that could not be read


def digest(text: str) -> int:
    """A number of 64 bits by which a text is found."""
    whole = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(whole, "big", signed=True)


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
    """What makes questions quicker after many catalogs were taken in; bit by bit, so that others may write between."""
    for table in ("letters", "words"):
        merge = f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)"  # noqa: S608 - two names of ours
        connection.execute(merge, (-PAGES,))
        before = -1
        while connection.total_changes - before >= 2:  # FTS5's sign that there was something to merge
            before = connection.total_changes
            connection.execute(merge, (PAGES,))
    connection.execute("ANALYZE")


def put(
    connection: sqlite3.Connection, key: Key, units: Iterable[Unit], *, stamp: str, version: str, source_locale: str
) -> None:
    """Make the units of a catalog what they are now; rows that stay as they were are not written."""
    for _ in put_by_parts(connection, key, [tuple(units)], stamp=stamp, version=version, source_locale=source_locale):
        pass


def put_by_parts(
    connection: sqlite3.Connection,
    key: Key,
    parts: Iterable[Sequence[Unit]],
    *,
    stamp: str,
    version: str,
    source_locale: str,
) -> Iterator[None]:
    """The same for units that are too many for one transaction, which may end wherever this yields.

    Until it is done, nothing is known of the catalog by its stamp or version.
    """
    _note(connection, key, stamp="", version="")
    catalog = connection.execute("SELECT id FROM catalog WHERE locale = ? AND slug = ?", key).fetchone()[0]
    left = {id_ for (id_,) in connection.execute("SELECT id FROM unit WHERE catalog = ?", (catalog,))}
    position = 0
    for units in parts:
        rows = _rows(connection, units, locale=key[0], source_locale=source_locale, first=position)
        left -= _put_rows(connection, catalog, {row.segment: row for row in rows})
        position += len(units)
        yield
    connection.executemany("DELETE FROM unit WHERE id = ?", [(id_,) for id_ in left])
    _note(connection, key, stamp=stamp, version=version)


def _note(connection: sqlite3.Connection, key: Key, *, stamp: str, version: str) -> None:
    connection.execute(
        "INSERT INTO catalog (locale, slug, stamp, version) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (locale, slug) DO UPDATE SET stamp = excluded.stamp, version = excluded.version",
        (*key, stamp, version),
    )


def _put_rows(connection: sqlite3.Connection, catalog: int, after: Mapping[str, Row]) -> set[int]:
    """Write those that are new or have changed; the ids of those that were there."""
    before = {
        row[1]: (row[0], Row(*row[1:]))
        for row in connection.execute(
            "SELECT id, segment, position, source, target, state, note, places, repeated, memory FROM unit"
            " WHERE catalog = ? AND segment IN (SELECT value FROM json_each(?))",
            (catalog, json.dumps(list(after))),
        )
    }
    changed = [
        (row, before[segment][0]) for segment, row in after.items() if segment in before and before[segment][1] != row
    ]
    connection.executemany(
        "UPDATE unit SET segment = ?, position = ?, source = ?, target = ?, state = ?, note = ?, places = ?,"
        " repeated = ?, memory = ? WHERE id = ?",
        [(*row, id_) for row, id_ in changed],
    )
    connection.executemany(
        "INSERT INTO unit (catalog, segment, position, source, target, state, note, places, repeated, memory)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(catalog, *row) for segment, row in after.items() if segment not in before],
    )
    return {id_ for id_, _ in before.values()}


def _rows(
    connection: sqlite3.Connection, units: Sequence[Unit], *, locale: str, source_locale: str, first: int
) -> Iterator[Row]:
    places = surroundings.of(units)
    for position, unit in enumerate(units, first):
        if unit.plural is None:
            yield Row(
                unit.id,
                position,
                _source(connection, unit.source, locale=source_locale),
                _text(connection, unit.target)[0],
                unit.state.value,
                "; ".join(unit.notes),
                " ".join(place.text for place in places.get(unit.id, ())[:MOST_PLACES]),
                max(1, len(unit.places)),
                locale if unit.state is State.APPROVED and unit.target else "",
            )


def _source(connection: sqlite3.Connection, text: str, *, locale: str) -> int:
    """The id of a source, which is made findable by its words when it is new."""
    id_, is_source = _text(connection, text)
    if not is_source:
        given = (digest(wording(text, locale=locale)), id_)
        connection.execute("UPDATE text SET wording = ? WHERE id = ?", given)
        connection.execute("INSERT INTO words (rowid, folded) VALUES (?, ?)", (id_, tokens(text)))
    return id_


def _text(connection: sqlite3.Connection, text: str) -> tuple[int, bool]:
    """The id of a text, which is taken in when it is new, and whether it is known as a source."""
    known = connection.execute(KNOWN, (digest(text), text)).fetchone()
    if known:
        return int(known[0]), bool(known[1])
    id_ = int(connection.execute("INSERT INTO text (digest, text) VALUES (?, ?)", (digest(text), text)).lastrowid or 0)
    # two spaces more: every two letters, the last ones too, begin a group of three
    connection.execute("INSERT INTO letters (rowid, folded) VALUES (?, ?)", (id_, f"{fold(text)}  "))
    return id_, False
