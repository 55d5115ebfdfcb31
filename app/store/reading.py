"""The bytes of a file, no more than are allowed."""

from __future__ import annotations

import os
from pathlib import Path


def read(path: str | Path, *, limit: int) -> tuple[bytes, os.stat_result]:
    """What a file holds, at least one byte more than `limit` if that is too much, and its status. OSError."""
    with open(path, "rb", buffering=0) as file:
        status = os.fstat(file.fileno())
        # to ask for `limit` bytes of every file would have that much memory mapped each time
        return (file.readall() if status.st_size <= limit else file.read(limit + 1)), status
