"""Locks that threads and processes share, given in turn."""

from __future__ import annotations

import fcntl
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TURN = ".turn"
PAUSE = 0.003  # seconds between tries, on average: flock cannot wait for a time


@contextmanager
def locked(file: Path, *, seconds: float) -> Iterator[bool]:
    """Hold the lock on `file`, which is made when it is missing; yields False when it stayed taken for `seconds`.

    Whoever waits for the lock holds the turn meanwhile: one who saves again and again cannot take it back before the
    others had theirs. OSError when the file cannot be made.
    """
    end = time.monotonic() + seconds
    file.parent.mkdir(parents=True, exist_ok=True)
    turn = _wait(file.with_suffix(TURN), end=end)
    try:
        lock = _wait(file, end=end) if turn is not None else None
    finally:
        if turn is not None:
            os.close(turn)
    try:
        yield lock is not None
    finally:
        if lock is not None:
            os.close(lock)


def _wait(file: Path, *, end: float) -> int | None:
    while (descriptor := _take(file)) is None:
        if time.monotonic() > end:
            return None
        time.sleep(random.uniform(0, 2 * PAUSE))  # noqa: S311 - so that those who wait do not try in step
    return descriptor


def _take(file: Path) -> int | None:
    """The descriptor that holds the lock; None when another one does, or the file was just deleted."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(descriptor).st_ino == file.stat().st_ino:
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass  # the caller tries again
    os.close(descriptor)
    return None
