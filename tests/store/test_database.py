"""The database of a workspace, made by whoever needs it first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

from app.store.database import Database
from app.store.tables import metadata

TOGETHER = 4  # each with an engine of its own, as processes have


def test_several_may_make_it_at_the_same_moment(tmp_path: Path) -> None:
    for number in range(10):
        ready = Barrier(TOGETHER)
        with ThreadPoolExecutor(TOGETHER) as pool:
            found = pool.map(tables, [tmp_path / f"{number}"] * TOGETHER, [ready] * TOGETHER)
        assert list(found) == [set(metadata.tables)] * TOGETHER


def tables(folder: Path, ready: Barrier) -> set[str]:
    with closing(Database(folder)) as database:
        ready.wait()
        with database.begin() as connection:
            rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").all()
    return {name for (name,) in rows if not name.startswith("sqlite_")}
