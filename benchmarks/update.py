"""`passeur update` as a whole process: a new issue into four locales, and again with nothing to do."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import texts
from benchmarks.row import Row, seconds


def measure(*, quick: bool = False) -> Iterator[Row]:
    times = 3 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        texts.workspace(root, issues=1, segments=80)
        command = [sys.executable, "-m", "app", "--workspace", str(root), "update"]
        here = Path.cwd()
        new = seconds(
            command, cwd=here, times=times, before=lambda: shutil.rmtree(root / "locales", ignore_errors=True)
        )
        yield Row("update of a new issue of 80 segments, 4 locales", f"{new:.2f} s", "< 1.5 s")
        again = seconds(command, cwd=here, times=times)
        yield Row("the same with nothing to do", f"{again:.2f} s", "")
