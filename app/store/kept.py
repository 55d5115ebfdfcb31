"""Texts that people are still typing: kept for them, and for nobody else, until they are saved or thrown away."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, delete, insert, select

from app.store.database import Database
from app.store.moments import DAY
from app.store.tables import kept

LONGEST = 90 * DAY  # that a text is kept


@dataclass(frozen=True)
class Kept:
    """What somebody typed for a segment. `version` is that of the unit when they began."""

    person: str
    slug: str
    locale: str
    segment: str
    target: str
    version: str
    at: int  # milliseconds since 1970


def put(database: Database, text: Kept) -> None:
    """Keep a text in place of what was kept of the same segment for the same person. DiskError."""
    with database.begin() as connection:
        connection.execute(delete(kept).where(_of(text.person, text.slug, text.locale), kept.c.segment == text.segment))
        connection.execute(delete(kept).where(kept.c.at < text.at - LONGEST))
        connection.execute(insert(kept), vars(text))


def of(database: Database, person: str, slug: str, locale: str) -> list[Kept]:
    """What is kept for a person of an issue in a locale. DiskError."""
    if not database.path.exists():
        return []
    with database.begin() as connection:
        return [Kept(**row) for row in connection.execute(select(kept).where(_of(person, slug, locale))).mappings()]


def being_typed(database: Database, slug: str, locale: str, *, since: int) -> frozenset[str]:
    """The ids of segments for which somebody typed what is not saved yet, after `since`. DiskError."""
    if not database.path.exists():
        return frozenset()
    wanted = select(kept.c.segment).where(kept.c.slug == slug, kept.c.locale == locale, kept.c.at >= since)
    with database.begin() as connection:
        return frozenset(connection.scalars(wanted))


def remove(database: Database, person: str, slug: str, locale: str, *, segment: str) -> None:
    """Throw away what is kept of a segment for a person, if anything is. DiskError."""
    if not database.path.exists():
        return
    with database.begin() as connection:
        connection.execute(delete(kept).where(_of(person, slug, locale), kept.c.segment == segment))


def _of(person: str, slug: str, locale: str) -> ColumnElement[bool]:
    return and_(kept.c.person == person, kept.c.slug == slug, kept.c.locale == locale)
