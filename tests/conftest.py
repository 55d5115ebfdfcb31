"""What many tests stand on: small real workspaces, the command line in its own process, no network but loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from places import ROOT, Run

# The same examples each time: who changes something else should not meet what chance finds. To look for more,
# HYPOTHESIS_PROFILE=default.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to any other machine, or a question for its address, fails the test that made it.

    `pytest.fail` raises no Exception, so that no code under test can swallow it.
    """
    connect, lookup = socket.socket.connect, socket.getaddrinfo

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not _is_here(address[0]):
            pytest.fail(f"a test tried to reach {address[0]}")
        connect(self, address)

    def resolved(host: object, *arguments: object, **keywords: object) -> object:
        if host and not _is_here(host):
            pytest.fail(f"a test looked up {host!r}")
        return lookup(host, *arguments, **keywords)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", resolved)


def _is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host)
    return name in ("localhost", "::1", "0.0.0.0") or name.startswith("127.")  # noqa: S104 - none is listened on


@pytest.fixture(autouse=True)
def _no_models_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Which engine drafts does not depend on what somebody fetched here before."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """A copy of the repository's own workspace, where the newest issue has just come in: it has no catalogs yet."""
    place = tmp_path / "samples"
    for folder in ("source_issues", "locales"):
        shutil.copytree(ROOT / folder, place / folder)
    shutil.copy(ROOT / "passeur.yaml", place / "passeur.yaml")
    for catalog in place.glob("locales/*/LC_MESSAGES/2026-11-*.po"):
        catalog.unlink()
    return place


@pytest.fixture
def passeur() -> Run:
    """Runs `passeur ARGUMENTS` in a process of its own; `cwd` is the workspace."""

    def run(
        *arguments: str, cwd: Path, code: int = 0, stdin: str = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "app", *arguments],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        )
        assert done.returncode == code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return done

    return run
