"""People begin jobs and say what is to become of them; every function only writes that down."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from app.core.model import State
from app.errors import UsageError
from app.store import jobs
from app.store.jobs import Job, JobState
from app.store.moments import DAY, now
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow import consent

NONE_YET = Message("Nothing was drafted in the background here yet.")


class Deed(StrEnum):
    """What somebody does with a job."""

    PAUSE = "pause"
    GO_ON = "go on"
    CANCEL = "cancel"
    AGAIN = "again"  # the segments that failed


def start(workspace: Workspace, slug: str, locale: str, *, by: str, engine: str = "", agreed: str = "") -> Job:
    """Have the empty units of a catalog drafted for the person named `by`; the job that does so already, if one does.

    `engine` is one's name, else what passeur.yaml says; `agreed` the host to which the person lets the text go.
    UsageError for an engine that there is none of; BlockedError when its host was not agreed to.
    """
    consent.require(workspace, locale, engine=engine, agreed=agreed, by=by)
    return jobs.add(workspace.database, slug, locale, engine=engine, person=by)


def steer(workspace: Workspace, slug: str, locale: str, deed: Deed, *, by: str) -> Job:
    """Do something with the last job of a catalog, and give it back; what it cannot be any more it does not become.

    UsageError when there was none.
    """
    job = latest(workspace, slug, locale)
    if job is None:
        raise UsageError(NONE_YET)
    if job.open:
        _steer_open(workspace, job, deed)
    elif deed is Deed.AGAIN and job.failures:
        failed = tuple(one.segment for one in job.failures)
        jobs.add(workspace.database, slug, locale, engine=job.engine, person=by, only=failed)
    elif deed is Deed.GO_ON and job.state is not JobState.DONE:
        jobs.add(workspace.database, slug, locale, engine=job.engine, person=by, only=job.only)
    return latest(workspace, slug, locale) or job


def latest(workspace: Workspace, slug: str, locale: str) -> Job | None:
    """The last job of a catalog."""
    return jobs.latest(workspace.database, slug, locale)


def alive(workspace: Workspace, slug: str, locale: str) -> bool:
    """Whether a catalog is being drafted in the background right now."""
    return jobs.alive(workspace.database, slug, locale)


def of_issue(workspace: Workspace, slug: str) -> dict[str, Job]:
    """By locale the last jobs of an issue that somebody may want to see: open ones, those of the last day, and those of
    which segments that failed are still empty; no others are among their failures."""
    found = {locale: _as_it_is(workspace, job) for locale, job in jobs.of_issue(workspace.database, slug).items()}
    recent = now() - DAY
    return {locale: job for locale, job in found.items() if job.open or job.failures or (job.ended or 0) > recent}


def _as_it_is(workspace: Workspace, job: Job) -> Job:
    """Without the failures that somebody made good since."""
    if not job.failures:
        return job
    try:
        catalog = workspace.catalogs.load(workspace.catalog_path(job.slug, job.locale)).catalog
    except UsageError:  # the page says by itself that it cannot be read
        return job
    empty = {unit.id for unit in catalog.units if unit.state is State.EMPTY} if catalog else set()
    return replace(job, failures=tuple(one for one in job.failures if one.segment in empty))


def _steer_open(workspace: Workspace, job: Job, deed: Deed) -> None:
    becomes = {
        Deed.PAUSE: JobState.PAUSED,
        Deed.CANCEL: JobState.CANCELLED,
        Deed.GO_ON: JobState.QUEUED,
        Deed.AGAIN: JobState.QUEUED,  # one that goes on tries what failed again
    }
    jobs.steer(workspace.database, job, to=becomes[deed])
