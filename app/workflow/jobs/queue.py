"""Celery's side: jobs are handed out through a broker to `passeur worker`, which does them as a server would.

What travels is the number of a job, and only one run takes a job: a number that comes twice, late or after a kill does
no harm. Celery is imported here, as only those who set `jobs: celery` have it.
"""

from __future__ import annotations

import logging
import time
from threading import Event
from typing import TYPE_CHECKING

from app.errors import OutsideError, UsageError
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.jobs.running import run

if TYPE_CHECKING:
    from celery import Celery

TASK = "passeur.draft"
AGAIN = 10.0  # seconds until a number that nobody took is sent once more, the old one forgotten
CONNECT = 2.0  # seconds

log = logging.getLogger(__name__)


class Queue:
    """The broker, as the runner gives jobs to it."""

    def __init__(self, broker: str) -> None:
        self._app = _application(broker)
        self._sent: dict[int, float] = {}

    def give(self, number: int) -> None:
        """Put a job's number into the queue. OutsideError when the broker cannot be reached."""
        from kombu.exceptions import KombuError

        now = time.monotonic()
        if now < self._sent.get(number, -AGAIN) + AGAIN:
            return
        try:
            self._app.send_task(TASK, args=[number], expires=AGAIN, retry=False, ignore_result=True)
        except (KombuError, OSError) as error:
            raise OutsideError(
                Message("The broker of passeur.yaml cannot be reached ({reason}).", reason=type(error).__name__),
                fix=Message("Drafting begins as soon as it is back."),
            ) from error
        self._sent = {**{one: at for one, at in self._sent.items() if now < at + AGAIN}, number: now}

    def close(self) -> None:
        self._app.close()


def work(workspace: Workspace, *, at_once: int) -> None:
    """Do jobs of the queue until SIGTERM or Ctrl+C, `at_once` of them; what is being done then is left to others."""
    app = _application(workspace.config.broker)
    from celery.signals import worker_shutting_down

    halt = Event()

    @app.task(name=TASK)  # type: ignore[untyped-decorator, unused-ignore]
    def draft(number: int) -> None:
        run(workspace, number, halt=halt)

    def stop(**_: object) -> None:
        halt.set()

    worker_shutting_down.connect(stop)
    # threads, as in a server: processes would each need engines and memory of their own
    app.worker_main(
        ["--quiet", "worker", "--pool=threads", f"--concurrency={at_once}", "--loglevel=WARNING", "--without-gossip"]
    )


def _application(broker: str) -> Celery:
    """UsageError when Celery is not installed, or not what this broker needs."""
    try:
        from celery import Celery
    except ImportError:
        raise UsageError(
            Message("`jobs: celery` needs Celery."), fix=Message("Install it: `pip install 'passeur[celery]'`.")
        ) from None
    app = Celery("passeur", broker=broker)
    app.conf.update(
        task_ignore_result=True,
        task_acks_late=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
        broker_connection_retry_on_startup=True,
        broker_connection_timeout=CONNECT,
        broker_transport_options={"socket_connect_timeout": CONNECT, "socket_timeout": CONNECT, "max_retries": 0},
    )
    return app
