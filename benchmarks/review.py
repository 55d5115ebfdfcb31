"""Reviewers at work on a real server: saves, pages and searches over HTTP, and what the server needs for them.

The peer is Weblate 2026.10.1 on two cores of the same kind with PostgreSQL, Redis, two web workers and a Celery worker,
components of 100 strings and, "large", of 30,000. Its save writes rows of its database; the PO file is written later,
by a job. Ours answers when the PO file is on the disk (fsync) and read back, and the history is written.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.row import Row
from benchmarks.serving import Server, drafted, serving

PATIENCE = 120  # seconds for the index to be made
SMALL, LARGE = "numero-00000", "grand"
WORKLOADS = (
    ("1 client", 1, 0.0, "p50 10, p95 30 ms", "51 / 103 ms; large 961 / 1456"),
    ("8 clients", 8, 0.0, "p95 100 ms, 100/s", "350 / 691 ms, 18/s; large 2588 / 4279, 2.7/s"),
    ("20 reviewers", 20, 1.0, "p95 25 ms", ""),
)


def measure(*, quick: bool = False) -> Iterator[Row]:
    lasting = 4 if quick else 10
    for what, issues, largest in (("", 2, 2000), ("30,000 in the workspace: ", 30 if quick else 300, 0)):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "workspace"
            drafted(root, issues=issues, segments=100, largest=largest)
            with serving(root) as server:
                yield from _saves(server, SMALL, f"{what}save, issue of 100, ", lasting=lasting)
                if largest:
                    yield from _saves(server, LARGE, "save, issue of 2,000, ", lasting=lasting)
                yield from _pages(server, what, LARGE if largest else "", times=10 if quick else 40)
                yield Row(f"{what}resident memory", f"{server.megabytes:.0f} MB", "200 MB", "1,900 MB")
    yield Row("load while this was measured", f"{os.getloadavg()[1]:.1f}", "")


def _saves(server: Server, slug: str, what: str, *, lasting: int) -> Iterator[Row]:
    for who, count, think, goal, peer in WORKLOADS:
        arguments = [server.host, server.token, slug, str(count), str(think), str(lasting)]
        used = server.processor_seconds
        command = [sys.executable, "-m", "benchmarks.drive_reviewers", *arguments]
        taken = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        used = (server.processor_seconds - used) * 1000 / len(taken)
        here = f"{_p50(taken):.0f} / {_p95(taken):.0f} ms"
        yield Row(f"{what}{who}, p50 / p95", here, goal.partition(",")[0] if think else goal.split(", 1")[0], peer)
        if not think:
            yield Row(f"{what}{who}, saves a second (CPU each)", f"{len(taken) / lasting:.0f} ({used:.0f} ms)", "")


def _pages(server: Server, what: str, large: str, *, times: int) -> Iterator[Row]:
    with closing(HTTPConnection(server.host)) as line:
        cookie = _signed_in(line, server)
        begun = time.perf_counter()
        while _behind(line, cookie=cookie) and time.perf_counter() - begun < PATIENCE:
            time.sleep(0.5)
        pages = [("review page of 100", f"/review/en/{SMALL}", "50 ms, 60 kB", "146 / 168 ms; large 289 / 572")]
        if large:
            pages.append(("review page of 2,000", f"/review/en/{large}", "p95 150 ms, 200 kB", ""))
        pages.append(("search", "/search?q=potagers", "p95 50 ms", "64 / 99 ms; large 408 / 673"))
        for name, address, goal, peer in pages:
            taken, size, whole = [], 0, 0
            for _ in range(times + 1):
                begun = time.perf_counter()
                body = _get(line, address, cookie=cookie)
                taken.append((time.perf_counter() - begun) * 1000)
                size, whole = len(body), len(_plain(body))
            yield Row(f"{what}{name}, first", f"{taken[0]:.0f} ms", "")
            yield Row(f"{what}{name}, p50 / p95", f"{_p50(taken[1:]):.0f} / {_p95(taken[1:]):.0f} ms", goal, peer)
            yield Row(f"{what}{name}, sent / whole", f"{size / 1000:.0f} / {whole / 1000:.0f} kB", "")


def _behind(line: HTTPConnection, *, cookie: str) -> int:
    """How many catalogs the index of the new workspace still has to read."""
    body = _get(line, "/api/v1/locales/en/concordance?q=potagers", cookie=cookie)
    return int(json.loads(_plain(body))["behind"])


def _signed_in(line: HTTPConnection, server: Server) -> str:
    line.request("GET", f"/?token={server.token}")
    answer = line.getresponse()
    answer.read()
    return str(answer.headers["Set-Cookie"]).partition(";")[0]


def _get(line: HTTPConnection, address: str, *, cookie: str) -> bytes:
    line.request("GET", address, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = line.getresponse()
    body = answer.read()
    assert answer.status == 200, (address, answer.status)
    return body


def _plain(body: bytes) -> bytes:
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def _p50(taken: Sequence[float]) -> float:
    return sorted(taken)[len(taken) // 2]


def _p95(taken: Sequence[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]
