"""The bytes of a source -> its text, exactly, or why not."""

from __future__ import annotations

import re
from pathlib import Path

from app.errors import InputError
from app.store import reading
from app.wording import Message

# the limits keep every parser's time in bounds
BYTES_LIMIT = 1_048_576
LINES_LIMIT = 20_000
LINE_LIMIT = 100_000  # characters
# C0 controls other than tab, line feed, carriage return and form feed
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
SPLIT = Message("Split the issue in two.")


def read(path: Path, *, name: str) -> str:
    """The text of the file at `path`; InputError with `name` when it cannot be opened, or for what `decode` refuses."""
    try:
        data, _ = reading.read(path, limit=BYTES_LIMIT)
    except OSError as error:
        raise InputError(
            Message("this file cannot be opened: {reason}.", reason=str(error.strerror)), path=name
        ) from error
    return decode(data, name=name)


def decode(data: bytes, *, name: str) -> str:
    """The text of a source; byte order mark and line ends stay.

    InputError with `name` and line: not UTF-8, a control character, more than 1 MB, 20,000 lines or 100,000 characters
    in a line.
    """
    if len(data) > BYTES_LIMIT:
        raise InputError(Message("this file is larger than 1 MB."), path=name, line=1, fix=SPLIT)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            Message("this line is not UTF-8."), path=name, line=line, fix=Message("Save the file as UTF-8.")
        ) from None
    control = CONTROL.search(text)
    if control:
        reason = Message("this line holds the control character {code}.", code=f"U+{ord(control[0]):04X}")
        line = text.count("\n", 0, control.start()) + 1
        raise InputError(
            reason, path=name, line=line, fix=Message("Is this a text file in UTF-8? Delete the character.")
        )
    _refuse_too_long(text, name=name)
    return text


def _refuse_too_long(text: str, *, name: str) -> None:
    lines = text.split("\n")
    if len(lines) > LINES_LIMIT + 1:
        raise InputError(Message("this issue has more than 20,000 lines."), path=name, line=LINES_LIMIT + 1, fix=SPLIT)
    for number, line in enumerate(lines, start=1):
        if len(line) > LINE_LIMIT:
            raise InputError(
                Message("this line has more than 100,000 characters."), path=name, line=number, fix=Message("Break it.")
            )
