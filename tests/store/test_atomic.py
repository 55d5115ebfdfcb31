"""A file is replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from app.errors import DiskError
from app.store import atomic

POINTS = ("write", "fsync", "renameat2")
OLD, NEW = b"old text\n" * 2000, b"new text\n" * 3000
SAVE = """
import pathlib, sys
from app.store import atomic
path = pathlib.Path(sys.argv[1])
with atomic.Replacement(path, b"new text\\n" * 3000) as new:
    new.flush()
    assert new.put_for(path.read_bytes())
atomic.flush_folder(new.folder)
"""


def test_new_file_gets_its_folders(tmp_path: Path) -> None:
    atomic.write(tmp_path / "dist" / "en" / "a.md", b"text")
    assert (tmp_path / "dist" / "en" / "a.md").read_bytes() == b"text"


def test_mode_is_kept_and_given(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(b"old")
    file.chmod(0o640)
    atomic.write(file, b"new")
    atomic.write(tmp_path / "secret", b"new", mode=0o600)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_owner_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(b"old")
    os.chown(file, 12345, 23456)
    atomic.write(file, b"new")
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)


def test_symbolic_link_stays_and_its_target_changes(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.po").write_bytes(b"old")
    link = tmp_path / "a.po"
    link.symlink_to("real/a.po")
    atomic.write(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real" / "a.po").read_bytes() == b"new"


def _replaced(file: Path, data: bytes, *, old: bytes | None) -> bool:
    with atomic.Replacement(file, data) as new:
        new.flush()
        return new.put_for(old)


def test_only_what_was_read_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(OLD)
    assert _replaced(file, NEW, old=OLD)
    for expected in (OLD, None):
        assert not _replaced(file, OLD, old=expected)
    assert file.read_bytes() == NEW
    file.unlink()
    assert not _replaced(file, OLD, old=NEW)
    assert _replaced(file, OLD, old=None)
    assert file.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["a.po"]


def test_another_programs_save_at_the_last_moment_is_not_overwritten(tmp_path: Path) -> None:
    """It counts up and saves by renaming, again and again; ours says which of its saves it was made from."""
    file, stop = tmp_path / "a.po", Event()
    file.write_bytes(b"0")
    missing: list[int] = []
    saves = [0]

    def number() -> int:
        return int(file.read_bytes().split()[0])

    def other() -> None:
        while not stop.is_set():
            (tmp_path / "other").write_bytes(b"%d" % saves[0])
            os.replace(tmp_path / "other", file)
            time.sleep(0.0005)
            if number() < saves[0]:
                time.sleep(0.05)  # ours may stand there for microseconds before it is taken back
                if number() < saves[0]:
                    missing.append(saves[0])
            saves[0] += 1

    thread = Thread(target=other)
    thread.start()
    end = time.monotonic() + 1
    while time.monotonic() < end:
        old = file.read_bytes()
        _replaced(file, old.split()[0] + b" ours", old=old)
    stop.set()
    thread.join()
    assert not missing
    assert saves[0] > 10


def test_a_file_in_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("")
    with pytest.raises(DiskError, match="A file stands where a folder is needed"):
        atomic.write(tmp_path / "dist" / "a.md", b"text")


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(DiskError, match="A folder stands where a file is needed"):
        atomic.write(tmp_path / "a.md", b"text")
    assert os.listdir(tmp_path) == ["a.md"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said_in_words() -> None:
    with pytest.raises(OSError, match="space") as full, open("/dev/full", "wb", buffering=0) as file:
        file.write(b"x")
    error = atomic.disk_error(full.value, Path("locales/en/a.po"))
    assert error.message == "The disk is full: locales/en/a.po could not be saved."
    assert "space" in error.fix


def test_sweep_deletes_only_its_own_old_leftovers(tmp_path: Path) -> None:
    names = (".a.po.0123456789ab.tmp", ".b.po.0123456789ab.tmp", ".a.po.tmp", "a.tmp", ".a.po.swp")
    for name in names:
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (0, 0))
    os.utime(tmp_path / names[1])
    assert atomic.sweep(tmp_path) == 1
    assert {file.name for file in tmp_path.iterdir()} == set(names[1:])
    assert atomic.sweep(tmp_path / "missing") == 0


def test_writable_folder_has_no_excuse(tmp_path: Path) -> None:
    assert atomic.why_not_writable(tmp_path) == ""
    assert "no folder" in atomic.why_not_writable(tmp_path / "missing")


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.parametrize("fault", ["signal=SIGKILL", "error=ENOSPC", "error=EIO"])
def test_old_or_new_file_is_whole_whatever_call_fails(tmp_path: Path, fault: str) -> None:
    if not _traceable():
        pytest.skip("strace may not trace here")
    faults = 0
    for call in POINTS:
        for turn in range(1, 9):
            file = tmp_path / f"{call}{turn}" / "a.po"
            file.parent.mkdir()
            file.write_bytes(OLD)
            done, hit = _save_with(file, f"inject={call}:{fault}:when={turn}")
            if not hit:
                assert (done.returncode, file.read_bytes()) == (0, NEW)
                break
            faults += 1
            assert file.read_bytes() in (OLD, NEW)
            assert done.returncode != 0
            if "error=" in fault:
                assert b"DiskError" in done.stderr
                assert os.listdir(file.parent) == ["a.po"]
    assert faults >= len(POINTS)


def _traceable() -> bool:
    return subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode == 0


def _save_with(file: Path, injection: str) -> tuple[subprocess.CompletedProcess[bytes], bool]:
    """Run one save under strace with a fault injected; whether it struck."""
    call = injection.split("=")[1].split(":")[0]
    trace = file.parent.parent / "trace"
    command = ["strace", "-f", "-qq", "-o", trace, "-e", f"trace={call}", "-e", injection]
    environment = os.environ | {"PYTHONPATH": str(Path(atomic.__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*command, "--", sys.executable, "-c", SAVE, file], check=False, capture_output=True, env=environment
    )
    text = trace.read_text()
    return done, "INJECTED" in text or "killed by SIGKILL" in text


def test_every_reason_has_a_fix() -> None:
    for number in (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO):
        error = atomic.disk_error(OSError(number, os.strerror(number)), Path("a.po"))
        assert error.fix
        assert "a.po" in error.message
