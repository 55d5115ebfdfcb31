"""The translation memory: best fuzzy matches among many units, beside translate-toolkit's TM database and OmegaT.

filling   an index of many units, and sentences to ask about
peers     the same units and questions put to other programs
judged    a next issue of ours, with what a person would take
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from app.store.index.file import IndexFile
from benchmarks.memory import filling, judged, peers
from benchmarks.row import Row

UNITS, FULL, QUICK = 300_000, 1_000_000, 20_000
WITH_PEERS = {"translate-toolkit": 2_000, "OmegaT": 50_000}  # what each of them can be asked about within a minute
ASKED, COMPARED = 100, 20


def measure(*, quick: bool = False, full: bool = False) -> Iterator[Row]:
    units = FULL if full else QUICK if quick else UNITS
    asked = filling.questions(ASKED)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        file = filling.index(Path(folder), filling.sources(units))
        yield Row(f"index of {units:,} approved units made", f"{time.perf_counter() - begun:.0f} s", "-")
        taken = sorted(_milliseconds(lambda one: filling.best(file, one), asked))
        yield Row("best fuzzy matches among them, p95", f"{taken[int(len(taken) * 0.95)]:.0f} ms", "50 ms")
        yield Row(
            "on disk, and this process in RAM", f"{file.path.stat().st_size / 1e6:.0f} MB, {_resident():.0f} MB", "-"
        )
        yield Row("as good as the best of all, where every word is common", f"{_found(file, units, asked):.0%}", "80%")
        file.close()
    for peer, size in WITH_PEERS.items():
        if peers.is_here(peer):
            yield _beside(peer, size // 10 if quick else size, asked[:10])
    yield from judged.rows()


def _beside(peer: str, units: int, asked: Sequence[str]) -> Row:
    """The same units and questions, in the same minute."""
    sources = list(dict.fromkeys(filling.sources(units)))
    with tempfile.TemporaryDirectory() as folder:
        file = filling.index(Path(folder) / "ours", sources)
        ours = statistics.median(_milliseconds(lambda one: filling.best(file, one), asked))
        file.close()
        answers = peers.answers(peer, Path(folder), sources, asked)
    taken = statistics.median(one.milliseconds for one in answers)
    told = f"{peer} {taken:.0f} ms, {taken / ours:.0f} times"
    return Row(f"best fuzzy matches among {units:,}, median", f"{ours:.1f} ms", "-", told)


def _found(file: IndexFile, units: int, asked: Sequence[str]) -> float:
    """For how many of the sources the index finds a match as good as the best there is."""
    every = set(filling.sources(units))
    good = 0
    for source in asked[:COMPARED]:
        there = process.extractOne(source, every, scorer=fuzz.ratio)[1]
        found = filling.best(file, source)
        good += bool(found) and fuzz.ratio(source, found[0].source) >= there - 1
    return good / COMPARED


def _milliseconds(ask: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    taken = []
    for one in asked:
        begun = time.perf_counter()
        ask(one)
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
