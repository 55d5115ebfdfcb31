"""Engines kept ready between two questions, as some take seconds to start and hundreds of megabytes to keep."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from app.engines.protocol import Engine

MOST = 4
IDLE_SECONDS = 600.0

Key = tuple[str, str]  # engine, target locale


@dataclass
class _Kept:
    engine: Engine
    users: int = 0
    left: float = 0.0  # when the last user did, by the clock that never goes back


class Warm:
    """At most MOST engines beyond those in use; each is closed after IDLE_SECONDS. Safe to share between threads."""

    def __init__(self, make: Callable[[str], Engine]) -> None:
        self._make = make
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()
        self._lock = Lock()

    @contextmanager
    def lent(self, name: str, locale: str) -> Iterator[Engine]:
        """An engine for as long as the block runs. What `make` raises, when it has to be made."""
        with self._lock:
            kept = self._kept.get((name, locale)) or _Kept(self._make(name))
            self._kept[name, locale] = kept
            self._kept.move_to_end((name, locale))
            kept.users += 1
        try:
            yield kept.engine
        finally:
            with self._lock:
                kept.users -= 1
                kept.left = time.monotonic()
                spare = self._spare()
            for engine in spare:
                engine.close()

    def close(self) -> None:
        """End all engines; nobody may be using one."""
        with self._lock:
            engines = [kept.engine for kept in self._kept.values()]
            self._kept.clear()
        for engine in engines:
            engine.close()

    def _spare(self) -> list[Engine]:
        """Takes out engines that nobody uses: those too many, the one longest unused first, and those too old."""
        oldest = time.monotonic() - IDLE_SECONDS
        free = [key for key, kept in self._kept.items() if not kept.users]
        gone = [key for at, key in enumerate(free) if at < len(free) - MOST or self._kept[key].left < oldest]
        return [self._kept.pop(key).engine for key in gone]
