"""Approved units whose source is another, or like another: those that share its rare words and runs of words."""

from __future__ import annotations

import heapq
import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from app.core import memory
from app.core.merge.change import wording
from app.store.index import upkeep
from app.store.index.finding import UNITS, Hit, hit_of
from app.store.index.tokens import NUMBER, RUNS, run, words

MOST_WORDS = 60  # of a source; a longer one is told by these
RARE = 1_000  # sources; a token that more of them have tells little by itself
ENOUGH = 8_000  # sources that share tokens
TOGETHER = 400  # sources that have several common tokens together
WAYS = 12  # to leave common tokens out
FOUND_SO = 800  # by such ways
MOST = 800  # sources that are compared letter by letter
CLOSE = 25  # of these, those whose units are given; and of those that differ in figures alone
AT_ONCE = 100  # of these, those that are looked up among the approved
RECENT = 50  # units of one source: of a standing line an archive has thousands

SAME = "SELECT id FROM text WHERE digest = ? AND text = ?"
REWORDED = "SELECT id FROM text WHERE wording = ? ORDER BY id DESC LIMIT ?"
OF_TEXT = f"{UNITS} WHERE unit.source = ? AND unit.memory = ? ORDER BY unit.id DESC LIMIT ?"
SHARING = "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?"
TEXTS = "SELECT id, text FROM text WHERE id IN (SELECT value FROM json_each(?))"
APPROVED = """
SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM unit WHERE unit.source = value AND unit.memory = ?)
"""
COUNTED = """
SELECT sum(unit.repeated) FROM unit JOIN catalog ON catalog.id = unit.catalog
WHERE unit.source = (SELECT id FROM text WHERE digest = ? AND text = ?) AND catalog.locale = ?
"""


def same(connection: sqlite3.Connection, source: str, *, locale: str, source_locale: str) -> list[Hit]:
    """Approved units with this source; without any, those of which at most figures and addresses differ. Later catalogs
    first, and not more than some."""
    known = connection.execute(SAME, (upkeep.digest(source), source)).fetchone()
    found = _hits(connection, [known[0]], locale=locale) if known else []
    return found or _hits(connection, _reworded(connection, source, locale=source_locale), locale=locale)


def like(connection: sqlite3.Connection, source: str, *, locale: str, source_locale: str) -> list[Hit]:
    """Approved units with this source, and those that may be like it; later catalogs first."""
    told = words(source)[:MOST_WORDS]
    weights = _sharing(connection, told)
    likely = heapq.nlargest(MOST, weights, key=weights.__getitem__)
    likely += _reworded(connection, source, locale=source_locale)
    texts = dict(connection.execute(TEXTS, (json.dumps(likely),)))
    ordered = memory.nearest(source, texts)
    close: list[int] = []
    while ordered and len(close) < CLOSE:
        rows = connection.execute(APPROVED, (json.dumps(ordered[:AT_ONCE]), locale))
        close += [id_ for (id_,) in rows]
        ordered = ordered[AT_ONCE:]
    return _hits(connection, close[:CLOSE], locale=locale)


def repeated(connection: sqlite3.Connection, source: str, *, locale: str) -> int:
    """In how many places of all issues a source stands."""
    return int(connection.execute(COUNTED, (upkeep.digest(source), source, locale)).fetchone()[0] or 0)


def _hits(connection: sqlite3.Connection, sources: Iterable[int], *, locale: str) -> list[Hit]:
    rows = (row for id_ in sources for row in connection.execute(OF_TEXT, (id_, locale, RECENT)))
    return sorted(map(hit_of, rows), key=lambda hit: hit.slug, reverse=True)


def _reworded(connection: sqlite3.Connection, source: str, *, locale: str) -> list[int]:
    told = upkeep.digest(wording(source, locale=locale))
    return [id_ for (id_,) in connection.execute(REWORDED, (told, CLOSE))]


def _sharing(connection: sqlite3.Connection, told: Sequence[str]) -> dict[int, float]:
    """Source -> how much the tokens say that it shares: the rare ones each, the common ones where they stand together.

    A token with a common longer one around it is common too, and is not asked about.
    """
    weights: dict[int, float] = defaultdict(float)
    common: dict[int, str] = {}
    within: set[int] = set()  # words inside common runs
    asked = {NUMBER}
    left = ENOUGH
    for size in (*sorted(RUNS, reverse=True), 1):
        for start in range(len(told) - size + 1):
            token = run(told[start : start + size])
            if left <= 0 or token in asked or within.issuperset(range(start, start + size)):
                continue
            asked.add(token)
            found = _having(connection, [token], most=RARE + 1)
            left -= len(found)
            if len(found) > RARE:
                common.setdefault(start, token)
                within.update(range(start, start + size))
            else:
                for id_ in found:
                    weights[id_] += size / (1 + math.log(len(found)))
    _add_together(connection, [common[start] for start in sorted(common)], weights=weights)
    return weights


def _add_together(connection: sqlite3.Connection, common: Sequence[str], *, weights: dict[int, float]) -> None:
    found = 0
    for way in _ways(common):
        for id_ in _having(connection, way, most=TOGETHER):
            weights[id_] += len(way) / len(common)
            found += 1
        if found >= FOUND_SO:
            break


def _ways(common: Sequence[str]) -> Iterator[Sequence[str]]:
    """Common tokens to be found together: all, then all but an eighth of them, a quarter, a third, a half; for what
    one or two changes touched stands side by side."""
    ways = [tuple(common)]
    for parts in (8, 4, 3, 2):
        if parts <= len(common):
            cuts = [len(common) * part // parts for part in range(parts + 1)]
            ways += [(*common[:start], *common[end:]) for start, end in pairwise(cuts)]
    yield from list(dict.fromkeys(way for way in ways if way))[:WAYS]


def _having(connection: sqlite3.Connection, tokens: Iterable[str], *, most: int) -> list[int]:
    match = " AND ".join(f'"{token}"' for token in tokens)
    return [id_ for (id_,) in connection.execute(SHARING, (match, most))]
