"""What engines answered, so that the same question costs once; deleting it loses nothing else."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import delete, func, insert, select

from app.errors import DiskError
from app.store.database import Database
from app.store.moments import DAY, now
from app.store.tables import answers

MOST = 20_000  # answers that are kept
LONGEST = 20_000  # characters of one
OLDEST = 90 * DAY  # that an answer may be: engines elsewhere change without telling


class Answers:
    """Answers by a key of 64 hex digits. Safe to share between threads and processes.

    A database that cannot be read or written is as good as one without the answer: the engine is asked.
    """

    def __init__(self, database: Database, *, most: int = MOST, oldest: int = OLDEST) -> None:
        self._database = database
        self._most, self._oldest = most, oldest

    def get(self, key: str) -> str | None:
        """The answer, None when there is none that is young enough."""
        with suppress(DiskError), self._database.begin(patience=1) as connection:
            return connection.scalar(
                select(answers.c.answer).where(answers.c.key == key, answers.c.at > now() - self._oldest)
            )
        return None

    def put(self, key: str, answer: str) -> None:
        """Keep an answer in place of an older one; the oldest go when there are too many."""
        if len(answer) > LONGEST:
            return
        with suppress(DiskError), self._database.begin(patience=1) as connection:
            connection.execute(delete(answers).where(answers.c.key == key))
            connection.execute(insert(answers), {"key": key, "answer": answer, "at": now()})
            last = select(func.max(answers.c.id)).scalar_subquery()
            connection.execute(delete(answers).where(answers.c.id <= last - self._most))
