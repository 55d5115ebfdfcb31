"""A pipe that recovers: texts wait for it, a dead one is started again, and what kills it twice is given up."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence

from app.engines.apertium.job import Job
from app.engines.apertium.pipe import WINDOW, Flight, Pipe, PipeFailure
from app.errors import EngineError
from app.wording import Message

TIMEOUT = 15.0  # seconds for one text: thousands of times what one takes
GIVE_UP = 5  # failures in a row without a single answer: with TIMEOUT, the longest that a broken pair is waited for
NEVER = 4  # the same for programs that have not answered once


class Hop:
    """One mode of a route."""

    def __init__(self, name: str, commands: Sequence[Sequence[str]], *, timeout: float = TIMEOUT) -> None:
        self.name = name
        self.timeout = timeout
        self._commands = commands
        self.pipe: Pipe[Job] | None = None
        self._waiting: deque[tuple[Job, str]] = deque()
        self._careful = 0  # texts still to be sent one at a time, to see which of them kills the pipe
        self._failures = 0
        self._answered = False

    @property
    def busy(self) -> bool:
        return bool(self._waiting or (self.pipe and self.pipe.flying))

    def send(self, owner: Job, text: str) -> None:
        """Queues an escaped text."""
        self._waiting.append((owner, text))

    def turn(self) -> tuple[list[tuple[Job, str]], list[tuple[Job, EngineError]]]:
        """Moves on without waiting: answers that came, and texts that are given up.

        EngineError, engine-wide: the programs cannot be started, or die whatever they are sent.
        """
        if not self.busy:
            return [], []
        try:
            pipe = self._running()
            while self._waiting and len(pipe.flying) < (1 if self._careful else WINDOW):
                pipe.send(*self._waiting.popleft())
            answers = pipe.turn()
            self._check_time(pipe)
        except PipeFailure as failure:
            return [], self._recover(failure)
        if answers:
            self._failures = 0
            self._answered = True
            self._careful = max(0, self._careful - len(answers))
        return [(flight.owner, text) for flight, text in answers], []

    def _running(self) -> Pipe[Job]:
        if self.pipe is None:
            try:
                self.pipe = Pipe(self._commands)
            except OSError as error:
                fix = Message("`passeur doctor` shows what is missing.")
                raise EngineError(
                    Message("Apertium's {name} does not start: {reason}.", name=self.name, reason=str(error)),
                    fix=fix,
                    engine_wide=True,
                ) from error
        return self.pipe

    def _check_time(self, pipe: Pipe[Job]) -> None:
        if pipe.flying and time.monotonic() - pipe.flying[0].since > self.timeout:
            raise PipeFailure(Message("it took more than {seconds} s", seconds=round(self.timeout)))

    def _recover(self, failure: PipeFailure) -> list[tuple[Job, EngineError]]:
        flying: list[Flight[Job]] = list(self.pipe.flying) if self.pipe else []
        self.close(keep=True)
        self._failures += 1
        if self._failures >= (GIVE_UP if self._answered else NEVER):
            fix = Message("Reinstall the pair; `passeur doctor` tests it.")
            raise EngineError(
                Message("Apertium's {name} keeps failing: {reason}.", name=self.name, reason=failure.args[0]),
                fix=fix,
                engine_wide=True,
            )
        given_up: list[tuple[Job, EngineError]] = []
        if len(flying) == 1:
            flying[0].owner.crashes += 1
        if len(flying) == 1 and flying[0].owner.crashes > 1:
            error = EngineError(
                Message("Apertium's {name} failed on this segment: {reason}.", name=self.name, reason=failure.args[0]),
                retryable=True,
            )
            given_up.append((flying.pop().owner, error))
        self._careful = len(flying)
        self._waiting.extendleft((flight.owner, flight.text) for flight in reversed(flying))
        return given_up

    def close(self, *, keep: bool = False) -> None:
        """Ends the programs; `keep` leaves what waits in the queue."""
        if self.pipe:
            self.pipe.close()
            self.pipe = None
        if not keep:
            self._waiting.clear()
            self._careful = self._failures = 0
