"""What became of a job, for the person who waits for it."""

from __future__ import annotations

from app.errors import PasseurError
from app.store.jobs import Job, JobState
from app.wording import NOTHING, Message, counted
from app.workflow.drafting import DraftProgress

NOTHING_EMPTY = Message("There was nothing to draft.")
FAULT = Message("Drafting met a fault in Passeur; what was drafted until then is kept.")


def in_words(job: Job, last: DraftProgress, *, state: JobState, fault: Exception | None, wished: bool) -> Message:
    """What a run has done and why it went no further. `wished`: because somebody wanted it so."""
    if isinstance(fault, PasseurError):
        return Message("{problem} What was drafted until then is kept.", problem=fault.sentence)
    if fault is not None:
        return FAULT
    if not job.done + last.total:
        return NOTHING_EMPTY
    said = _numbers(job, last)
    if last.settled:
        said = Message(
            "{said} {number} approved at once, as they stood in the same context before.",
            said=said,
            number=last.settled,
        )
    why = NOTHING if wished or state is JobState.QUEUED else last.reason or _left(last)
    return Message("{said} {problem}", said=said, problem=why) if why else said


def _numbers(job: Job, last: DraftProgress) -> Message:
    done, total = job.done + last.done, job.done + last.total
    if last.from_memory:
        return Message(
            "{done} of {total} drafted, {remembered} of them from memory.",
            done=done,
            total=total,
            remembered=last.from_memory,
        )
    return Message("{done} of {total} drafted.", done=done, total=total)


def _left(last: DraftProgress) -> Message:
    """Of a run that went to its end: what is not drafted failed, or was filled by somebody else."""
    if last.failures:
        return counted("{number} segment failed.", "{number} segments failed.", len(last.failures))
    if last.left:
        return counted(
            "{number} segment was left to whoever is writing it.",
            "{number} segments were left to whoever is writing them.",
            last.left,
        )
    return NOTHING
