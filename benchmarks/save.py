"""A save in the review screen, as the server sees it: request to answer, the file on the disk included."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app import config
from app.store.workspace import Workspace
from app.web import create_app
from app.workflow.update import update
from benchmarks import texts
from benchmarks.row import Row

TOKEN = "bench"  # noqa: S105 - of a server that nobody else reaches


def measure(*, quick: bool = False) -> Iterator[Row]:
    """With fsync as it is, and with the time spent in it taken off: that is the disk's, not ours."""
    for segments in (80, 300):
        taken = list(_saves(segments=segments, times=20 if quick else 100))
        whole, ours = (
            (statistics.median(times), sorted(times)[int(len(times) * 0.95)]) for times in zip(*taken, strict=True)
        )
        what = f"a save, issue of {segments} segments, p50 / p95"
        yield Row(what, f"{whole[0]:.1f} / {whole[1]:.1f} ms", "< 20 ms" if segments == 80 else "")
        yield Row("the same, fsync left out of the count", f"{ours[0]:.1f} / {ours[1]:.1f} ms", "< 10 ms")


def _saves(*, segments: int, times: int) -> Iterator[tuple[float, float]]:
    """Milliseconds of each save, with and without the time that passed in fsync."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        texts.workspace(root, issues=1, segments=segments, locales=("en",))
        workspace = Workspace(root, config.load(root))
        list(update(workspace, workspace.slugs(), locales=["en"]))
        client = create_app(workspace, token=TOKEN, hosts=("localhost",)).test_client()
        headers = {"Authorization": f"Bearer {TOKEN}"}
        address = "/api/v1/issues/numero-00000/locales/en/segments"
        rows = client.get(address, headers=headers).get_json()
        for number in range(times):
            row = rows[number % len(rows)]
            body = {"target": row["source"] + f" {number}", "state": "needs_work", "version": row["version"]}
            with _flushing() as flushes:
                start = time.perf_counter()
                answer = client.put(f"{address}/{row['id']}", json=body, headers=headers)
                taken = (time.perf_counter() - start) * 1000
            yield taken, taken - sum(flushes) * 1000
            assert answer.status_code == 200, answer.text
            row["version"] = answer.get_json()["version"]


@contextmanager
def _flushing() -> Iterator[list[float]]:
    """The seconds of each fsync inside the block."""
    flushes: list[float] = []
    fsync = os.fsync

    def timed(descriptor: int) -> None:
        start = time.perf_counter()
        fsync(descriptor)
        flushes.append(time.perf_counter() - start)

    os.fsync = timed
    try:
        yield flushes
    finally:
        os.fsync = fsync
