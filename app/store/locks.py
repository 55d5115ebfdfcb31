"""Locks that threads and processes share, given in turn; and the line in which the threads of one process wait."""

from __future__ import annotations

import fcntl
import hashlib
import os
import random
import struct
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

FILE = "lock"
PAUSE = 0.003  # seconds between tries, on average: no lock of a file can be waited for with a time limit
CHANCE = random.SystemRandom()  # nobody's sequence of random numbers is disturbed by what waits in a thread


class Lines:
    """Threads that wait for the same name, in the order in which they came: a lock of a file can only be tried again
    and again, so that whom it finds next is luck."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: dict[str, deque[Lock]] = {}

    @contextmanager
    def front(self, name: str, *, seconds: float) -> Iterator[bool]:
        """Be the first in the line for `name` while the block lasts; yields False when that took `seconds`."""
        mine = Lock()
        mine.acquire()
        with self._guard:
            line = self._waiting.setdefault(name, deque())
            line.append(mine)
            if line[0] is mine:
                mine.release()
        try:
            yield mine.acquire(timeout=seconds)
        finally:
            self._leave(name, mine)

    def _leave(self, name: str, mine: Lock) -> None:
        with self._guard:
            line = self._waiting[name]
            was_front = line[0] is mine
            line.remove(mine)
            if not line:
                del self._waiting[name]
            elif was_front:
                line[0].release()


@contextmanager
def locked(folder: Path, name: str, *, seconds: float) -> Iterator[bool]:
    """Hold the lock of that name among those in `folder`; yields False when it stayed taken for `seconds`.

    Whoever waits for the lock holds the turn meanwhile: one who saves again and again cannot take it back before the
    others had theirs. OSError when nothing can be written in `folder`, which is made when it is missing.
    """
    end = time.monotonic() + seconds
    place = 2 * (int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()[:8]) >> 2)
    turn = _wait(folder, place + 1, end=end)
    try:
        lock = _wait(folder, place, end=end) if turn is not None else None
    finally:
        if turn is not None:
            os.close(turn)
    try:
        yield lock is not None
    finally:
        if lock is not None:
            os.close(lock)


def _wait(folder: Path, place: int, *, end: float) -> int | None:
    while (descriptor := _take(folder, place)) is None:
        if time.monotonic() > end:
            return None
        time.sleep(CHANCE.uniform(0, 2 * PAUSE))  # so that those who wait do not try in step
    return descriptor


def _take(folder: Path, place: int) -> int | None:
    """The descriptor that holds the lock; None when another one does, or the file was just deleted."""
    # one file for all, of which each lock is a byte; where only whole files can be locked, one for each
    file = folder / (FILE if sys.platform == "linux" else f"{FILE}-{place:x}")
    descriptor = _opened(file)
    try:
        if sys.platform == "linux":
            # owned by the descriptor, as flock's are: a process's own locks would not hold its threads apart
            byte = struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, place, 1, 0)
            fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, byte)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(descriptor).st_ino == file.stat().st_ino:
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass  # the caller tries again
    os.close(descriptor)
    return None


def _opened(file: Path) -> int:
    try:
        return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
