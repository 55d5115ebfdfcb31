"""One line of the table, and how a command is timed."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """What was measured, the figure with its unit, the figure to reach, and a ratio where there is a peer."""

    what: str
    here: str
    goal: str
    peer: str = ""


def seconds(
    command: Sequence[str], *, cwd: Path, times: int, before: Callable[[], object] = lambda: None, warm: bool = True
) -> float:
    """The median of `times` runs of a whole process, after one that does not count unless `warm` is False."""
    taken = []
    for _ in range(times + warm):
        before()
        start = time.perf_counter()
        subprocess.run(command, cwd=cwd, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[warm:])
