"""Work on many issues spread over the machine's cores, with the results in order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from types import TracebackType
from typing import Generic, Self, TypeVar

from app.errors import OutsideError
from app.wording import Message

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 12  # items that are done sooner than processes start
CHUNK = 8  # items handed over at once
YOUNG = 200_000  # objects made between two collections: those of a chunk or two, which go by themselves
AHEAD = 3  # chunks under way or waiting, for each process: a slow one holds the others up only then


class Spread(Generic[Item, Result]):
    """Processes that do `function`, which takes some items and gives as many results; started when there is enough.

    `function` and everything that passes through it is pickled. Leaving the block lets each process end the chunk it
    is at and drops the rest.
    """

    def __init__(self, function: Callable[[Sequence[Item]], Sequence[Result]]) -> None:
        self._function = function
        self._pool: ProcessPoolExecutor | None = None
        self._processes = _cores()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def run(self, items: Sequence[Item]) -> Iterator[Result]:
        """The result of each item, in order. OutsideError when the system ended a process."""
        if len(items) <= FEW or not (self._pool or self._may_start()):
            for start in range(0, len(items), CHUNK):
                yield from self._function(items[start : start + CHUNK])
            return
        try:
            yield from self._spread(items)
        except BrokenProcessPool:
            fix = Message("Is there enough memory? What was done is kept: run the same command again.")
            raise OutsideError(
                Message("A process that worked on the issues was ended by the system."), fix=fix
            ) from None

    def _spread(self, items: Sequence[Item]) -> Iterator[Result]:
        self._pool = self._pool or self._started()
        size = max(1, min(CHUNK, len(items) // (AHEAD * self._processes)))
        under_way: deque[Future[Sequence[Result]]] = deque()
        for start in range(0, len(items), size):
            under_way.append(self._pool.submit(self._function, items[start : start + size]))
            if len(under_way) >= AHEAD * self._processes:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()

    def _may_start(self) -> bool:
        """False beside other threads, as in a server: a fork would copy the locks that they hold."""
        return self._processes > 1 and threading.active_count() == 1

    def _started(self) -> ProcessPoolExecutor:
        # elsewhere a fork may break the system's own libraries; here it spares each process the imports
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        return ProcessPoolExecutor(self._processes, mp_context=context, initializer=_prepare)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _prepare() -> None:
    """In a new process: Ctrl+C is the parent's to answer, and without a parent there is nothing left to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what came with the fork stays: no collection need look at it, or copy its pages
    gc.set_threshold(YOUNG)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)
