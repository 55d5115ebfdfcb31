"""Models fetched from whoever publishes them, after somebody agreed: bounded, checked, put in their place whole."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from app.engines.fxtranslate import catalogue
from app.engines.fxtranslate.catalogue import File, Package, Packages
from app.engines.fxtranslate.stream import stream
from app.errors import DiskError, EngineError
from app.wording import Message

ATTACHMENTS = "https://firefox-settings-attachments.cdn.mozilla.net"
LIST = 20 << 20  # bytes: ten times what is published

Progress = Callable[[int], None]  # called with the bytes that came since the last call; may raise to stop


@dataclass(frozen=True, slots=True)
class Origin:
    """Where models come from: the address of their list, and of the files that it names."""

    records: str
    attachments: str

    @property
    def host(self) -> str:
        """Who is asked for the files."""
        return urlsplit(self.attachments).netloc


def published() -> Origin:
    """Mozilla's service, which fxtranslate knows."""
    from fxtranslate import discovery

    return Origin(discovery.records_url(), ATTACHMENTS)


def copied(address: str) -> Origin:
    """A copy of it that somebody keeps: the list as `records` and the files beside it."""
    return Origin(f"{address}/records", address)


def packages(origin: Origin) -> Packages:
    """What can be fetched there. EngineError when that cannot be learned."""
    body = bytearray()
    for piece in stream(origin.records):
        body += piece
        if len(body) > LIST:
            break
    return catalogue.read(bytes(body))


def fetch(package: Package, root: Path, *, origin: Origin, progress: Progress) -> Path:
    """Fetch a model into its folder below `root`, which appears when it is complete; a second try goes on.

    EngineError when the files do not come, or are not those of the list; DiskError when they cannot be written.
    """
    parts = root / f".{package.name}.part"
    try:
        parts.mkdir(parents=True, exist_ok=True)
        with _alone(parts):
            for file in package.files:
                if _digest(parts / file.name) == file.digest:
                    progress(file.packed)
                else:
                    _unpack(_packed(file, parts, origin, progress), file, parts)
            return _swap(parts, root / package.name, {file.name for file in package.files})
    except OSError as error:
        raise DiskError(
            Message("{path} cannot be written: {reason}.", path=str(root), reason=error.strerror or str(error))
        ) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Only one process at a time writes to a folder."""
    with (folder / ".lock").open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EngineError(
                Message("The model {name} is being fetched already.", name=folder.name[1:-5]),
                retryable=True,
                engine_wide=True,
            ) from None
        yield


def _packed(file: File, folder: Path, origin: Origin, progress: Progress) -> Path:
    """The file as it is sent, going on where an earlier try ended."""
    path = folder / f".{file.name}.zst"
    there = path.stat().st_size if path.exists() else 0
    progress(there)
    if there < file.packed:
        with path.open("ab") as out:
            for piece in stream(f"{origin.attachments}/{file.location}", start=there):
                out.write(piece)
                progress(len(piece))
                if out.tell() > file.packed:
                    break
    if _digest(path) != file.packed_digest:
        path.unlink()
        raise EngineError(
            Message("{host} sent another {file} than the list of models says.", host=origin.host, file=file.name),
            fix=Message("Try again later."),
            engine_wide=True,
        )
    return path


def _unpack(packed: Path, file: File, folder: Path) -> None:
    from fxtranslate import discovery

    try:
        data = discovery.verify_and_decompress(packed.read_bytes(), file.digest)
    except ValueError as error:
        packed.unlink()
        raise EngineError(
            Message("{file} cannot be unpacked: {reason}.", file=file.name, reason=str(error)), engine_wide=True
        ) from error
    (folder / file.name).write_bytes(data)
    packed.unlink()


def _swap(parts: Path, place: Path, names: set[str]) -> Path:
    """The finished folder in its place; what was there goes."""
    for path in parts.iterdir():
        if path.name not in names:
            path.unlink()
    if place.exists():
        shutil.rmtree(place)
    parts.rename(place)
    return place


def _digest(path: Path) -> str:
    """SHA-256 in hex; "" for a file that is not there."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
