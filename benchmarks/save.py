"""A save in the review screen, as the server sees it: request to answer, the file on the disk included."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app import config
from app.store.workspace import Workspace
from app.web import create_app
from app.workflow.update import update
from benchmarks import texts
from benchmarks.row import Row

TOKEN = "bench"  # noqa: S105 - of a server that nobody else reaches


def measure() -> Iterator[Row]:
    for segments, goal in ((80, "< 20 ms"), (300, "")):
        taken = sorted(_saves(segments=segments))
        p50, p95 = statistics.median(taken), taken[int(len(taken) * 0.95)]
        yield Row(f"a save, issue of {segments} segments, p50 / p95", f"{p50:.1f} / {p95:.1f} ms", goal)


def _saves(*, segments: int) -> Iterator[float]:
    """Milliseconds of each of 100 saves."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        texts.workspace(root, issues=1, segments=segments, locales=("en",))
        workspace = Workspace(root, config.load(root))
        list(update(workspace, workspace.slugs(), locales=["en"]))
        client = create_app(workspace, token=TOKEN, hosts=("localhost",)).test_client()
        headers = {"Authorization": f"Bearer {TOKEN}"}
        address = "/api/v1/issues/numero-00000/locales/en/segments"
        rows = client.get(address, headers=headers).get_json()
        for number in range(100):
            row = rows[number % len(rows)]
            body = {"target": row["source"] + f" {number}", "state": "needs_work", "version": row["version"]}
            start = time.perf_counter()
            answer = client.put(f"{address}/{row['id']}", json=body, headers=headers)
            yield (time.perf_counter() - start) * 1000
            assert answer.status_code == 200, answer.text
            row["version"] = answer.get_json()["version"]
