"""What people say to each other about segments."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select, update

from app.store.database import Database
from app.store.tables import accounts, comments, mentions

MOST = 2_000  # comments of one issue in one locale that are read


@dataclass(frozen=True)
class Comment:
    """One remark. `source` is the segment's when it was written."""

    person: str
    slug: str
    locale: str
    segment: str
    source: str
    text: str
    at: int  # milliseconds since 1970
    settled: int | None = None  # when somebody closed it
    id: int = 0  # given when it is written


def add(database: Database, comment: Comment, *, mentioned: Collection[str]) -> Comment:
    """Write a comment down and give it back with its id; `mentioned` are names of people. DiskError."""
    row = {name: value for name, value in vars(comment).items() if name != "id"}
    with database.begin() as connection:
        number = connection.scalars(comments.insert().returning(comments.c.id), row).one()
        if mentioned:
            named = [{"comment": number, "person": person} for person in sorted(set(mentioned))]
            connection.execute(mentions.insert(), named)
    return Comment(**row, id=number)


def of_issue(database: Database, slug: str, locale: str) -> list[Comment]:
    """The comments of an issue in a locale, the newest MOST, oldest first."""
    return _read(database, [comments.c.slug == slug, comments.c.locale == locale], limit=MOST)[::-1]


def stamp(database: Database, slug: str, locale: str) -> str:
    """Changes with every comment of an issue in a locale that is written, settled, opened again or deleted."""
    if not database.path.exists():
        return ""
    mine = (comments.c.slug == slug, comments.c.locale == locale)
    numbers = func.count(), func.max(comments.c.id), func.max(comments.c.settled), func.count(comments.c.settled)
    with database.begin() as connection:
        return "-".join(map(str, connection.execute(select(*numbers).where(*mine)).one()))


def get(database: Database, number: int) -> Comment | None:
    found = _read(database, [comments.c.id == number], limit=1)
    return found[0] if found else None


def mentioning(database: Database, person: str, *, limit: int) -> list[Comment]:
    """The open comments that name a person, newest first."""
    named = select(mentions.c.comment).where(mentions.c.person == person)
    return _read(database, [comments.c.id.in_(named), comments.c.settled.is_(None)], limit=limit)


def settle(database: Database, number: int, *, at: int | None) -> None:
    """Close a comment, or open it again with None."""
    with database.begin() as connection:
        connection.execute(update(comments).where(comments.c.id == number).values(settled=at))


def remove(database: Database, number: int) -> None:
    with database.begin() as connection:
        connection.execute(delete(comments).where(comments.c.id == number))


def names(database: Database) -> list[str]:
    """The people who can be named: those with an account that is open."""
    if not database.path.exists():
        return []
    with database.begin() as connection:
        return sorted(connection.scalars(select(accounts.c.name).where(accounts.c.closed.is_(False))))


def _read(database: Database, asked: Sequence[ColumnElement[bool]], *, limit: int) -> list[Comment]:
    if not database.path.exists():
        return []
    query = select(comments).where(*asked).order_by(comments.c.id.desc()).limit(limit)
    with database.begin() as connection:
        return [Comment(**row._mapping) for row in connection.execute(query)]
