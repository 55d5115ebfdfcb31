"""People begin jobs and say what is to become of them; every function only writes that down."""

from __future__ import annotations

from enum import StrEnum

from app.errors import UsageError
from app.store import jobs
from app.store.jobs import Job, JobState
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


def of_issue(workspace: Workspace, slug: str) -> dict[str, Job]:
    """The last job of each locale of an issue that ever had one."""
    return jobs.of_issue(workspace.database, slug)


def _steer_open(workspace: Workspace, job: Job, deed: Deed) -> None:
    becomes = {
        Deed.PAUSE: JobState.PAUSED,
        Deed.CANCEL: JobState.CANCELLED,
        Deed.GO_ON: JobState.QUEUED,
        Deed.AGAIN: JobState.QUEUED,  # one that goes on tries what failed again
    }
    jobs.steer(workspace.database, job, to=becomes[deed])
