"""Approved units whose source may be like another: those that share its rare words, or nearly all of its words."""

from __future__ import annotations

import heapq
import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.core import memory
from app.core.merge.change import wording
from app.store.index import upkeep
from app.store.index.finding import UNITS, Hit, hit_of

RARE = 1_500  # sources; a word that more of them have tells little
ENOUGH = 12_000  # sources looked at, by all words
MOST_WORDS = 60  # of a source; a longer one is told by these
FEW_WORDS = 8  # a source that may have none that is rare: any one of its words may be another
TOGETHER = 1_500  # sources that have several words together
MOST = 2_500  # sources that are compared letter by letter
RECENT = 100  # units of one source, and sources of one wording: of standing lines an archive has thousands
CLOSE = 25  # of these, those whose units are given

SAME = "SELECT id FROM text WHERE digest = ? AND text = ?"
OF_TEXT = f"{UNITS} WHERE unit.source = ? AND unit.memory = ? ORDER BY unit.id DESC LIMIT ?"
OF_WORDING = f"""
{UNITS} WHERE unit.source IN (SELECT id FROM text WHERE wording = ? ORDER BY id DESC LIMIT ?)
AND unit.memory = ? ORDER BY unit.id DESC LIMIT ?
"""  # noqa: S608 - pieces of ours
SHARING = "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?"
APPROVED = f"{UNITS} WHERE unit.source IN (SELECT value FROM json_each(?)) AND unit.memory = ?"  # noqa: S608 - as above
SOURCES = """
SELECT id, text FROM text WHERE id IN (SELECT value FROM json_each(?))
AND EXISTS (SELECT 1 FROM unit WHERE unit.source = text.id AND unit.memory = ?)
"""
COUNTED = """
SELECT sum(unit.repeated) FROM unit JOIN catalog ON catalog.id = unit.catalog
WHERE unit.source = (SELECT id FROM text WHERE digest = ? AND text = ?) AND catalog.locale = ?
"""


def like(connection: sqlite3.Connection, source: str, *, locale: str) -> list[Hit]:
    """Approved units with this source, and those that may be like it; later catalogs first."""
    told = list(dict.fromkeys(upkeep.words(source)))[:MOST_WORDS]
    weights = _by_rare_words(connection, told)
    for way in _ways(told):
        for id_ in _sharing(connection, way, most=TOGETHER):
            weights[id_] += len(way)
    same = connection.execute(SAME, (upkeep.digest(source), source)).fetchone()
    likely = heapq.nlargest(MOST, weights, key=weights.__getitem__) + list(same or ())
    texts = dict(connection.execute(SOURCES, (json.dumps(likely), locale)))
    ids = memory.nearest(source, texts, most=CLOSE)
    rows = connection.execute(APPROVED, (json.dumps(ids), locale))
    return _hits(rows)


def same(connection: sqlite3.Connection, source: str, *, locale: str, source_locale: str) -> list[Hit]:
    """Approved units with this source; without any, those of which at most figures and addresses differ. Later catalogs
    first, and not more than some."""
    known = connection.execute(SAME, (upkeep.digest(source), source)).fetchone()
    found = _hits(connection.execute(OF_TEXT, (known[0], locale, RECENT))) if known else []
    if found:
        return found
    told = upkeep.digest(wording(source, locale=source_locale))
    return _hits(connection.execute(OF_WORDING, (told, RECENT, locale, RECENT)))


def repeated(connection: sqlite3.Connection, source: str, *, locale: str) -> int:
    """In how many places of all issues a source stands."""
    return int(connection.execute(COUNTED, (upkeep.digest(source), source, locale)).fetchone()[0] or 0)


def _by_rare_words(connection: sqlite3.Connection, told: Iterable[str]) -> dict[int, float]:
    """Source -> how much the words say that it shares."""
    weights: dict[int, float] = defaultdict(float)
    left = ENOUGH
    for word in sorted(told, key=len, reverse=True):  # long words are rare
        found = _sharing(connection, [word], most=RARE + 1) if left > 0 else []
        left -= len(found)
        if len(found) <= RARE:
            for id_ in found:
                weights[id_] += 1 / (1 + math.log(len(found)))
    return weights


def _ways(told: Sequence[str]) -> Iterator[Sequence[str]]:
    """Words to be found together: all, all but the numbers, all but one; of many words a third of them, as whatever
    one or two changes touch, a third is left as it was."""
    yield told
    yield [word for word in told if not word.isdigit()]
    if len(told) <= FEW_WORDS:
        yield from ([word for word in told if word != left_out] for left_out in told if len(told) > 2)
    else:
        size = -(-len(told) // 3)
        yield from (told[start : start + size] for start in range(0, len(told), size))


def _sharing(connection: sqlite3.Connection, told: Sequence[str], *, most: int) -> list[int]:
    match = " AND ".join(f'"{word}"' for word in told)
    if not match:
        return []
    return [id_ for (id_,) in connection.execute(SHARING, (match, most))]


def _hits(rows: Iterable[Sequence[Any]]) -> list[Hit]:
    return sorted(map(hit_of, rows), key=lambda hit: hit.slug, reverse=True)
