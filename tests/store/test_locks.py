"""Locks: one for each name, shared by threads and processes, all in one file where the system can."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.store.locks import locked

HOLD = """
import sys
from pathlib import Path
from app.store.locks import locked
with locked(Path(sys.argv[1]), sys.argv[2], seconds=0) as taken:
    print(taken, flush=True)
    sys.stdin.read()
"""


def free(folder: Path, name: str) -> bool:
    with locked(folder, name, seconds=0) as taken:
        return taken


def test_a_lock_is_held_once_and_leaves_the_others_free(tmp_path: Path) -> None:
    with locked(tmp_path, "a", seconds=0) as taken:
        assert (taken, free(tmp_path, "a"), free(tmp_path, "b")) == (True, False, True)
    assert free(tmp_path, "a")


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, tmp_path, "a"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "True\n"
        assert (free(tmp_path, "a"), free(tmp_path, "b")) == (False, True)
        process.kill()
    assert free(tmp_path, "a")


def test_locks_survive_the_loss_of_their_folder(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    assert free(folder, "a")
    for name in os.listdir(folder):
        (folder / name).unlink()
    folder.rmdir()
    assert free(folder, "a")


def test_thousands_of_names_leave_few_files(tmp_path: Path) -> None:
    assert all(free(tmp_path, f"{number}.po") for number in range(1000))
    assert sys.platform != "linux" or os.listdir(tmp_path) == ["lock"]
