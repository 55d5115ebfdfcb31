"""How often something was tried of late, counted in the database so that a restart forgives nothing."""

from __future__ import annotations

from sqlalchemy import Connection, case, select
from sqlalchemy.dialects.sqlite import insert

from app.store import moments
from app.store.tables import attempts

FORGOTTEN = moments.DAY


def count(connection: Connection, key: str, *, window: int) -> tuple[int, int]:
    """Count one try of `key`: (tries within this window of milliseconds, milliseconds until the next window)."""
    now = moments.now()
    fresh = insert(attempts).values(key=key, since=now, count=1)
    # a window that began in the future was counted before the clock was set back
    over = (attempts.c.since <= now - window) | (attempts.c.since > now)
    counted = {"since": case((over, now), else_=attempts.c.since), "count": case((over, 1), else_=attempts.c.count + 1)}
    connection.execute(fresh.on_conflict_do_update(index_elements=[attempts.c.key], set_=counted))
    since, number = connection.execute(select(attempts.c.since, attempts.c.count).where(attempts.c.key == key)).one()
    return number, since + window - now


def forgive(connection: Connection, key: str) -> None:
    """Take the last try back: it was a good one."""
    connection.execute(attempts.update().where(attempts.c.key == key).values(count=attempts.c.count - 1))


def forget(connection: Connection, key: str) -> None:
    """Begin anew, and drop what is long past."""
    old = attempts.c.since < moments.now() - FORGOTTEN
    connection.execute(attempts.delete().where((attempts.c.key == key) | old))
