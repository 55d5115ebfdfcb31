"""Reassembly as the peers do it, without the checks of `passeur export`: run as a process by `benchmarks.documents`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from app import config
from app.core import assembly
from app.core.model import Fallback
from app.store.workspace import Workspace
from app.workflow.ingest import ingest
from app.workflow.spread import Spread


def reassemble(slugs: Sequence[str], *, root: Path) -> list[int]:
    workspace = Workspace(root, config.load(root))
    for slug in slugs:
        issue = ingest(workspace, slug)
        catalog = workspace.catalogs.load(workspace.catalog_path(slug, "en")).catalog
        assert catalog
        done = assembly.assemble(issue.document, issue.segments, catalog, fallback=Fallback.SOURCE)
        (root / "out" / f"{slug}.md").write_text(done.text, encoding="utf-8")
    return [0] * len(slugs)


def main(root: Path) -> None:
    slugs = Workspace(root, config.load(root)).slugs()
    with Spread(partial(reassemble, root=root)) as spread:
        list(spread.run(slugs))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
