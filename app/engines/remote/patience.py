"""Trying again: how often, how long to wait between, and when an engine is left alone."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from app.engines.protocol import Cancel
from app.engines.remote.statuses import HttpFailure
from app.engines.remote.transport import CONNECT, WHOLE
from app.errors import EngineError
from app.wording import Message

Answer = TypeVar("Answer")

LONGEST_WAIT = 60.0  # seconds that a Retry-After may ask for
TICK = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of an engine elsewhere, in seconds and times."""

    connect: float = CONNECT
    whole: float = WHOLE
    tries: int = 4
    first_pause: float = 0.5  # doubled at each further try; what is waited lies anywhere between 0 and that
    failures: int = 3  # segments in a row
    per_minute: float = 0.0  # requests, evenly; 0: as many as are answered


@dataclass(slots=True)
class Patience:
    """Asks until there is an answer, and remembers whether the engine answers at all."""

    limits: Limits
    cancel: Cancel | None = None
    _answered: bool = False
    _failed: int = 0
    _next: float = 0.0  # when the pace allows the next request, of time.monotonic
    _random: random.Random = field(default_factory=random.SystemRandom)

    def ask(self, question: Callable[[], Answer]) -> Answer:
        """What `question` returns. EngineError once trying again is no use, engine-wide when that holds for all."""
        for attempt in range(1, self.limits.tries + 1):
            self._keep_pace()
            try:
                answer = question()
            except EngineError as error:
                if self._cancelled():
                    raise stopped() from error
                self._give_up(error, attempt)
                self._wait(error, attempt)
            else:
                self._answered, self._failed = True, 0
                return answer
        raise AssertionError("the last try raises")

    def _give_up(self, error: EngineError, attempt: int) -> None:
        """Raises `error` unless another try makes sense."""
        wait = error.wait if isinstance(error, HttpFailure) else 0.0
        if wait > LONGEST_WAIT:
            fix = Message("Draft again later: what is drafted is kept.")
            if wait < 86_400:
                reason = Message("{problem} It names {number} minutes.", problem=error.message, number=round(wait / 60))
            else:
                reason = Message("{problem} It names more than a day.", problem=error.message)
            raise EngineError(reason, fix=fix, retryable=True, engine_wide=True, wait=wait)
        slow = isinstance(error, HttpFailure) and error.slow
        if error.retryable and not slow and attempt < self.limits.tries:
            return
        self._failed += 1
        allowed = self.limits.failures if self._answered or not error.retryable else 1
        if not error.engine_wide and self._failed >= allowed:
            fix = error.fix or Message("Draft again later: what is drafted is kept.")
            raise EngineError(error.message, fix=fix, retryable=error.retryable, engine_wide=True) from error
        raise error

    def _wait(self, error: EngineError, attempt: int) -> None:
        wait = error.wait if isinstance(error, HttpFailure) else 0.0
        pause = self._random.uniform(0, self.limits.first_pause * 2 ** (attempt - 1))
        self._sleep(time.monotonic() + wait + pause)

    def _cancelled(self) -> bool:
        return self.cancel is not None and self.cancel.is_set()

    def _keep_pace(self) -> None:
        if self.limits.per_minute:
            self._sleep(self._next)
            self._next = time.monotonic() + 60 / self.limits.per_minute

    def _sleep(self, until: float) -> None:
        while (left := until - time.monotonic()) > 0:
            if self._cancelled():
                raise stopped()
            time.sleep(min(TICK, left))


def stopped() -> EngineError:
    """The error of segments that were not reached when drafting was stopped."""
    return EngineError(Message("Drafting was stopped."), retryable=True, engine_wide=True)
