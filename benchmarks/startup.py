"""`passeur --help`: imports are paid by the command that needs them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.row import Row, seconds


def measure(*, quick: bool = False) -> Iterator[Row]:
    times = 3 if quick else 15
    ours = seconds([sys.executable, "-m", "app", "--help"], cwd=Path.cwd(), times=times)
    bare = seconds([sys.executable, "-c", "import click"], cwd=Path.cwd(), times=times)
    yield Row(
        "passeur --help, whole process", f"{ours:.3f} s", "< 0.3 s", f"{ours / bare:.2f} x python importing click"
    )
