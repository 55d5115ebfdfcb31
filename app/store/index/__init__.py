"""Every unit of every catalog, to be searched: made from the catalogs, kept in step with them, deleted without loss.

keeping    when catalogs are looked at
upkeep     one catalog brought in step
finding    units whose texts hold some letters
likeness   approved units whose source is another, or like another
tokens     what a source is found by
file       the tables, and connections to them
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from app.core.model import State
from app.errors import DiskError
from app.store.index import finding, likeness
from app.store.index.file import IndexFile
from app.store.index.finding import Hit
from app.store.index.keeping import Keeper
from app.wording import Message

if TYPE_CHECKING:
    from app.store.workspace import Workspace

__all__ = ["Hit", "Index"]

Result = TypeVar("Result")

SOME = 2_000  # units

BROKEN = Message("The index of this workspace cannot be used: {reason}.")
WAY_OUT = Message("Run `passeur memory rebuild`.")


class Index:
    """Questions about all units. One for each process, safe to share between threads; DiskError from every method.

    Whoever asks is told what this process saved, to the last save; what other programs changed on disk follows within
    seconds.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._file = IndexFile(workspace.state_folder)
        self._keeper = Keeper(workspace, self._file)
        self._source_locale = workspace.config.source_locale

    @property
    def behind(self) -> int:
        """How many catalogs changed and are still to be read; what is found may lack them."""
        return self._keeper.behind

    def search(self, text: str, *, locale: str | None = None, state: State | None = None, limit: int = 50) -> list[Hit]:
        """Units with every word of `text` in the source, or every word in the target; "words in quotes" stay together.

        Accents and case make no difference. Later catalogs come first.
        """
        states = [state] if state else []
        return self._ask(
            lambda connection: finding.search(
                connection, finding.pieces(text), locale=locale, states=states, limit=limit
            )
        )

    def concordance(self, text: str, *, locale: str | None = None, limit: int = 50) -> list[Hit]:
        """Approved units with `text` as it stands in source or target; where there are none, with all of its words."""

        def found(connection: sqlite3.Connection) -> list[Hit]:
            for way in ([text.strip()], finding.pieces(text)):
                hits = finding.search(connection, way, locale=locale, states=[State.APPROVED], limit=limit)
                if hits:
                    return hits
            return []

        return self._ask(found)

    def approved(self, text: str = "", *, locale: str, limit: int = 50) -> list[Hit]:
        """Approved units with every word of `text`, all of them without one; later catalogs first."""
        return self._ask(
            lambda connection: finding.search(
                connection,
                finding.pieces(text) or finding.EVERYTHING,
                locale=locale,
                states=[State.APPROVED],
                limit=limit,
            )
        )

    def memory(self, locale: str) -> Iterator[Hit]:
        """Every approved unit of a locale, some read at a time."""
        last = 0
        while True:
            hits, last = self._ask(partial(finding.approved_after, id_=last, locale=locale, limit=SOME))
            yield from hits
            if not last:
                return

    def note_import(self, locale: str) -> None:
        """Take in the memory that was imported for a locale, or what became of it."""
        self._do(lambda: self._keeper.note_import(locale))

    def like(self, source: str, *, locale: str) -> list[Hit]:
        """Approved units with this source, and candidates for being like it (`core.memory.ranked` tells how much)."""
        told = self._source_locale
        return self._ask(lambda connection: likeness.like(connection, source, locale=locale, source_locale=told))

    def same(self, sources: Iterable[str], *, locale: str) -> dict[str, list[Hit]]:
        """For each source the approved units that have it, later catalogs first; where there are none, those of which
        at most figures and addresses differ."""
        told = self._source_locale
        return self._ask(
            lambda connection: {
                source: likeness.same(connection, source, locale=locale, source_locale=told) for source in sources
            }
        )

    def repeated(self, source: str, *, locale: str) -> int:
        """In how many places of all issues a source stands in a locale."""
        return self._ask(lambda connection: likeness.repeated(connection, source, locale=locale))

    def ready(self) -> None:
        """Be in step with every catalog, if it was not yet since this process began."""
        self._do(self._keeper.ready)

    def refresh(self) -> int:
        """Bring it in step with every catalog now; how many had changed."""
        return self._do(self._keeper.refresh)

    def rebuild(self) -> int:
        """Make it anew; how many catalogs are in it."""
        return self._do(self._keeper.rebuild)

    def close(self) -> None:
        self._keeper.end()
        self._file.close()

    def _ask(self, question: Callable[[sqlite3.Connection], Result]) -> Result:
        def asked() -> Result:
            self._keeper.follow()
            with self._file.connection() as connection:
                return question(connection)

        return self._do(asked)

    def _do(self, work: Callable[[], Result]) -> Result:
        try:
            return work()
        except (sqlite3.Error, OSError) as error:
            raise DiskError(BROKEN.filled(reason=str(error)), fix=WAY_OUT) from error
