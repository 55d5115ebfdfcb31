"""Drafting in the background of the server: a thread for each job, one job a catalog."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from threading import Lock, Thread

from app.errors import PasseurError
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.drafting import DraftProgress, draft

log = logging.getLogger(__name__)

BEGUN = Message("Drafting has begun.")


@dataclass
class Job:
    """How far drafting one catalog is. `message` is for the person who waits."""

    done: int = 0
    total: int = 0
    running: bool = True
    failed: bool = False
    message: str = BEGUN


class Drafting:
    """The jobs of one server; they end with it, and what was drafted until then stays in the catalogs."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._jobs: dict[tuple[str, str], Job] = {}
        self._lock = Lock()

    def start(self, slug: str, locale: str, *, by: str) -> Job:
        """Begin drafting for the person named `by`, or give back the job that does so already."""
        with self._lock:
            held = self._jobs.get((slug, locale))
            if held is not None and held.running:
                return held
            job = self._jobs[slug, locale] = Job()
        Thread(target=self._run, args=(job, slug, locale, by), daemon=True).start()
        return job

    def job(self, slug: str, locale: str) -> Job | None:
        """The last job of a catalog; None when there was none since the server started."""
        return self._jobs.get((slug, locale))

    def _run(self, job: Job, slug: str, locale: str, by: str) -> None:
        try:
            for step in draft(self._workspace, slug, locale, by=by):
                job.done, job.total = step.done, step.total
                job.message = in_words(step)
        except PasseurError as error:
            job.failed = True
            job.message = Message("{problem} What was drafted until then is kept.", problem=str(error))
        except Exception:
            log.exception("drafting %s in %s", slug, locale)
            job.failed = True
            job.message = Message("Drafting met a fault in Passeur; what was drafted until then is kept.")
        finally:
            job.running = False


def in_words(step: DraftProgress) -> Message:
    """What a run has done, for the person who started it."""
    if not step.total:
        return Message("There was nothing to draft.")
    said = Message(
        "{done} of {total} drafted, {remembered} of them from memory.",
        done=step.done,
        total=step.total,
        remembered=step.from_memory,
    )
    if step.settled:
        said = Message(
            "{said} {number} approved at once, as they stood in the same context before.",
            said=said,
            number=step.settled,
        )
    problem: Message = step.reason
    if step.failures and not problem:
        first = step.failures[0]
        problem = Message("{number} failed, the first: {first}", number=len(step.failures), first=str(first))
    return Message("{said} {problem}", said=said, problem=problem) if problem else said
