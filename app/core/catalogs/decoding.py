"""The bytes of a PO file -> its text, or why not."""

from __future__ import annotations

from app.errors import InputError
from app.wording import NOTHING, Message

RESTORE = Message("Bring back the last whole version, for example with `git checkout -- {file}`.")
CONVERT = Message("Convert it with `msgconv --to-code=UTF-8 --output-file={file} {file}`.")


def decode(data: bytes, *, limit: int, path: str) -> str:
    """The text of a file, lines ended by LF. InputError: too large, not UTF-8, a NUL, a CR within a line."""
    if len(data) > limit:
        raise refusal(Message("this catalog is larger than {size} MB.", size=limit // 1_000_000), path=path, line=1)
    try:
        text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refusal(Message("this line is not UTF-8."), path=path, line=line, fix=CONVERT) from None
    for character, reason, fix in (
        ("\0", Message("this line holds the character NUL."), RESTORE),
        (
            "\4",
            Message("this line holds U+0004, which separates context and source in compiled catalogs."),
            RESTORE,
        ),
        (
            "\r",
            Message("a carriage return stands inside this line."),
            Message("Save the file with LF line ends."),
        ),
    ):
        if character in text:
            line = text.count("\n", 0, text.index(character)) + 1
            raise refusal(reason, path=path, line=line, fix=fix)
    return text


def refusal(reason: Message, *, path: str, line: int, fix: Message = NOTHING) -> InputError:
    """Why a catalog is not read; {file} in `fix` becomes its name."""
    return InputError(reason, path=path, line=line, fix=fix.filled(file=path or "FILE"))
