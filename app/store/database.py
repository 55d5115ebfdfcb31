"""The database of a workspace: SQLite in `.passeur`, made when it is first asked for.

Deleting it loses accounts, comments and history, but no target and no state.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from app.errors import DiskError
from app.store.tables import metadata

FILE = "passeur-1.db"  # the number goes up when the tables change in a way that old files cannot follow
BUSY_SECONDS = 5
BROKEN = "The database of this workspace cannot be used: {reason}."
WAY_OUT = "Move {name} away: accounts, comments and history go with it, targets and states do not."


class Database:
    """Connections to the tables of `app.store.tables`. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._engine = _engine(self.path)
        self._made = False

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction, committed when the block ends well. DiskError when the file is locked, full or broken."""
        try:
            self._make()
            with self._engine.begin() as connection:
                yield connection
        except OperationalError as error:
            raise DiskError(BROKEN.format(reason=error.orig), fix="Try again in a moment.") from error
        except DBAPIError as error:
            fix = WAY_OUT.format(name=f".passeur/{FILE}")
            raise DiskError(BROKEN.format(reason=error.orig), fix=fix) from error

    def close(self) -> None:
        self._engine.dispose()

    def _make(self) -> None:
        if self._made and self.path.exists():
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._engine.dispose()
        metadata.create_all(self._engine)
        self.path.chmod(0o600)
        self._made = True


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: object, _: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        # readers never wait for a writer; a crash of the machine may lose the last entries, never break the file
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return engine
