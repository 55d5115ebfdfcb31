"""What keeps processes warm ends them when nobody asked for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

AFTER = 300.0  # seconds: a chain of Apertium's holds 600 MB


class Idling:
    """Calls `close` once it was not in use for `after` seconds, each time anew."""

    def __init__(self, close: Callable[[], None], *, after: float = AFTER) -> None:
        self._close = close
        self._after = after
        self._lock = threading.Lock()
        self._users = 0
        self._timer: threading.Timer | None = None

    @contextmanager
    def used(self) -> Iterator[None]:
        """In use while the block lasts."""
        with self._lock:
            self._users += 1
            self._stop()
        try:
            yield
        finally:
            with self._lock:
                self._users -= 1
                if not self._users:
                    self._timer = threading.Timer(self._after, self._end)
                    self._timer.daemon = True
                    self._timer.start()

    def _end(self) -> None:
        with self._lock:
            if self._users:
                return
        self._close()

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def stop(self) -> None:
        """Forget about it: everything is closed."""
        with self._lock:
            self._stop()
