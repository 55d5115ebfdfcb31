"""Looking things up among all units: the index made of their catalogs, words searched, concordance."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.core import catalogs
from app.core.model import Catalog, Config, State, Unit
from app.store.workspace import Workspace
from benchmarks import texts
from benchmarks.row import Row

UNITS = 100_000
QUICK = 20_000
TOGETHER = 50  # units of an issue
ASKED = 200


def measure(*, quick: bool = False) -> Iterator[Row]:
    units = QUICK if quick else UNITS
    random_ = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        space = _workspace(Path(folder), units=units)
        begun = time.perf_counter()
        space.index.rebuild()
        yield Row(f"index of {units:,} approved units made anew", f"{time.perf_counter() - begun:.0f} s", "-")
        sentences = [texts.sentence(random_) for _ in range(ASKED)]
        words = [random_.choice(one.split()) for one in sentences]
        pairs = [" ".join(one.split()[2:4]) for one in sentences]
        yield _row("search for a word, p95", space.index.search, words, goal="50 ms")
        yield _row("concordance of two words, p95", space.index.concordance, pairs, goal="200 ms")
        space.index.close()


def _workspace(root: Path, *, units: int) -> Workspace:
    random_ = random.Random(3)
    space = Workspace(root, Config(locales=("en",)))
    (root / "source_issues").mkdir()
    (root / "locales/en/LC_MESSAGES").mkdir(parents=True)
    for number in range(units // TOGETHER):
        slug = f"numero-{number:05}"
        (root / "source_issues" / f"{slug}.md").write_text("Bonjour.\n", encoding="utf-8")
        sources = dict.fromkeys(texts.sentence(random_) for _ in range(TOGETHER))
        held = tuple(Unit(source, f"The {number} of {source}", State.APPROVED) for source in sources)
        catalog = Catalog("en", headers=(("Language", "en"),), units=held)
        space.catalog_path(slug, "en").write_bytes(catalogs.serialize(catalog))
    return space


def _row(what: str, ask: Callable[[str], object], asked: Sequence[str], *, goal: str) -> Row:
    taken = []
    for one in asked:
        begun = time.perf_counter()
        ask(one)
        taken.append((time.perf_counter() - begun) * 1000)
    return Row(what, f"{sorted(taken)[int(len(taken) * 0.95)]:.0f} ms", goal)
