"""Who has an issue open now, and which segment of it: known to the server alone, and forgotten soon."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

STAY = 15.0  # seconds after the last sign of life

Place = tuple[str, str]  # slug, locale


@dataclass(frozen=True)
class Visitor:
    """One window of somebody's browser."""

    window: str  # the name that it gave itself
    person: str
    segment: str = ""  # the id of the one that is open in it


class Presence:
    """The windows that look at issues of one server. Safe to share between threads."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._seen: dict[str, tuple[Place, Visitor, float]] = {}  # by window, with the time until which it counts
        self._lock = Lock()

    def seen(self, place: Place, visitor: Visitor) -> list[Visitor]:
        """Note a sign of life; the other windows that look at the same place."""
        now = self._now()
        with self._lock:
            self._seen = {window: one for window, one in self._seen.items() if one[2] > now}
            self._seen[visitor.window] = (place, visitor, now + STAY)
            there = [one for where, one, _ in self._seen.values() if where == place]
        return [one for one in there if one.window != visitor.window]

    def left(self, window: str, *, person: str) -> None:
        """Forget a window of this person."""
        with self._lock:
            if window in self._seen and self._seen[window][1].person == person:
                del self._seen[window]
