"""Memories that came from elsewhere: locales/<locale>/memory.tmx, kept in git as catalogs are; the index reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

from app.core import tmx
from app.core.tmx import Pair
from app.errors import DiskError, InputError
from app.store import atomic, locks
from app.wording import Message

if TYPE_CHECKING:
    from app.store.workspace import Workspace

LOCK_SECONDS = 5.0

Change = Callable[[Iterator[Pair]], Iterable[Pair]]


def read(workspace: Workspace, locale: str) -> Iterator[Pair]:
    """The pairs that were imported for a locale, one after the other; InputError when the file cannot be read."""
    path = workspace.memory_path(locale)
    name = workspace.relative(path)
    try:
        with path.open("rb") as file:
            units = tmx.read(file, source_locale=workspace.config.source_locale, locale=locale, path=name)
            yield from filter(None, units)
    except FileNotFoundError:
        return
    except OSError as error:
        raise InputError(
            Message("this file cannot be opened: {reason}.", reason=str(error.strerror)), path=name
        ) from error


def change(workspace: Workspace, locale: str, function: Change) -> None:
    """Replace the imported pairs of a locale by what `function` makes of them; no file stays when there are none.

    InputError, DiskError; what `function` raises goes through and leaves the file alone.
    """
    path = workspace.memory_path(locale)
    name = workspace.relative(path)
    with ExitStack() as stack:
        try:
            taken = stack.enter_context(locks.locked(workspace.state_folder, name, seconds=LOCK_SECONDS))
        except OSError as error:
            raise atomic.disk_error(error, path) from error
        if not taken:
            reason = Message("{name} is being changed by somebody else.", name=name)
            raise DiskError(reason, fix=Message("Nothing was changed; try again."))
        new = stack.enter_context(atomic.Replacement(path))
        with new.filling() as file:
            after = function(read(workspace, locale))
            number = tmx.write(file, after, source_locale=workspace.config.source_locale, locale=locale)
        if number:
            new.flush()
            new.put()
            atomic.flush_folder(new.folder)
        else:
            path.unlink(missing_ok=True)
