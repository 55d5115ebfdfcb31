"""`jobs: celery`: workers do what a server hands out; one is killed, and the broker goes away for a while."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

import pytest
from engines.loopback import Handler
from engines.loopback import serving as translating
from places import workspace_at
from serving import kill, start

from app.store.workspace import Workspace
from app.workflow import jobs
from app.workflow.jobs import Job, JobState

REDIS = shutil.which("redis-server")
SLUGS = ("lettre-1", "lettre-2")
NUMBERS = ("un", "deux", "trois", "quatre", "cinq", "six")

pytest.importorskip("celery", reason="Celery is not installed: pip install 'passeur[celery]'")
pytestmark = pytest.mark.skipif(not REDIS, reason="Redis is not installed: apt-get install redis-server")


@contextmanager
def redis(port: int, folder: Path) -> Iterator[None]:
    command = [REDIS, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until(lambda: _answers(port))
        yield
    finally:
        process.kill()
        process.wait()


@contextmanager
def worker(root: Path) -> Iterator[None]:
    process = start("worker", cwd=root)
    try:
        yield
    finally:
        kill(process)


def _answers(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def latest(workspace: Workspace, slug: str) -> Job:
    found = jobs.latest(workspace, slug, "es")
    assert found
    return found


def test_jobs_outlive_their_worker_and_wait_for_the_broker(tmp_path: Path) -> None:
    usable, hung = Event(), Event()

    def answer(handler: Handler, body: dict[str, str]) -> None:
        if "quatre" in body["q"] and not usable.is_set():
            hung.set()
            usable.wait(60)
        handler.send_draft(body["q"].replace("bateau", "barco"))

    root, port = tmp_path / "workspace", free_port()
    (root / "source_issues").mkdir(parents=True)
    for slug in SLUGS:
        text = "\n\n".join(f"Le bateau {number} part pour la {slug}." for number in NUMBERS)
        (root / f"source_issues/{slug}.md").write_text(f"{text}\n", encoding="utf-8")
    with translating(answer) as engine:
        named = f"engine: libretranslate\nengines: {{libretranslate: {{address: {engine.address}}}}}\n"
        settings = f"locales: [es]\njobs: celery\nbroker: redis://127.0.0.1:{port}/0\n{named}"
        (root / "passeur.yaml").write_text(settings, encoding="utf-8")
        workspace = workspace_at(root)
        runner = jobs.runner_of(workspace)
        try:
            with redis(port, tmp_path):
                jobs.start(workspace, SLUGS[0], "es", by="ana")
                runner.wake()
                with worker(root):
                    assert hung.wait(60)
                usable.set()
                assert latest(workspace, SLUGS[0]).state is JobState.RUNNING
                with worker(root):
                    until(lambda: not latest(workspace, SLUGS[0]).active)
            assert (latest(workspace, SLUGS[0]).state, latest(workspace, SLUGS[0]).done) == (JobState.DONE, 6)
            jobs.start(workspace, SLUGS[1], "es", by="ana")
            runner.wake()
            until(lambda: bool(latest(workspace, SLUGS[1]).message))
            assert latest(workspace, SLUGS[1]).state is JobState.QUEUED
            assert "broker" in latest(workspace, SLUGS[1]).message
            with redis(port, tmp_path), worker(root):
                until(lambda: not latest(workspace, SLUGS[1]).active)
            assert (latest(workspace, SLUGS[1]).state, latest(workspace, SLUGS[1]).done) == (JobState.DONE, 6)
        finally:
            runner.close()
