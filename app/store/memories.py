"""Memories that came from elsewhere: locales/<locale>/memory.tmx, kept in git as catalogs are; the index reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from app.core import tmx
from app.core.tmx import Pair
from app.errors import DiskError, InputError
from app.store import atomic, locks, reading
from app.wording import Message

if TYPE_CHECKING:
    from app.store.workspace import Workspace

LOCK_SECONDS = 5.0
BYTES_LIMIT = 100_000_000

Change = Callable[[tuple[Pair, ...]], Sequence[Pair]]


def read(workspace: Workspace, locale: str) -> tuple[Pair, ...]:
    """The pairs that were imported for a locale; InputError when the file cannot be read."""
    path = workspace.memory_path(locale)
    name = workspace.relative(path)
    try:
        data, _ = reading.read(path, limit=BYTES_LIMIT)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(
            Message("this file cannot be opened: {reason}.", reason=str(error.strerror)), path=name
        ) from error
    if len(data) > BYTES_LIMIT:
        raise InputError(Message("this file is larger than 100 MB."), path=name)
    return tmx.parse(data, source_locale=workspace.config.source_locale, locale=locale, path=name).pairs


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
        before = read(workspace, locale)
        after = tuple(function(before))
        if after == before:
            return
        if after:
            source_locale = workspace.config.source_locale
            atomic.write(path, tmx.serialize(after, source_locale=source_locale, locale=locale))
        else:
            path.unlink(missing_ok=True)
