"""Who changed what, when: written after the catalogs, which alone hold what is true now."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, bindparam, func, or_, select

from app.store.database import Database
from app.store.tables import activity

LONGEST_HISTORY = 200  # entries of one segment

# Asked at every save, and made but once: that takes longer than the answer.
DRAFTS = (
    select(activity.c.segment, *(activity.c.before[name].as_string() for name in ("target", "state", "origin")))
    .where(
        activity.c.slug == bindparam("slug"),
        activity.c.locale == bindparam("locale"),
        activity.c.before["state"].as_string() == "draft",
    )
    .order_by(activity.c.id)
)
DRAFT = DRAFTS.where(activity.c.segment == bindparam("segment"))


class Kind(StrEnum):
    """What was done."""

    APPROVE = "approve"
    SAVE = "save"  # a text, without approving it
    SEND_BACK = "send back"  # needs work, the text as it was
    EMPTY = "empty"
    UNDO = "undo"
    REVERT = "revert"
    FILL = "fill"  # an equal sentence followed its fellow
    DRAFT = "draft"
    SETTLE = "settle"  # approved at once, as it stood in the same context before
    JOIN = "join"
    PART = "part"
    IMPORT = "import"
    UPDATE = "update"
    EXPORT = "export"
    ELSEWHERE = "elsewhere"  # by another program: nobody's entry, seen only by the gap it leaves


@dataclass(frozen=True)
class Snapshot:
    """What a unit was: enough to put it back."""

    target: str
    state: str
    origin: str = ""
    previous_source: str | None = None
    accept: str = ""  # why its errors were let pass


@dataclass(frozen=True)
class Entry:
    """One thing that was done: to a unit when it has `before` and `after`, else to an issue."""

    person: str
    kind: str
    slug: str = ""
    locale: str = ""
    segment: str = ""
    source: str = ""
    words: int = 0  # of the source
    before: Snapshot | None = None
    after: Snapshot | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    batch: str = ""  # what was done at once has one name
    at: int = field(default_factory=lambda: time.time_ns() // 1_000_000)
    id: int = 0  # given when it is written


@dataclass(frozen=True)
class Wanted:
    """Which entries are asked for; "" and 0 leave it open. `since` and `until` are milliseconds, `until` excluded."""

    person: str = ""
    slug: str = ""
    locale: str = ""
    kind: str = ""
    batch: str = ""
    since: int = 0
    until: int = 0


def add(database: Database, entries: Sequence[Entry], *, patience: float) -> None:
    """Write entries down together; DiskError when the database cannot be written within `patience` seconds."""
    if not entries:
        return
    rows = [{name: value for name, value in asdict(entry).items() if name != "id"} for entry in entries]
    with database.begin(patience=patience) as connection:
        connection.execute(activity.insert(), rows)


def of_segments(database: Database, slug: str, locale: str, *, segments: Collection[str]) -> list[Entry]:
    """What happened to units by their ids, the newest LONGEST_HISTORY, oldest first."""
    mine = (activity.c.slug == slug, activity.c.locale == locale, activity.c.segment.in_(segments))
    return _read(database, mine, limit=LONGEST_HISTORY)[::-1]


def find(database: Database, wanted: Wanted, *, before: int = 0, limit: int, folded: bool = False) -> list[Entry]:
    """The newest entries that are `wanted`, newest first; with `before` only those older than that id, `folded` with
    the last one alone of what was done at once."""
    asked = [
        activity.c[name] == value
        for name in ("person", "slug", "locale", "kind", "batch")
        if (value := getattr(wanted, name))
    ]
    if wanted.since:
        asked.append(activity.c.at >= wanted.since)
    if wanted.until:
        asked.append(activity.c.at < wanted.until)
    if before:
        asked.append(activity.c.id < before)
    if folded:
        same = activity.alias()
        last = select(func.max(same.c.id)).where(same.c.batch == activity.c.batch).scalar_subquery()
        asked.append(or_(activity.c.batch == "", activity.c.id == last))
    return _read(database, asked, limit=limit)


def get(database: Database, number: int) -> Entry | None:
    found = _read(database, [activity.c.id == number], limit=1)
    return found[0] if found else None


def sizes(database: Database, batches: Collection[str]) -> dict[str, int]:
    """How many entries were written at once, by the name of the batch."""
    if not batches:
        return {}
    query = (
        select(activity.c.batch, func.count().label("entries"))
        .where(activity.c.batch.in_(batches))
        .group_by(activity.c.batch)
    )
    with database.begin() as connection:
        return {row.batch: row.entries for row in connection.execute(query)}


def people(database: Database) -> list[str]:
    """Everybody who ever did something, sorted."""
    if not database.path.exists():
        return []
    with database.begin() as connection:
        return sorted(connection.scalars(select(activity.c.person).distinct()))


class Turn(NamedTuple):
    """A unit was approved, or is no longer."""

    at: int
    person: str
    slug: str
    locale: str
    segment: str
    words: int
    approved: bool
    target: str


def turns(database: Database, *, since: int, limit: int) -> list[Turn]:
    """When units were approved and when they no longer were, the newest `limit` since a moment, oldest first."""
    if not database.path.exists():
        return []
    table, was, is_ = activity.c, activity.c.before["state"].as_string(), activity.c.after["state"].as_string()
    fields = [table.at, table.person, table.slug, table.locale, table.segment, table.words]
    query = (
        select(*fields, (is_ == "approved"), table.after["target"].as_string())
        .where(table.at >= since, or_(is_ == "approved", was == "approved"))
        .order_by(table.id.desc())
        .limit(limit)
    )
    with database.begin() as connection:
        return [Turn._make(row) for row in connection.execute(query)][::-1]


def drafts_since(database: Database, since: int) -> Iterator[tuple[tuple[str, str, str], Snapshot]]:
    """(slug, locale, segment) and the draft that was there, for every draft that was touched since a moment."""
    if not database.path.exists():
        return
    table, before = activity.c, activity.c.before
    fields = [before[name].as_string() for name in ("target", "state", "origin")]
    query = (
        select(table.slug, table.locale, table.segment, *fields)
        .where(table.at >= since, before["state"].as_string() == "draft")
        .order_by(table.id)
    )
    with database.begin() as connection:
        for slug, locale, segment, *rest in connection.execute(query):
            yield (slug, locale, segment), Snapshot(*rest)


def drafts(database: Database, slug: str, locale: str, *, segment: str = "") -> dict[str, Snapshot]:
    """The last draft that each segment (or the one that is named) was made from, by its id; only of those that were
    touched since."""
    if not database.path.exists():
        return {}
    query, asked = (DRAFT, {"segment": segment}) if segment else (DRAFTS, {})
    with database.begin() as connection:
        rows = connection.execute(query, {"slug": slug, "locale": locale, **asked})
        return {found: Snapshot(*rest) for found, *rest in rows}


def _read(database: Database, asked: Collection[ColumnElement[bool]], *, limit: int) -> list[Entry]:
    """A database that is not there yet is not made by looking."""
    if not database.path.exists():
        return []
    query = select(activity).where(*asked).order_by(activity.c.id.desc()).limit(limit)
    with database.begin() as connection:
        return [_entry(row) for row in connection.execute(query)]


def _entry(row: Row[Any]) -> Entry:
    fields = dict(row._mapping)
    for name in ("before", "after"):
        if fields[name] is not None:
            fields[name] = Snapshot(**fields[name])
    return Entry(**fields)
