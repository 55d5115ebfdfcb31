"""The bytes of a PO file -> its text, or why not."""

from __future__ import annotations

from app.errors import InputError

RESTORE = "Bring back the last whole version, for example with `git checkout -- FILE`."
CONVERT = "Convert it with `msgconv --to-code=UTF-8 --output-file=FILE FILE`."


def decode(data: bytes, *, limit: int, path: str) -> str:
    """The text of a file, lines ended by LF. InputError: too large, not UTF-8, a NUL, a CR within a line."""
    if len(data) > limit:
        raise refusal(f"this catalog is larger than {limit // 1_000_000} MB.", path=path, line=1)
    try:
        text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refusal("this line is not UTF-8.", path=path, line=line, fix=CONVERT) from None
    for character, reason, fix in (
        ("\0", "this line holds the character NUL.", RESTORE),
        ("\4", "this line holds U+0004, which separates context and source in compiled catalogs.", RESTORE),
        ("\r", "a carriage return stands inside this line.", "Save the file with LF line ends."),
    ):
        if character in text:
            line = text.count("\n", 0, text.index(character)) + 1
            raise refusal(reason, path=path, line=line, fix=fix)
    return text


def refusal(reason: str, *, path: str, line: int, fix: str = "") -> InputError:
    """Why a catalog is not read; FILE in `fix` becomes its name."""
    return InputError(reason, path=path, line=line, fix=fix.replace("FILE", path or "FILE"))
