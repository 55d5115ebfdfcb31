"""Answers of the database, kept for seconds: pages ask often, and who may do what changes seldom."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Answer = TypeVar("Answer")

SECONDS = 3  # for which the command line's changes go unnoticed; those made at this server are known at once
MOST = 2000  # answers


class Recent:
    """Safe to share between threads."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[float, Any]] = {}

    def get(self, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        """What `ask` said within the last seconds, else what it says now."""
        known = self._known
        at, answer = known.get(key, (0.0, None))
        if at < time.monotonic() - SECONDS:
            answer = ask()
            if len(known) >= MOST:
                self.forget()
            # into what was there when the question was put: if all was forgotten meanwhile, this answer is too
            known[key] = (time.monotonic(), answer)
        found: Answer = answer
        return found

    def forget(self) -> None:
        self._known = {}
