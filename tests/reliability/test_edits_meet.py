"""Saves, other programs' edits and `update` meet in one catalog: each survives, or somebody is told."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from places import Run
from serving import CATALOG, SLUG, Client, serving

from app.core import catalogs
from app.core.model import State

EDITS = 25


def by_renaming(path: Path, data: bytes) -> None:
    """As Poedit saves."""
    other = path.with_suffix(".other")
    other.write_bytes(data)
    other.replace(path)


def by_deleting(path: Path, data: bytes) -> None:
    """As `git checkout` does."""
    path.unlink()
    path.write_bytes(data)


def by_emptying(path: Path, data: bytes) -> None:
    """As a bad editor does: for a moment there is an empty file."""
    with path.open("wb") as file:
        time.sleep(0.05)
        file.write(data)


@pytest.mark.parametrize("put", [by_renaming, by_deleting, by_emptying])
def test_edit_by_another_program_survives_saves_in_the_browser(
    samples: Path, put: Callable[[Path, bytes], None]
) -> None:
    path = samples / CATALOG
    units = catalogs.parse(path.read_bytes()).units
    ours = [unit.id for unit in units[::2]]
    theirs = {unit.key for unit in units[1::2]}
    codes: Counter[int] = Counter()
    stop, chance, edits = Event(), random.Random(1), {}
    with serving(samples) as server:
        saver = Thread(target=save_until, args=(stop, server.client(), ours, codes))
        saver.start()
        for number in range(EDITS):
            catalog = catalogs.parse(path.read_bytes())
            key = chance.choice(sorted(theirs, key=str))
            edits[key] = f"Ailleurs {number}"
            edited = tuple(
                replace(unit, target=edits[key], state=State.APPROVED) if unit.key == key else unit
                for unit in catalog.units
            )
            put(path, catalogs.serialize(replace(catalog, units=edited)))
            time.sleep(0.03)
        stop.set()
        saver.join()
    held = {unit.key: unit.target for unit in catalogs.parse(path.read_bytes()).units}
    assert {key: held[key] for key in edits} == edits
    assert codes[200]
    assert set(codes) <= {200, 404, 409, 422, 503}


def save_until(stop: Event, client: Client, segments: list[str], codes: Counter[int]) -> None:
    """Save one segment after the other, each against the version just read."""
    chance = random.Random(2)
    while not stop.is_set():
        segment = chance.choice(segments)
        code, row = client.get(segment)
        if code == 200:
            code, _ = client.save(segment, f"Ici {chance.random()}", row["version"])
        codes[code] += 1


def test_merge_markers_are_refused_and_left_alone_while_other_locales_work(samples: Path, passeur: Run) -> None:
    path = samples / CATALOG
    with serving(samples) as server:
        row = server.client().get()[1][0]
        broken = path.read_bytes().replace(b"\n\n", b"\n\n<<<<<<< HEAD\n", 1)
        by_renaming(path, broken)
        code, answer = server.client().save(row["id"], "Cible", row["version"])
        assert code == 422
        assert f"{CATALOG}:" in answer["message"]
        passeur("update", cwd=samples, code=2)
    assert path.read_bytes() == broken
    assert (samples / CATALOG.replace("/en/", "/ja/")).exists()


def test_two_servers_and_update_lose_no_save(samples: Path, passeur: Run) -> None:
    """Accepted saves of a segment form one chain: no version is the ground of two of them."""
    accepted: list[tuple[str, str]] = []
    last: dict[str, set[str]] = {}
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(samples)) for _ in range(2)]
        segments = [row["id"] for row in servers[0].client().get()[1][:3]]
        threads = [
            Thread(target=compete, args=(servers[number % 2].client(), segments, f"{number}", accepted, last))
            for number in range(4)
        ]
        for thread in threads:
            thread.start()
        source = samples / f"source_issues/{SLUG}.md"
        for number in range(3):
            with source.open("a", encoding="utf-8") as file:
                file.write(f"\nUn paragraphe de plus, le {number}.\n")
            passeur("update", cwd=samples)
        for thread in threads:
            thread.join()
    assert max(Counter(accepted).values()) == 1
    held = {unit.id: unit.target for unit in catalogs.parse((samples / CATALOG).read_bytes()).units}
    assert all(held[segment] in last[segment] for segment in last)
    assert sum("le 2." in unit.source for unit in catalogs.parse((samples / CATALOG).read_bytes()).units) == 1


def compete(
    client: Client, segments: list[str], name: str, accepted: list[tuple[str, str]], last: dict[str, set[str]]
) -> None:
    chance = random.Random(name)
    for number in range(12):
        segment = chance.choice(segments)
        code, read = client.get(segment)
        assert code == 200, read
        version = read["version"]
        target = f"Cible {name}.{number}"
        code, answer = client.save(segment, target, version)
        assert code in (200, 409, 503), answer
        if code == 200:
            accepted.append((segment, version))
            last.setdefault(segment, set()).add(target)
