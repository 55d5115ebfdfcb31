"""Drafting in the background: what was asked for, how far it is, and which run of which process has it.

A catalog has one open job at most, and a job one run: whoever takes it writes its own name there in the same statement
that finds it free, and from then on says every second that it is alive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from app.store.database import Database
from app.store.moments import SECOND, now
from app.store.tables import jobs
from app.wording import NOTHING, Message

ORPHANED = 8 * SECOND  # without a sign of life: its process is gone


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (JobState.QUEUED, JobState.RUNNING, JobState.PAUSED)


@dataclass(frozen=True)
class Failure:
    """A segment that stays empty, and why."""

    segment: str  # its id
    source: str
    problem: Message

    def __str__(self) -> str:
        return Message("“{source}”: {problem}", source=self.source[:60], problem=self.problem)


@dataclass(frozen=True)
class Job:
    """The drafting of one catalog."""

    id: int
    slug: str
    locale: str
    engine: str  # as it was named; "" for what passeur.yaml says
    person: str
    state: JobState
    wish: str = ""  # the state that a running one is to take: paused or cancelled
    only: tuple[str, ...] | None = None  # ids of segments; None for every empty one
    done: int = 0
    total: int = 0
    failures: tuple[Failure, ...] = ()
    message: Message = NOTHING
    ended: int | None = None  # milliseconds since 1970: when its last run did
    goes_on: int | None = None  # the same: when a paused one goes on by itself
    tries: int = 0  # times that it did so without getting any further

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def active(self) -> bool:
        """It runs, or will as soon as its turn comes."""
        return self.state in (JobState.QUEUED, JobState.RUNNING)


def add(
    database: Database, slug: str, locale: str, *, engine: str, person: str, only: tuple[str, ...] | None = None
) -> Job:
    """A queued job for a catalog, or the open one that it has already. DiskError."""
    row = {
        "slug": slug,
        "locale": locale,
        "engine": engine,
        "person": person,
        "state": JobState.QUEUED,
        "only": None if only is None else list(only),
        "total": len(only or ()),
        "created": now(),
    }
    with database.begin() as connection:
        connection.execute(insert(jobs).on_conflict_do_nothing(), row)
        last = select(jobs).where(*_of(slug, locale)).order_by(jobs.c.id.desc()).limit(1)
        return _job(connection.execute(last).one())


def latest(database: Database, slug: str, locale: str) -> Job | None:
    """The last job of a catalog."""
    return of_issue(database, slug).get(locale)


def of_issue(database: Database, slug: str) -> dict[str, Job]:
    """The last job of each locale of an issue that ever had one."""
    if not database.path.exists():
        return {}
    last = select(func.max(jobs.c.id)).where(jobs.c.slug == slug).group_by(jobs.c.locale)
    with database.begin() as connection:
        found = connection.execute(select(jobs).where(jobs.c.id.in_(last)))
        return {job.locale: job for job in map(_job, found)}


def alive(database: Database, slug: str, locale: str) -> bool:
    """Whether some run drafts a catalog right now."""
    if not database.path.exists():
        return False
    running = select(jobs.c.id).where(*_of(slug, locale), jobs.c.state == JobState.RUNNING, ~_free())
    with database.begin() as connection:
        return connection.scalars(running).first() is not None


def waiting(database: Database) -> list[int]:
    """The ids of jobs that nobody runs and somebody should, the oldest first."""
    if not database.path.exists():
        return []
    with database.begin() as connection:
        return list(connection.scalars(select(jobs.c.id).where(_free()).order_by(jobs.c.id)))


def take(database: Database, number: int, *, owner: str) -> Job | None:
    """Make a waiting job the run's that is named `owner`; None when it is another's, or over.

    An orphan that was to be paused or cancelled becomes that.
    """
    with database.begin() as connection:
        wished = update(jobs).where(jobs.c.id == number, _free(), jobs.c.wish != "")
        if connection.execute(wished.values(state=jobs.c.wish, wish="", owner="", ended=now())).rowcount:
            return None
        taken = {"state": JobState.RUNNING, "owner": owner, "heartbeat": now(), "goes_on": None}
        taken |= {"failures": [], "message": None}
        row = connection.execute(update(jobs).where(jobs.c.id == number, _free()).values(taken).returning(jobs)).first()
        return _job(row) if row else None


def note(database: Database, number: int, message: Message) -> None:
    """Say why a waiting job has not begun."""
    waits = update(jobs).where(jobs.c.id == number, jobs.c.state == JobState.QUEUED)
    with database.begin() as connection:
        connection.execute(waits.values(message=message.packed()))


def beat(database: Database, number: int, *, owner: str, **values: Any) -> str | None:
    """Say that a run is alive, and how far; what somebody wishes of its job, None when it is the run's no more."""
    told = update(jobs).where(*_owned(number, owner)).values(heartbeat=now(), **_packed(values)).returning(jobs.c.wish)
    with database.begin() as connection:
        return connection.scalars(told).first()


def end(database: Database, number: int, *, owner: str, wish: str, state: JobState, **values: Any) -> bool:
    """Give a job back that the run named `owner` has, unless somebody wishes something else by now; whether it was."""
    over = {"state": state, "wish": "", "owner": "", "ended": now(), **_packed(values)}
    with database.begin() as connection:
        done = connection.execute(update(jobs).where(*_owned(number, owner), jobs.c.wish == wish).values(over))
        return done.rowcount > 0


def steer(database: Database, job: Job, *, to: JobState) -> None:
    """Make a job what somebody wants it to be: at once when nobody runs it, else by a wish that its run will see."""
    own = jobs.c.id == job.id
    idle = and_(own, jobs.c.state.in_((JobState.QUEUED, JobState.PAUSED)))
    running = and_(own, jobs.c.state == JobState.RUNNING)
    on = to is JobState.QUEUED
    with database.begin() as connection:
        connection.execute(update(jobs).where(running).values(wish="" if on else to))
        connection.execute(update(jobs).where(idle).values(state=to, goes_on=None, tries=0, wish=""))


def _free() -> ColumnElement[bool]:
    """Of jobs that may be taken."""
    at = now()
    return or_(
        jobs.c.state == JobState.QUEUED,
        # a sign of life from the future is from before the clock was set back
        and_(jobs.c.state == JobState.RUNNING, ~jobs.c.heartbeat.between(at - ORPHANED, at + ORPHANED)),
        and_(jobs.c.state == JobState.PAUSED, jobs.c.goes_on <= at),
    )


def _of(slug: str, locale: str) -> Iterator[ColumnElement[bool]]:
    yield jobs.c.slug == slug
    yield jobs.c.locale == locale


def _owned(number: int, owner: str) -> Iterator[ColumnElement[bool]]:
    yield jobs.c.id == number
    yield jobs.c.owner == owner
    yield jobs.c.state == JobState.RUNNING


def _packed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same as columns hold them."""
    packed = dict(values)
    if "message" in packed:
        packed["message"] = packed["message"].packed()
    if "failures" in packed:
        packed["failures"] = [{**vars(one), "problem": one.problem.packed()} for one in packed["failures"]]
    return packed


def _job(row: Row[Any]) -> Job:
    known = {name: row._mapping[name] for name in ("id", "slug", "locale", "engine", "person", "wish", "done", "total")}
    failures = (Failure(one["segment"], one["source"], Message.unpacked(one["problem"])) for one in row.failures)
    return Job(
        **known,
        state=JobState(row.state),
        only=None if row.only is None else tuple(row.only),
        failures=tuple(failures),
        message=Message.unpacked(row.message) if row.message else NOTHING,
        ended=row.ended,
        goes_on=row.goes_on,
        tries=row.tries,
    )
