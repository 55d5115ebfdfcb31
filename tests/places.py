"""Where tests find things, and the type of the fixture that runs the command line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"  # real text that is not ours to keep; tests skip where it is missing

Run = Callable[..., subprocess.CompletedProcess[str]]
