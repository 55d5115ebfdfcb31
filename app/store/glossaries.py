"""The terms of each locale: locales/<locale>/glossary.csv, read when it changes, replaced whole under a lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from app.core.glossary import Glossary, table
from app.core.model import Term
from app.errors import DiskError, InputError
from app.store import atomic, locks, sources, stamps
from app.wording import Message

if TYPE_CHECKING:
    from app.store.workspace import Workspace

LOCK_SECONDS = 5.0

Change = Callable[[tuple[Term, ...]], Sequence[Term]]


class _Held(NamedTuple):
    stamp: str
    glossary: Glossary


class Glossaries:
    """One for each process, safe to share between threads."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._held: dict[str, _Held] = {}
        self._guard = Lock()

    def of(self, locale: str) -> Glossary:
        """The terms of a locale as they stand on disk; the same object as long as the file is the same.

        InputError naming the file and the line that is no term.
        """
        path = self._workspace.glossary_path(locale)
        stamp = stamps.stamp(str(path))
        with self._guard:
            held = self._held.get(locale)
        if held and held.stamp == stamp:
            return held.glossary
        settled = stamps.settled_stamp(str(path))
        terms = self._read(path)
        if held and held.glossary.terms == terms:
            glossary = held.glossary
        else:
            glossary = Glossary(terms, source_locale=self._workspace.config.source_locale)
        with self._guard:
            self._held[locale] = _Held(settled, glossary)
        return glossary

    def change(self, locale: str, function: Change) -> tuple[Term, ...]:
        """Replace the terms of a locale by what `function` makes of them, and give them back; DiskError, and InputError
        for terms that make no file, or one that is too large.

        What `function` raises goes through and leaves the file alone.
        """
        path = self._workspace.glossary_path(locale)
        name = self._workspace.relative(path)
        with ExitStack() as stack:
            try:
                taken = stack.enter_context(locks.locked(self._workspace.state_folder, name, seconds=LOCK_SECONDS))
            except OSError as error:
                raise atomic.disk_error(error, path) from error
            if not taken:
                reason = Message("{name} is being changed by somebody else.", name=name)
                raise DiskError(reason, fix=Message("Nothing was changed; try again."))
            before = self._read(path)
            after = tuple(function(before))
            if after != before:
                data = table.serialize(after).encode("utf-8")
                if len(data) > sources.BYTES_LIMIT or len(after) >= sources.LINES_LIMIT:
                    reason = Message("a glossary holds less than 1 MB and 20,000 terms.")
                    raise InputError(reason, path=name, fix=Message("Nothing was changed."))
                # what cannot be read back must not replace what can
                table.parse(sources.decode(data, name=name), path=name)
                atomic.write(path, data)
        return after

    def _read(self, path: Path) -> tuple[Term, ...]:
        name = self._workspace.relative(path)
        return table.parse(sources.read(path, name=name), path=name) if path.exists() else ()
