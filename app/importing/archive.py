"""Zip archives within bounds: how many files, how large, how far packed; no DOCTYPE in what is XML."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from app.errors import InputError
from app.wording import Message

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
        raise InputError(
            Message("its archive is damaged or protected ({reason}).", reason=str(error)),
            fix=Message("Save it again as .docx."),
        ) from None
    return found


def _refuse(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise InputError(Message("its archive holds more than {number} files.", number=MOST_FILES))
    if len({member.filename for member in members}) < len(members):
        raise InputError(Message("its archive holds two files of one name."))
    for member in members:
        path = member.filename.replace("\\", "/")
        if path.startswith("/") or ".." in path.split("/") or ":" in path:
            raise InputError(Message("its archive holds a file that leads out of it: {path}.", path=repr(path[:100])))
    size, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if size > MOST_BYTES or (size > SMALL and size > MOST_PACKED * packed):
        raise InputError(
            Message(
                "its archive unpacks to {size} MB: more than {most} MB or {times} times its size.",
                size=size >> 20,
                most=MOST_BYTES >> 20,
                times=MOST_PACKED,
            )
        )


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    with archive.open(member) as file:
        content = file.read(left + 1)
    if len(content) > left or len(content) != member.file_size:
        raise InputError(Message("its archive is larger than it says."))
    if XML.search(member.filename) and _declares(content):
        raise InputError(
            Message("its part {name} holds a DOCTYPE, which documents have no use for.", name=member.filename[:100])
        )
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
