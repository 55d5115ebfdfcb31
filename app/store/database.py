"""The database of a workspace: SQLite in `.passeur`, made when it is first asked for.

Deleting it loses accounts, comments and history, but no target and no state.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from app.errors import DiskError
from app.store.locks import locked
from app.store.tables import metadata
from app.wording import Message

FILE = "passeur-1.db"  # the number goes up when the tables change in a way that old files cannot follow
BUSY_SECONDS = 5
BROKEN = Message("The database of this workspace cannot be used: {reason}.")
WAY_OUT = Message("Move {name} away: accounts, comments and history go with it, targets and states do not.")


class Database:
    """Connections to the tables of `app.store.tables`. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._engine = _engine(self.path)
        self._made = False
        self._making = Lock()

    @contextmanager
    def begin(self, *, patience: float = BUSY_SECONDS) -> Iterator[Connection]:
        """A transaction, committed when the block ends well.

        DiskError when the file is full or broken, or is locked by others for `patience` seconds.
        """
        try:
            self._make()
            with self._engine.begin() as connection:
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(patience * 1000)}")
                yield connection
        except OperationalError as error:
            raise DiskError(BROKEN.filled(reason=str(error.orig)), fix=Message("Try again in a moment.")) from error
        except DBAPIError as error:
            fix = WAY_OUT.filled(name=f".passeur/{FILE}")
            raise DiskError(BROKEN.filled(reason=str(error.orig)), fix=fix) from error

    def close(self) -> None:
        self._engine.dispose()

    def _make(self) -> None:
        with self._making:
            if not self._made or not self.path.exists():
                self._make_tables()

    def _make_tables(self) -> None:
        try:
            # other processes may be making them too; SQLite waits for nobody while the kind of journal changes
            with locked(self.path.parent, FILE, seconds=BUSY_SECONDS):
                self._engine.dispose()
                metadata.create_all(self._engine)
                self.path.chmod(0o600)
        except OSError as error:
            raise DiskError(BROKEN.filled(reason=str(error.strerror)), fix=Message("Try again in a moment.")) from error
        self._made = True


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def prepare(connection: object, _: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        # readers never wait for a writer; a crash of the machine may lose the last entries, never break the file
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return engine
