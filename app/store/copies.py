"""Each catalog as Passeur last left it: what tells other programs' saves from ours. Losing a copy gives back less."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from app.errors import DiskError
from app.store import atomic


class Copies:
    """The copies of the catalogs under `root`, in a folder of the same shape under `folder`."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self._folder = folder

    def place(self, path: Path) -> Path:
        """Where the copy of the catalog at `path` lies, if there is one."""
        return (self._folder / path.relative_to(self._root)).with_suffix(".last")

    def read(self, path: Path) -> bytes:
        """What the copy holds; b"" when there is none."""
        return read(self.place(path))

    def keep(self, path: Path, data: bytes) -> None:
        """Remember how we left a catalog. Where that fails, an older copy stays."""
        copy = self.place(path)
        with suppress(OSError, DiskError):
            atomic.make_folder(copy.parent)
            # not emptied first: ext4 waits for the disk when such a file is closed
            with open(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o666), "wb") as file:
                file.write(data)
                file.truncate()

    def move(self, path: Path, to: Path) -> None:
        """The copy of one catalog becomes that of another. DiskError."""
        old, new = self.place(path), self.place(to)
        new.unlink(missing_ok=True)
        if old.exists():
            atomic.make_folder(new.parent)
            atomic.rename(old, new)


def read(file: Path) -> bytes:
    """The bytes of a file; none when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        return b""
