"""`passeur serve` in a process of its own, on a workspace full of drafts."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from app import config
from app.core.model import Catalog, State
from app.store.workspace import Workspace
from app.workflow.update import update
from benchmarks import texts


@dataclass(frozen=True)
class Server:
    """`host` is 127.0.0.1 and a port, `token` what its one person and scripts show."""

    host: str
    token: str
    process: int

    @property
    def megabytes(self) -> float:
        """What the process holds in memory now."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]

    @property
    def processor_seconds(self) -> float:
        """User and system time that the process has used."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100


@contextmanager
def serving(root: Path) -> Iterator[Server]:
    command = [sys.executable, "-m", "app", "--workspace", str(root), "serve", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().decode().strip())
        yield Server(address.netloc, address.query.partition("=")[2], process.pid)
    finally:
        process.terminate()
        process.wait(timeout=10)


def drafted(root: Path, *, issues: int, segments: int, largest: int = 0) -> None:
    """A workspace whose every segment has a draft in English; one issue more, `grand`, with `largest` segments."""
    texts.workspace(root, issues=issues, segments=segments, locales=("en",))
    if largest:
        (root / "source_issues/grand.md").write_text(texts.issue(segments=largest, seed=issues), encoding="utf-8")
    workspace = Workspace(root, config.load(root))
    list(update(workspace, workspace.slugs(), locales=["en"]))
    for slug in workspace.slugs():
        workspace.catalogs.change(workspace.catalog_path(slug, "en"), _drafted)


def _drafted(catalog: Catalog | None) -> Catalog:
    assert catalog
    units = (replace(unit, target=target(unit.source, 0), state=State.DRAFT) for unit in catalog.units)
    return replace(catalog, units=tuple(units))


def target(source: str, number: int) -> str:
    """A text that no check objects to, another for each number."""
    return f"{('Today', 'Tomorrow')[number % 2]} {source[0].lower()}{source[1:]}"
