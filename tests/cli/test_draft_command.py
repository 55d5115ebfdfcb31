"""`passeur draft`: what it says before it sends anything, and what it leaves when it is stopped."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import pytest
from engines.loopback import Handler
from engines.loopback import serving as translating
from places import ROOT, Run, workspace_at

from app.store import jobs as store
from app.workflow import jobs

SOURCES = [f"Le bateau {one} part demain." for one in ("un", "deux", "trois", "quatre", "cinq", "six", "sept")]
ELSEWHERE = "http://127.0.0.2:9"  # no machine's own name, so that it passes for another; nobody listens


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "source_issues").mkdir()
    (tmp_path / "source_issues/lettre.md").write_text("\n\n".join(SOURCES) + "\n", encoding="utf-8")
    return tmp_path


def configure(workspace: Path, address: str) -> None:
    text = f"locales: [es]\nengines: {{libretranslate: {{address: '{address}', price: 20}}}}\n"
    (workspace / "passeur.yaml").write_text(text, encoding="utf-8")


def on_a_terminal(workspace: Path, *arguments: str, answer: str) -> tuple[int, str]:
    """Exit code and what was said, by a command that is answered on a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "app", "draft", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CI": "1"}
    process = subprocess.Popen(command, cwd=workspace, stdin=theirs, stderr=subprocess.PIPE, env=environment, text=True)
    os.close(theirs)
    os.write(ours, f"{answer}\n".encode())
    said = process.communicate(timeout=60)[1]
    os.close(ours)
    return process.returncode, said


def targets(workspace: Path) -> list[str]:
    path = workspace / "locales/es/LC_MESSAGES/lettre.po"
    return re.findall(r'^msgstr "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE) if path.exists() else []


def test_a_dry_run_tells_what_would_go_where_its_time_and_price(workspace: Path, passeur: Run) -> None:
    configure(workspace, "https://translate.example")
    said = passeur("draft", "--dry-run", cwd=workspace).stderr
    assert "7 empty units; 0 from memory" in said
    assert re.search(r"libretranslate would read \d+ characters in 7 segments, about 1 second, less than a cent", said)
    assert "libretranslate sends text to translate.example: 1" in said
    (told,) = json.loads(passeur("draft", "--dry-run", "--json", cwd=workspace).stdout)
    assert (told["empty"], told["requests"], told["sends_to"]) == (7, 7, "translate.example")
    assert told["price"] == pytest.approx(told["characters"] * 20 / 1_000_000, abs=1e-4)
    configure(workspace, "http://127.0.0.1:9")
    assert "No text leaves it" in passeur("draft", "--dry-run", cwd=workspace).stderr


def test_a_terminal_is_asked_before_text_goes_to_a_machine_that_nobody_named(workspace: Path) -> None:
    configure(workspace, ELSEWHERE)
    code, said = on_a_terminal(workspace, answer="n")
    assert (code, "Send it? [y/N]" in said, "sends text to 127.0.0.2" in said) == (130, True, True)
    assert targets(workspace) == []
    code, said = on_a_terminal(workspace, "--yes", answer="n")
    assert (code, "Send it?" in said, "sends text to 127.0.0.2" in said) == (3, False, True)
    assert "Send it?" in on_a_terminal(workspace, answer="y")[1]
    assert "Send it?" not in on_a_terminal(workspace, answer="n")[1]  # it was agreed to


def test_what_a_server_drafts_is_left_to_it(workspace: Path, passeur: Run) -> None:
    configure(workspace, ELSEWHERE)
    space = workspace_at(workspace)
    job = jobs.start(space, "lettre", "es", by="ana", engine="none")
    assert store.take(space.database, job.id, owner="a server")
    assert "is being drafted in the background" in passeur("draft", "--yes", cwd=workspace).stderr


def test_ctrl_c_leaves_what_was_done_and_the_next_run_goes_on(workspace: Path, passeur: Run) -> None:
    hangs = Event()

    def answer(handler: Handler, body: dict[str, str]) -> None:
        if "quatre" in body["q"] and not hangs.is_set():
            hangs.set()
            time.sleep(20)
        handler.send_draft(body["q"].replace("bateau", "barco"))

    with translating(answer) as engine:
        configure(workspace, engine.address)
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "app", "draft"]
        process = subprocess.Popen(command, cwd=workspace, stderr=subprocess.PIPE, env=environment, text=True)
        assert hangs.wait(60)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1]
        assert (process.returncode, said.splitlines()[-1]) == (130, "Stopped. What was done is kept.")
        assert len(targets(workspace)) == 3
        before = len(engine.asked)
        passeur("draft", cwd=workspace)
        assert len(targets(workspace)) == 7
        assert len(engine.asked) - before == 4
