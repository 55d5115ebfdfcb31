"""Drafting in the background: jobs in the database, which outlive the server, and one function that does one.

steering   people begin, pause, cancel and repeat jobs
running    a job is done, by whichever process took it first
telling    what became of it, in words
runner     waiting jobs are found and handed out: to threads of this process, or to Celery's workers
queue      Celery's side of that
"""

from app.store.jobs import Job, JobState
from app.workflow.jobs.runner import Runner, runner_of
from app.workflow.jobs.running import run
from app.workflow.jobs.steering import Deed, alive, latest, of_issue, start, steer

__all__ = [
    "Deed",
    "Failure",
    "Job",
    "JobState",
    "Runner",
    "alive",
    "latest",
    "of_issue",
    "run",
    "runner_of",
    "start",
    "steer",
]
