"""Engines kept between two questions, as some take seconds to start and hundreds of megabytes to keep."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from app.engines.protocol import Engine

MOST = 4


@dataclass
class _Kept:
    engine: Engine
    users: int = 0


class Warm:
    """Keeps the engines in use and MOST others, those asked last. Safe to share between threads.

    An engine that holds much while nobody asks lets go of it by itself (`app.engines.idling`).
    """

    def __init__(self, make: Callable[[str], Engine]) -> None:
        self._make = make
        self._kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()  # engine and locale, the last asked last
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
        """Takes out engines that nobody uses, where they are too many."""
        free = [key for key, kept in self._kept.items() if not kept.users]
        return [self._kept.pop(key).engine for key in free[: max(0, len(free) - MOST)]]
