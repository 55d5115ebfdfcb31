"""Whatever kills a command or the server, catalogs are whole, no target is lost and the next run goes on."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from http.client import HTTPException
from pathlib import Path
from threading import Thread

import pytest
from places import ROOT, Run
from serving import CATALOG, Client, edit_sources, kill, leftovers, lost, serving, start, targets

COMMANDS = (("update",), ("draft", "-l", "es"))
TRIALS = 4


@pytest.fixture
def edited(samples: Path) -> Path:
    """A workspace whose sources are newer than its catalogs."""
    edit_sources(samples)
    return samples


def copies(workspace: Path) -> Path:
    place = workspace.with_name("copy")
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(workspace, place)
    return place


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_command_killed_at_any_time_loses_nothing_and_goes_on(
    edited: Path, passeur: Run, command: Sequence[str]
) -> None:
    chance, before = random.Random(1), targets(edited)
    started = time.monotonic()
    passeur(*command, cwd=copies(edited))
    whole_run = time.monotonic() - started
    for _ in range(TRIALS):
        place = copies(edited)
        process = start(*command, cwd=place)
        time.sleep(chance.uniform(0.3, 1) * whole_run)  # sooner it only loads its modules
        kill(process)
        assert not lost(before, place)
        passeur(*command, cwd=place)
        assert not lost(before, place)
        assert not leftovers(place)
    passeur("update", "--check", "-l", "es", cwd=place)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.parametrize(
    ("call", "fault"),
    [
        ("fsync:when=1", "signal=SIGKILL"),  # the temporary file
        ("fsync:when=2", "signal=SIGKILL"),  # the folder
        ("renameat2:when=1", "signal=SIGKILL"),
        ("fsync:when=1", "error=ENOSPC"),
        ("fsync:when=2", "error=EIO"),
        ("renameat2:when=1", "error=EIO"),
    ],
)
def test_command_stopped_inside_a_save_loses_nothing(edited: Path, passeur: Run, call: str, fault: str) -> None:
    before = targets(edited)
    name, when = call.split(":")
    command = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={name}", "-e", f"inject={name}:{fault}:{when}"]
    command += [sys.executable, "-m", "app", "update", "-l", "en"]
    done = subprocess.run(
        command, cwd=edited, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    if "ptrace" in done.stderr:
        pytest.skip("strace may not trace here")
    assert done.returncode in ((-signal.SIGKILL, 128 + signal.SIGKILL) if fault == "signal=SIGKILL" else (3,))
    assert "Traceback" not in done.stderr
    assert not lost(before, edited)
    passeur("update", cwd=edited)
    assert not lost(before, edited)
    assert not leftovers(edited)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_command_asked_to_stop_ends_with_its_code_and_whole_files(edited: Path, number: int, code: int) -> None:
    before = targets(edited)
    process = start("update", cwd=edited, errors=edited.with_name("said"))
    while not (edited / "locales/en/LC_MESSAGES/2026-11-lettre-des-communs.po").exists() and process.poll() is None:
        time.sleep(0.002)
    process.send_signal(number)
    process.communicate()
    assert process.returncode in (code, 0)  # 0: it was done already
    assert "Traceback" not in edited.with_name("said").read_text(encoding="utf-8")
    assert not lost(before, edited)
    assert not leftovers(edited)


def test_server_killed_while_it_saves_keeps_every_save_it_confirmed(samples: Path) -> None:
    chance = random.Random(1)
    before = targets(samples)[CATALOG]
    for trial in range(3):
        confirmed: dict[str, str] = {}
        with serving(samples) as server:
            rows = server.client().get()[1]
            threads = [
                Thread(target=keep_saving, args=(server.client(), rows[part::2], f"{trial}.{part}", confirmed))
                for part in range(2)
            ]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.2, 0.8))
            kill(server.process)
            for thread in threads:
                thread.join()
        held = targets(samples)[CATALOG]
        assert confirmed
        # each segment is saved once, so that nothing may stand in the place of a save that was confirmed
        assert set(confirmed.values()) <= set(held)
        assert held.total() >= before.total()
    with serving(samples):
        assert not leftovers(samples)


def keep_saving(client: Client, rows: Sequence[dict[str, str]], name: str, confirmed: dict[str, str]) -> None:
    """Save each row once, until the server is gone; notes what it confirmed."""
    for number, row in enumerate(rows):
        target = f"Cible {name}.{number} « à part »"
        try:
            code, _ = client.save(row["id"], target, row["version"])
        except (OSError, HTTPException, ValueError):
            return
        if code == 200:
            confirmed[row["id"]] = target


def test_server_asked_to_stop_says_so_and_ends_with_0(samples: Path) -> None:
    with serving(samples) as server:
        server.process.terminate()
        assert server.process.wait(30) == 0
        assert "Stopped." in server.errors.read_text(encoding="utf-8")
