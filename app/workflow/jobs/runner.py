"""Waiting jobs are found, those that a killed server left too, and handed to somebody who does them."""

from __future__ import annotations

import logging
from threading import Event, Lock, Thread
from typing import Protocol

from app.errors import OutsideError, PasseurError
from app.store import jobs
from app.store.workspace import Workspace
from app.workflow.jobs import queue
from app.workflow.jobs.running import run

AT_ONCE = 2
LOOK = 2.0  # seconds between two looks for what others left

log = logging.getLogger(__name__)


class Hands(Protocol):
    """Whoever does jobs. The same one may be given again and again: only one run gets it."""

    def give(self, number: int) -> None:
        """Begin a job soon, unless there is too much to do."""

    def close(self) -> None: ...


class Threads:
    """Threads of this process."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._halt = Event()
        self._guard = Lock()
        self._busy: dict[int, Thread] = {}

    def give(self, number: int) -> None:
        with self._guard:
            if number in self._busy or len(self._busy) >= AT_ONCE or self._halt.is_set():
                return
            thread = self._busy[number] = Thread(target=self._run, args=(number,), daemon=True)
        thread.start()

    def close(self) -> None:
        """Leave what is being done to the next server; an answer that an engine owes is waited for some seconds."""
        self._halt.set()
        with self._guard:
            busy = list(self._busy.values())
        for thread in busy:
            thread.join(2 * LOOK)

    def _run(self, number: int) -> None:
        try:
            run(self._workspace, number, halt=self._halt)
        except PasseurError as error:
            log.warning("job %d: %s", number, error)
        finally:
            with self._guard:
                del self._busy[number]


def runner_of(workspace: Workspace) -> Runner:
    """The runner that the settings ask for."""
    config = workspace.config
    return Runner(workspace, queue.Queue(config.broker) if config.jobs == "celery" else Threads(workspace))


class Runner:
    """Looks for waiting jobs of a workspace, from the first `wake` on until it is closed."""

    def __init__(self, workspace: Workspace, hands: Hands) -> None:
        self._workspace = workspace
        self._hands = hands
        self._closed = Event()
        self._awake = Event()
        self._guard = Lock()
        self._thread: Thread | None = None

    def wake(self) -> None:
        """Look now: a job came."""
        with self._guard:
            if self._thread is None and not self._closed.is_set():
                self._thread = Thread(target=self._look, daemon=True)
                self._thread.start()
        self._awake.set()

    def close(self) -> None:
        self._closed.set()
        self._awake.set()
        with self._guard:
            thread = self._thread
        if thread is not None:
            thread.join()
        self._hands.close()

    def _look(self) -> None:
        while not self._closed.is_set():
            self._awake.clear()
            try:
                for number in jobs.waiting(self._workspace.database):
                    self._give(number)
            except PasseurError as error:  # a database that is busy
                log.warning("jobs cannot be looked for: %s", error)
            except Exception:  # without this thread no job would begin any more
                log.exception("looking for jobs")
            self._awake.wait(LOOK)

    def _give(self, number: int) -> None:
        try:
            self._hands.give(number)
        except OutsideError as error:
            jobs.note(self._workspace.database, number, error.sentence)
