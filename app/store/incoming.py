"""What is being imported: the bytes of an upload and their report, kept between two steps and swept after a day."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from app.errors import DiskError, UsageError
from app.store import atomic
from app.wording import Message

FOLDER = "incoming"
DAY = 86_400  # seconds
NAME = re.compile(r"[0-9a-f]{32}")
GONE = Message("This import is no longer here: what is not finished is kept for a day.")
FULL = Message("There are {number} unfinished imports already.")
MOST = 200  # imports kept at once


@dataclass(frozen=True)
class Kept:
    """An upload. `origin` is for the issue's front matter, `stem` for its slug."""

    name: str
    origin: str
    stem: str
    format: str
    person: str
    as_it_is: bool = False  # Markdown that is not to be cleaned


class Incoming:
    """The imports under way in a workspace's state folder, each in a folder with a name nobody can guess."""

    def __init__(self, state_folder: Path) -> None:
        self._folder = state_folder / FOLDER

    def keep(self, kept: Kept, data: bytes) -> str:
        """Keep an upload; its name. DiskError when the disk is full, UsageError when too many are kept."""
        self.sweep()
        with suppress(FileNotFoundError):
            number = sum(1 for _ in self._folder.iterdir())
            if number >= MOST:
                raise UsageError(FULL.filled(number=number), fix=Message("Finish one of them, or try again tomorrow."))
        name = secrets.token_hex(16)
        self._write(name, "about.json", json.dumps(asdict(kept)).encode())
        self._write(name, "input", data)
        return name

    def about(self, name: str, *, person: str) -> Kept:
        """Who sent what; UsageError when it is gone, or somebody else's."""
        kept = Kept(**json.loads(self._read(name, "about.json")))
        if kept.person != person:
            raise UsageError(GONE, fix=Message("Begin the import again."))
        return kept

    def data(self, name: str) -> bytes:
        return self._read(name, "input")

    def report(self, name: str) -> bytes:
        """What reading it gave, as `keep_report` was told."""
        return self._read(name, "report.json")

    def keep_report(self, name: str, report: bytes) -> None:
        self._write(name, "report.json", report)

    def drop(self, name: str) -> None:
        shutil.rmtree(self._place(name), ignore_errors=True)

    def sweep(self) -> None:
        """Delete what is older than a day."""
        with suppress(FileNotFoundError):
            for folder in self._folder.iterdir():
                with suppress(OSError):
                    if time.time() - folder.stat().st_mtime > DAY:
                        shutil.rmtree(folder, ignore_errors=True)

    def _place(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise UsageError(GONE, fix=Message("Begin the import again."))
        return self._folder / name

    def _read(self, name: str, file: str) -> bytes:
        try:
            return (self._place(name) / file).read_bytes()
        except FileNotFoundError:
            raise UsageError(GONE, fix=Message("Begin the import again.")) from None
        except OSError as error:
            raise DiskError(Message("The import cannot be read: {reason}.", reason=str(error.strerror))) from error

    def _write(self, name: str, file: str, data: bytes) -> None:
        atomic.write(self._place(name) / file, data, mode=0o600)
