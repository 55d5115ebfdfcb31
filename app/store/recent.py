"""What was read from files of late, kept as it was made of them; safe to share between threads."""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from app.store.stamps import SETTLED_NANOSECONDS

Value = TypeVar("Value")


@dataclass(frozen=True)
class Held(Generic[Value]):
    """What was made of a file, the file's stamp, () where it could match again after a change, and its bytes."""

    value: Value
    stamp: tuple[int, ...]
    size: int


class Recent(Generic[Value]):
    """The values of the files used last, of which together there are no more than `limit` bytes, or one."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: OrderedDict[Path, Held[Value]] = OrderedDict()
        self._bytes = 0
        self._guard = Lock()

    def get(self, path: Path) -> Held[Value] | None:
        with self._guard:
            held = self._held.get(path)
            if held:
                self._held.move_to_end(path)
            return held

    def hold(self, path: Path, value: Value, status: os.stat_result) -> None:
        """Remember a value; a file younger than the clock can tell apart gets no stamp that could match again."""
        settled = time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) > SETTLED_NANOSECONDS
        held = Held(value, stamp(status) if settled else (), status.st_size)
        with self._guard:
            old = self._held.pop(path, None)
            self._held[path] = held
            self._bytes += held.size - (old.size if old else 0)
            while self._bytes > self._limit and len(self._held) > 1:
                self._bytes -= self._held.popitem(last=False)[1].size

    def values(self) -> dict[Path, Value]:
        """What is held, the file used last at the end."""
        with self._guard:
            return {path: held.value for path, held in self._held.items()}


def stamp(status: os.stat_result) -> tuple[int, ...]:
    """What tells one state of a file from another."""
    # ctime as well: tools that set mtime back (rsync, tar, touch) cannot set it
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
