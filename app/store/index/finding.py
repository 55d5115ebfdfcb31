"""Units whose texts hold some letters, and sources that share words with another."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from app.core.folding import fold
from app.core.model import State
from app.core.surroundings import Surroundings

PIECE = re.compile(r'"([^"]+)"|(\S+)')
EVERYTHING = [""]  # asked for instead of pieces
MOST_PIECES = 12  # of a question; a longer one is cut
MOST_GROUPS = 100
COMMON = 3_000  # texts; what so many have is found soonest by looking at one unit after the other


class Hit(NamedTuple):
    """A unit that was found, and where it stands."""

    slug: str
    locale: str
    id: str  # of the segment: /review/<locale>/<slug>#<id>
    source: str
    target: str
    state: State
    note: str  # "paragraph, sentence 2 of 3"
    places: tuple[Surroundings, ...]  # at most some; none where nothing is known of them
    repeated: int  # in how many places of its issue it stands
    position: int  # in its catalog, from 0


UNITS = """
SELECT catalog.slug, catalog.locale, unit.segment, source.text, target.text, unit.state, unit.note, unit.places,
       unit.repeated, unit.position
FROM unit JOIN catalog ON catalog.id = unit.catalog
     JOIN text AS source ON source.id = unit.source JOIN text AS target ON target.id = unit.target
"""
# + keeps the planner from walking through all units of a state or a locale
OF_STATE = "(?1 = '' OR catalog.locale = ?1) AND (?2 = '[]' OR +unit.state IN (SELECT value FROM json_each(?2)))"
WITH_LETTERS = f"""
{UNITS} WHERE unit.id IN (
    SELECT id FROM unit WHERE source IN (SELECT rowid FROM letters WHERE letters MATCH ?3)
    UNION SELECT id FROM unit WHERE target IN (SELECT rowid FROM letters WHERE letters MATCH ?3)
) AND {OF_STATE} ORDER BY unit.id DESC
"""  # noqa: S608 - pieces of ours; what people ask for is bound
GROUPS = "SELECT term FROM groups WHERE term >= ? AND term < ? LIMIT ?"
NUMBERED = UNITS.replace("\nFROM", ", unit.id\nFROM")
IN_ORDER = f"{NUMBERED} WHERE unit.memory = ? AND unit.id > ? ORDER BY unit.id LIMIT ?"
ONE_BY_ONE = f"{UNITS} WHERE {OF_STATE} ORDER BY unit.id DESC"
COUNTED = "SELECT count(*) FROM (SELECT rowid FROM letters WHERE letters MATCH ? LIMIT ?)"


def pieces(text: str) -> list[str]:
    """What must be found together: words, and "words in quotes" as they stand."""
    return [quoted or word for quoted, word in PIECE.findall(text.replace("“", '"').replace("”", '"'))][:MOST_PIECES]


def search(
    connection: sqlite3.Connection,
    wanted: Sequence[str],
    *,
    locale: str | None,
    states: Iterable[State],
    limit: int,
) -> list[Hit]:
    """Units with every one of the pieces in the source, or every one in the target; later catalogs first."""
    folded = [found for found in (fold(piece).replace("\0", "") for piece in wanted) if found.strip()]
    if not folded and list(wanted) != EVERYTHING:
        return []
    given = (locale or "", json.dumps(list(states)))
    match = _match(connection, folded)
    if match and not _is_common(connection, match):
        rows = connection.execute(WITH_LETTERS, (*given, match))
    else:
        rows = connection.execute(ONE_BY_ONE, given)
    hits: list[Hit] = []
    for row in rows:
        hit = hit_of(row)
        if _holds(hit.source, folded) or _holds(hit.target, folded):
            hits.append(hit)
            if len(hits) >= limit:
                break
    rows.close()
    return hits


def hit_of(row: Sequence[Any]) -> Hit:
    """What a row of UNITS says."""
    places = tuple(Surroundings(*place.split(":")) for place in row[7].split())
    return Hit(*row)._replace(state=State(row[5]), places=places)


def approved_after(connection: sqlite3.Connection, id_: int, *, locale: str, limit: int) -> tuple[list[Hit], int]:
    """Approved units in the order in which they were taken in, those after the one of this id; the id of the last."""
    rows = connection.execute(IN_ORDER, (locale, id_, limit)).fetchall()
    return [hit_of(row[:-1]) for row in rows], rows[-1][-1] if rows else 0


def _is_common(connection: sqlite3.Connection, match: str) -> bool:
    return int(connection.execute(COUNTED, (match, COMMON)).fetchone()[0]) >= COMMON


def _holds(text: str, folded: Sequence[str]) -> bool:
    whole = fold(text)
    return all(piece in whole for piece in folded)


def _match(connection: sqlite3.Connection, folded: Sequence[str]) -> str:
    """The groups of three letters that the pieces are made of, as FTS5 asks for them; "" where they tell nothing."""
    groups = {piece[start : start + 3] for piece in folded for start in range(len(piece) - 2)}
    if groups:
        return " AND ".join(sorted(map(_quoted, groups)))
    begun = [found for piece in folded if (found := _begun_by(connection, piece))]
    return " AND ".join(f"({' OR '.join(map(_quoted, found))})" for found in begun)


def _begun_by(connection: sqlite3.Connection, piece: str) -> list[str]:
    """The groups that begin with one or two letters; a group that no text has where there is none; [] where there are
    so many that most texts have one."""
    rows = connection.execute(GROUPS, (piece, f"{piece}\U0010ffff", MOST_GROUPS + 1)).fetchall()
    return [] if len(rows) > MOST_GROUPS else [group for (group,) in rows] or [f"{piece}\U0010ffff"]


def _quoted(group: str) -> str:
    return '"' + group.replace('"', '""') + '"'
