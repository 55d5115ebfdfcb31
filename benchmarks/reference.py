"""Looking things up among all approved units: words searched, concordance, the best fuzzy matches."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from app.core import catalogs, memory
from app.core.model import Catalog, Config, Match, State, Unit
from app.store.workspace import Workspace
from benchmarks import texts
from benchmarks.row import Row

UNITS = 300_000
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
        edited = texts.edited(sentences, share=1.0, only_words=True)
        yield _row("best fuzzy matches, p95", lambda one: _matches(space, one), edited, goal="50 ms")
        yield Row("as good as the best of all, where every word is common", f"{_found(space, edited):.0%}", "80%")
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


def _matches(space: Workspace, source: str) -> list[Match]:
    hits = space.index.like(source, locale="en")
    return memory.ranked(source, [Match(hit.source, hit.target, 0, hit.slug) for hit in hits])


def _found(space: Workspace, asked: Sequence[str]) -> float:
    """For how many of the sources the index finds a match as good as the best there is."""
    every = {hit.source for hit in space.index.approved(locale="en", limit=UNITS)}
    good = 0
    for source in asked[:50]:
        best = max(fuzz.ratio(source, one) for one in every)
        found = _matches(space, source)
        good += bool(found) and fuzz.ratio(source, found[0].source) >= best - 1
    return good / len(asked[:50])


def _row(what: str, ask: Callable[[str], object], asked: Sequence[str], *, goal: str) -> Row:
    taken = []
    for one in asked:
        begun = time.perf_counter()
        ask(one)
        taken.append((time.perf_counter() - begun) * 1000)
    return Row(what, f"{sorted(taken)[int(len(taken) * 0.95)]:.0f} ms", goal)
