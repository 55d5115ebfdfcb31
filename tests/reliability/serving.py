"""A real `passeur serve` for tests that kill it, and what a workspace must still hold afterwards."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from places import ROOT

from app.core import catalogs

SLUG = "2026-10-lettre-des-communs"
CATALOG = f"locales/en/LC_MESSAGES/{SLUG}.po"
SEGMENTS = f"/api/v1/issues/{SLUG}/locales/en/segments"


def start(*arguments: str, cwd: Path, errors: Path | None = None) -> subprocess.Popen[str]:
    """`passeur ARGUMENTS` in a process group of its own; what it says on stderr goes to the file `errors`."""
    command = [sys.executable, "-m", "app", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with open(errors or os.devnull, "w", encoding="utf-8") as said:
        return subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=said, text=True, start_new_session=True
        )


def kill(process: subprocess.Popen[str]) -> None:
    """SIGKILL to the process and its children."""
    with suppress(ProcessLookupError):  # it was quicker
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout:
        process.stdout.close()


class Server:
    """A running server; each thread that asks takes a `client` of its own."""

    def __init__(self, process: subprocess.Popen[str], errors: Path) -> None:
        assert process.stdout
        address = urlsplit(process.stdout.readline().strip())
        assert address.port, errors.read_text(encoding="utf-8")
        self.process = process
        self.errors = errors
        self.port = address.port
        self.token = parse_qs(address.query)["token"][0]
        self._clients: list[Client] = []

    def client(self) -> Client:
        self._clients.append(Client(self.port, self.token))
        return self._clients[-1]

    def end(self) -> None:
        """Kill it if it still runs, and hang up. Its log may hold no traceback."""
        kill(self.process)
        for client in self._clients:
            client.close()
        assert "Traceback" not in self.errors.read_text(encoding="utf-8")


class Client:
    """One reviewer's connection to the API."""

    def __init__(self, port: int, token: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def get(self, segment: str = "") -> tuple[int, Any]:
        return self._ask("GET", f"{SEGMENTS}/{segment}" if segment else SEGMENTS, None)

    def save(self, segment: str, target: str, version: str) -> tuple[int, Any]:
        body = json.dumps({"target": target, "state": "needs_work", "version": version})
        return self._ask("PUT", f"{SEGMENTS}/{segment}", body)

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, Any]:
        self._connection.request(method, path, body, self._headers)
        answer = self._connection.getresponse()
        return answer.status, json.loads(answer.read())


@contextmanager
def serving(workspace: Path) -> Iterator[Server]:
    """`passeur serve` on a free port."""
    errors = workspace.with_name(f"{workspace.name}-errors-{os.urandom(4).hex()}")
    server = Server(start("serve", "--port", "0", cwd=workspace, errors=errors), errors)
    try:
        yield server
    finally:
        server.end()


def targets(workspace: Path, name: str = "*.po") -> dict[str, Counter[str]]:
    """Catalog -> the targets in it, live and obsolete. Fails when a catalog is not whole."""
    return {
        str(path.relative_to(workspace)): Counter(
            unit.target for unit in (*catalog.units, *catalog.obsolete) if unit.target
        )
        for path in workspace.glob(f"locales/*/LC_MESSAGES/{name}")
        for catalog in [catalogs.parse(path.read_bytes(), path=str(path))]
    }


def lost(before: dict[str, Counter[str]], workspace: Path) -> dict[str, Counter[str]]:
    """The targets of `before` that `workspace` no longer holds."""
    now = targets(workspace)
    gone = {name: held - now.get(name, Counter()) for name, held in before.items()}
    return {name: missing for name, missing in gone.items() if missing}


def leftovers(workspace: Path) -> list[Path]:
    return list(workspace.rglob(".*.tmp"))


def edit_sources(workspace: Path) -> None:
    """Give `update` something to do in every issue: a sentence more, a paragraph less."""
    for source in workspace.glob("source_issues/*.md"):
        blocks = source.read_text(encoding="utf-8").split("\n\n")
        prose = [number for number, block in enumerate(blocks) if number > 2 and re.match(r"\w", block)]
        blocks[prose[0]] = f"Voici une phrase toute neuve. {blocks[prose[0]]}"
        del blocks[prose[2]]
        source.write_text("\n\n".join(blocks), encoding="utf-8")
