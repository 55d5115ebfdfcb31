"""How far approved targets are from their drafts: measured once, as it takes longer than to look it up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from app.store.database import Database
from app.store.tables import distances

AT_ONCE = 10_000  # names in one question: SQLite takes 32,766


class Distance(NamedTuple):
    """From a draft to the target that was made of it."""

    edits: int  # of words
    words: int  # of the target
    likeness: float  # chrF++, 0 to 100


def known(database: Database, digests: Iterable[str]) -> dict[str, Distance]:
    """What was kept of pairs, by their `pair_digest`. DiskError."""
    wanted = list(digests)
    if not wanted or not database.path.exists():
        return {}
    found = {}
    with database.begin() as connection:
        for start in range(0, len(wanted), AT_ONCE):
            query = select(distances).where(distances.c.digest.in_(wanted[start : start + AT_ONCE]))
            found.update({digest: Distance(*rest) for digest, *rest in connection.execute(query)})
    return found


def keep(database: Database, found: Mapping[str, Distance]) -> None:
    """Keep what was measured; another process may have done the same. DiskError."""
    if not found:
        return
    rows = [{"digest": digest, **one._asdict()} for digest, one in found.items()]
    with database.begin() as connection:
        connection.execute(insert(distances).on_conflict_do_nothing(), rows)
