"""Zip archives within bounds: how many files, how large, how far packed; no DOCTYPE in what is XML."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from app.errors import InputError

MOST_FILES = 2_000
MOST_BYTES = 50 << 20  # unpacked
MOST_PACKED = 100  # bytes unpacked for one packed
SMALL = 1 << 20  # unpacked bytes below which the ratio says nothing
XML = re.compile(r"\.(?:xml|rels|vml)\Z", re.IGNORECASE)
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def checked(data: bytes) -> dict[str, bytes]:
    """The files of an archive by name, read whole. InputError for what is beyond the bounds or no archive.

    Sizes are counted as they are read: what an archive says of itself may be a lie.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _refuse(members)
            found, left = {}, MOST_BYTES
            for member in members:
                found[member.filename] = _read(archive, member, left)
                left -= len(found[member.filename])
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError,
            RuntimeError) as error:  # fmt: skip
        raise InputError(f"its archive is damaged or protected ({error}).", fix="Save it again as .docx.") from None
    return found


def _refuse(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise InputError(f"its archive holds more than {MOST_FILES:,} files.")
    if len({member.filename for member in members}) < len(members):
        raise InputError("its archive holds two files of one name.")
    for member in members:
        path = member.filename.replace("\\", "/")
        if path.startswith("/") or ".." in path.split("/") or ":" in path:
            raise InputError(f"its archive holds a file that leads out of it: {path[:100]!r}.")
    size, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if size > MOST_BYTES or (size > SMALL and size > MOST_PACKED * packed):
        limits = f"{MOST_BYTES >> 20} MB or {MOST_PACKED} times its size"
        raise InputError(f"its archive unpacks to {size >> 20} MB: more than {limits}.")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    with archive.open(member) as file:
        content = file.read(left + 1)
    if len(content) > left or len(content) != member.file_size:
        raise InputError("its archive is larger than it says.")
    if XML.search(member.filename) and _declares(content):
        raise InputError(f"its part {member.filename[:100]} holds a DOCTYPE, which documents have no use for.")
    return content


def _declares(content: bytes) -> bool:
    """Also in UTF-16, which XML may be in."""
    return bool(DOCTYPE.search(content) or DOCTYPE.search(content.replace(b"\x00", b"")))


def packed(files: dict[str, bytes]) -> io.BytesIO:
    """An archive of these files."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    found.seek(0)
    return found
