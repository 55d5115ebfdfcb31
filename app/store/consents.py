"""To which machines the text of this workspace may go: somebody said so, once for each."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from app.store.database import Database
from app.store.moments import now
from app.store.tables import consents


def given(database: Database, host: str) -> bool:
    if not database.path.exists():
        return False
    with database.begin() as connection:
        return connection.scalars(select(consents.c.host).where(consents.c.host == host)).first() is not None


def give(database: Database, host: str, *, person: str) -> None:
    """DiskError."""
    with database.begin() as connection:
        row = {"host": host, "person": person, "at": now()}
        connection.execute(insert(consents).on_conflict_do_nothing(), row)
