"""A next issue of ours, judged by hand: whether the best match of each segment is one that a person would take."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from app import config
from app.store.workspace import Workspace
from app.workflow.ingest import ingest
from app.workflow.suggestions import FLOOR
from benchmarks.memory import filling, peers
from benchmarks.row import Row

ROOT = Path(__file__).parent.parent.parent
SET = ROOT / "tests" / "data" / "memory" / "next_issue.json"


def rows() -> Iterator[Row]:
    judged = json.loads(SET.read_text(encoding="utf-8"))
    asked = [one["source"] for one in judged]
    wanted = {one["source"]: {_even(take) for take in one["take"]} for one in judged}
    space = Workspace(ROOT, config.load(ROOT))
    sources = list(dict.fromkeys(segment.source for slug in space.slugs() for segment in ingest(space, slug).segments))
    with tempfile.TemporaryDirectory() as folder:
        file = filling.index(Path(folder) / "ours", sources)
        best = {source: filling.best(file, source, floor=FLOOR) for source in asked}
        file.close()
        here = filter(peers.is_here, ("translate-toolkit", "OmegaT"))
        others = {peer: peers.answers(peer, Path(folder) / peer, sources, asked) for peer in here}
    ours = _judged({source: found[0].source if found else "" for source, found in best.items()}, wanted)
    theirs = {
        name: _judged(dict(zip(asked, [one.source for one in found], strict=True)), wanted)
        for name, found in others.items()
    }
    for index, what in enumerate(("of those with a match, it comes first", "of those offered, a person takes")):
        told = ", ".join(f"{name} {shares[index]:.0%}" for name, shares in theirs.items())
        yield Row(f"next issue, {len(asked)} segments: {what}", f"{ours[index]:.0%}", "90%", told)


def _judged(best: Mapping[str, str], wanted: Mapping[str, set[str]]) -> tuple[float, float]:
    """Recall and precision of the best matches."""
    offered = [source for source, match in best.items() if match]
    taken = [source for source in offered if _even(best[source]) in wanted[source]]
    return len(taken) / sum(map(bool, wanted.values())), len(taken) / max(1, len(offered))


def _even(text: str) -> str:
    return " ".join(text.split())
