"""Whether files are as they were left: stamps to compare without reading, hashes where a stamp cannot tell."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from typing import NamedTuple

from app.store import reading

SETTLED_NANOSECONDS = 2_000_000_000  # coarser than any file system's clock
BYTES_LIMIT = 50_000_000  # no file of ours may be larger
MISSING = "-"


class Look(NamedTuple):
    """Files as they were found together."""

    stamp: str  # "" while one of them is so young that a change could leave its stamp as it is
    digest: str  # SHA-256 of their bytes; "" when they could not be read


def stamp(path: str) -> str:
    """What the file system says of a file: device, inode, size and both of its times.

    The time of the inode as well: tools that set the other one back (rsync, tar, touch) cannot set it.
    """
    return _stamp(_status(path))


def stamp_of(paths: Sequence[str]) -> str:
    """One stamp for several files; one that is missing counts."""
    return "; ".join([stamp(path) for path in paths])


def settled_stamp(path: str) -> str:
    """The stamp of a file, "" while it is so young that a change could leave its stamp as it is."""
    found = _status(path)
    settled = found is None or _changed(found) < time.time_ns() - SETTLED_NANOSECONDS
    return _stamp(found) if settled else ""


def changed(path: str) -> int:
    """When a file was changed last, in nanoseconds since 1970; 0 where there is none."""
    found = _status(path)
    return _changed(found) if found else 0


def look(paths: Sequence[str]) -> Look:
    """Read files, which may be missing: their stamp, if it can be relied on, and one hash of them all."""
    latest = time.time_ns() - SETTLED_NANOSECONDS
    found = [_status(path) for path in paths]
    settled = all(one is None or _changed(one) < latest for one in found)
    try:
        contents = [None if one is None else _read(path) for path, one in zip(paths, found, strict=True)]
    except OSError:
        return Look("", "")
    return Look("; ".join(map(_stamp, found)) if settled else "", digest(contents))


def digest(contents: Sequence[bytes | None]) -> str:
    """The hash of one file's bytes is plain SHA-256; with several, it tells which is which and which is missing."""
    if len(contents) == 1 and contents[0] is not None:
        return hashlib.sha256(contents[0]).hexdigest()
    whole = hashlib.sha256()
    for content in contents:
        whole.update(MISSING.encode() if content is None else b"%d " % len(content) + content)
    return whole.hexdigest()


def _changed(status: os.stat_result) -> int:
    return max(status.st_mtime_ns, status.st_ctime_ns)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None


def _stamp(found: os.stat_result | None) -> str:
    if found is None:
        return MISSING
    return f"{found.st_dev:x} {found.st_ino:x} {found.st_size:x} {found.st_mtime_ns:x} {found.st_ctime_ns:x}"


def _read(path: str) -> bytes | None:
    try:
        data, _ = reading.read(path, limit=BYTES_LIMIT)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if len(data) > BYTES_LIMIT:
        raise OSError(f"{path} is too large")
    return data
