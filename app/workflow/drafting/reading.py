"""An engine is read in a thread of its own, so that what it answered is saved within a second, however long the next
answer takes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Thread
from types import TracebackType
from typing import Self

from app.engines import Cancel, Result

SAVE_EVERY = 1.0  # seconds between saves: what a kill can cost
PATIENCE = 5.0  # seconds for an engine that is stopped to end


class Stop:
    """Stops an engine when its reader has enough, or when somebody else wants it."""

    def __init__(self, other: Cancel | None) -> None:
        self._own = Event()
        self._other = other

    def set(self) -> None:
        self._own.set()

    def is_set(self) -> bool:
        return self._own.is_set() or (self._other is not None and self._other.is_set())


class Reading:
    """The results of an engine as they come. A context manager: at its end the engine, which was given `stop`, ends."""

    def __init__(self, results: Iterable[Result], *, stop: Stop) -> None:
        self._stop = stop
        self._came: SimpleQueue[Result | BaseException | None] = SimpleQueue()  # None at the end
        self._group: list[Result] = []  # what may not be saved yet
        self._thread = Thread(target=self._read, args=(results,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join(PATIENCE)

    def groups(self) -> Iterator[list[Result]]:
        """The first result alone, so that whoever watches sees that it works, then what each second brought.

        Raises what the engine does, after what came before.
        """
        due = 0.0
        while not (ends := self._take(until=due)):
            if self._group and time.monotonic() >= due:
                yield self._group
                self._group, due = [], time.monotonic() + SAVE_EVERY
        if self._group:
            yield self._group
            self._group = []
        if isinstance(ends[0], BaseException):
            raise ends[0]

    def rest(self) -> list[Result]:
        """What came and may not be saved yet; the engine is stopped."""
        self._stop.set()
        self._thread.join(PATIENCE)
        while not self._came.empty():
            self._take(until=0.0)
        return self._group

    def _read(self, results: Iterable[Result]) -> None:
        try:
            for result in results:
                self._came.put(result)
        except BaseException as error:  # it is raised where the groups are taken
            self._came.put(error)
        else:
            self._came.put(None)

    def _take(self, *, until: float) -> tuple[BaseException | None, ...]:
        """Put the next result into the group; what ended the results, once they have ended. With a group that is due
        at `until` nothing is waited for any longer."""
        try:
            got = self._came.get(timeout=max(0.0, until - time.monotonic()) if self._group else None)
        except Empty:
            return ()
        if isinstance(got, Result):
            self._group.append(got)
            return ()
        return (got,)
