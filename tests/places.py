"""Where tests find things, what they need to run, and the type of the fixture that runs the command line."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app import config
from app.store.workspace import Workspace

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"  # real text that is not ours to keep; tests skip where it is missing

Run = Callable[..., subprocess.CompletedProcess[str]]

needs_gettext = pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed")


def workspace_at(root: Path) -> Workspace:
    return Workspace(root, config.load(root))
