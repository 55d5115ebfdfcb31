"""One job is done: by the first run that takes it, which says every second that it is alive.

No lock is held meanwhile. A run whose process was killed leaves a job that looks alive for seconds and then is
anybody's; what was saved is in the catalog, and the next run finds only what is still empty.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self

from app.engines import Cancel
from app.errors import DiskError, OutsideError, PasseurError
from app.store import jobs
from app.store.jobs import Job, JobState
from app.store.moments import DAY, MINUTE, SECOND, now
from app.store.workspace import Workspace
from app.workflow.drafting import Drafter, DraftProgress
from app.workflow.jobs import telling

BEAT = 1.0  # seconds
GOES_ON_AFTER = (MINUTE, 5 * MINUTE, 15 * MINUTE)  # by itself, when an engine failed that may be back; then it waits

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Run:
    """What a run came to."""

    last: DraftProgress
    fault: PasseurError | Exception | None = None


def run(workspace: Workspace, number: int, *, halt: Cancel | None = None) -> None:
    """Do a job, unless another run has it or it is over. When `halt` is set it is left to whoever comes next.

    DiskError when the database cannot be written: the job is left as an orphan then.
    """
    owner = secrets.token_hex(16)
    job = jobs.take(workspace.database, number, owner=owner)
    if job is None:
        return
    with Watch(workspace, job, owner=owner, halt=halt) as watch:
        done = _done(workspace, job, watch)
    while (wish := watch.beat()) is not None:
        if jobs.end(workspace.database, number, owner=owner, wish=wish, **_values(job, done, watch, wish=wish)):
            return


class Watch:
    """Says that a run is alive, and stops it when somebody wishes so or the job was given to another."""

    def __init__(self, workspace: Workspace, job: Job, *, owner: str, halt: Cancel | None) -> None:
        self.stop = Event()
        self._halt = halt
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self._say: Callable[..., str | None] = lambda **values: jobs.beat(
            workspace.database, job.id, owner=owner, **values
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    def beat(self, **values: Any) -> str | None:
        """Tell how far the run is; see `jobs.beat`."""
        wish = self._say(**values)
        if wish != "":
            self.stop.set()
        return wish

    def tell(self, **values: Any) -> None:
        """The same, if the database lets it: it is told again within a second."""
        try:
            self.beat(**values)
        except DiskError as error:
            log.warning("a job cannot say how far it is: %s", error)

    def _watch(self) -> None:
        while not self._over.wait(BEAT):
            self.tell()
            if self._halt is not None and self._halt.is_set():
                self.stop.set()


def _done(workspace: Workspace, job: Job, watch: Watch) -> Run:
    last = DraftProgress(job.slug, job.locale)
    try:
        with Drafter(workspace, engine=job.engine, cancel=watch.stop, by=job.person) as drafter:
            for last in drafter.draft(job.slug, job.locale, only=job.only):
                watch.tell(done=job.done + last.done, total=job.done + last.total, failures=last.failures)
    except PasseurError as error:
        return Run(last, error)
    except Exception as error:
        log.exception("drafting %s in %s", job.slug, job.locale)
        return Run(last, error)
    return Run(last)


def _values(job: Job, done: Run, watch: Watch, *, wish: str) -> dict[str, Any]:
    """What a job that is over, or paused, is to be."""
    last = done.last
    state = _state(job, done, stopped=watch.stop.is_set(), wish=wish)
    alone = state is JobState.PAUSED and not wish and (last.retryable or done.fault)
    tries = 0 if not alone else 1 if last.done else job.tries + 1
    return {
        "state": state,
        "done": job.done + last.done,
        "total": job.done + last.total,
        "failures": last.failures,
        "message": telling.in_words(job, last, state=state, fault=done.fault, wished=bool(wish)),
        "goes_on": _goes_on(last, tries=tries) if alone else None,
        "tries": tries,
    }


def _goes_on(last: DraftProgress, *, tries: int) -> int | None:
    """When a job that an engine failed goes on by itself; None when somebody has to see to it."""
    wait = round(last.wait * SECOND)
    if tries > len(GOES_ON_AFTER) or wait > DAY:
        return None
    return now() + max(GOES_ON_AFTER[tries - 1], wait)


def _state(job: Job, done: Run, *, stopped: bool, wish: str) -> JobState:
    last = done.last
    if done.fault is not None:
        return JobState.PAUSED if isinstance(done.fault, OutsideError) else JobState.FAILED
    if last.left and stopped:
        return JobState(wish) if wish else JobState.QUEUED  # the wish was taken back, or this process ends
    if last.stopped:
        return JobState.PAUSED
    if last.reason and job.engine not in ("", "auto", "none"):
        return JobState.FAILED
    return JobState.DONE
