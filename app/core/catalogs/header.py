"""The text of a header entry <-> its fields, in their order; a line that is no field survives under the name ""."""

from __future__ import annotations

import re

from app.core.catalogs.decoding import CONVERT, refusal
from app.core.catalogs.scanning import FORMS_LIMIT
from app.wording import Message

Fields = tuple[tuple[str, str], ...]

EMPTY: Fields = (("", ""),)  # a header entry without text, which is not the same as no header entry
UTF8 = "text/plain; charset=UTF-8"
# gettext takes the first "charset=" of the header, wherever it stands, up to the next blank
CHARSET = re.compile(r"charset=[ \t]*([^ \t\n;]*)[^ \t\n]*", re.IGNORECASE)
SETTLED = ("UTF-8", "UTF8", "CHARSET", "ASCII", "US-ASCII")
PLURAL = re.compile(r"\s*nplurals\s*=\s*([0-9]+)\s*;\s*plural\s*=([n0-9\s()?:%=!<>&|+*/-]++);?\s*")
PLURAL_TEMPLATE = "nplurals=INTEGER; plural=EXPRESSION;"


def read(text: str) -> Fields:
    """Fields of a header's text. "Name: value" is (name, value), value as it stands; any other line is ("", line)."""
    return tuple(_field(line) for line in text.removesuffix("\n").split("\n"))


def write(fields: Fields) -> str:
    """The text of a header; a line break in a value would forge a field, so it becomes a space."""
    if fields == EMPTY:
        return ""
    return "".join(f"{_line(f'{name}: {value}' if name else value)}\n" for name, value in fields)


def value(fields: Fields, name: str) -> str:
    """The value of the first field of that name, without outer blanks; "" when there is none."""
    for key, text in fields:
        if not key and ":" in text:
            key, _, text = text.partition(":")
        if key.strip().lower() == name.lower():
            return text.strip()
    return ""


def replaced(fields: Fields, name: str, text: str) -> Fields:
    """`fields` with one of them changed where it stands, or added at the end."""
    if any(key == name for key, _ in fields):
        return tuple((key, text if key == name else old) for key, old in fields)
    return (*(() if fields == EMPTY else fields), (name, text))


def completed(fields: Fields, locale: str) -> Fields:
    """`fields` as a catalog of `locale` needs them: `Language`, and what says that it is UTF-8."""
    if value(fields, "Language") != locale:
        fields = replaced(fields, "Language", locale)
    if not locale or any(CHARSET.search(text) for _, text in fields):
        return fields
    for name, text in (("MIME-Version", "1.0"), ("Content-Type", UTF8), ("Content-Transfer-Encoding", "8bit")):
        fields = replaced(fields, name, text)
    return fields


def checked(fields: Fields, *, path: str, line: int) -> Fields:
    """`fields` with the charset settled as UTF-8 when they say none, ASCII, or a template's CHARSET.

    InputError: another charset, plural forms that cannot be read.
    """
    place = next((index for index, (_, text) in enumerate(fields) if CHARSET.search(text)), None)
    if place is not None:
        fields = (*fields[:place], _settled(*fields[place], path=path, line=line), *fields[place + 1 :])
    elif fields != EMPTY:
        fields = replaced(fields, "Content-Type", UTF8)
    plural = value(fields, "Plural-Forms")
    if plural and plural != PLURAL_TEMPLATE:
        match = PLURAL.fullmatch(plural)
        if not match or not 1 <= int(match[1][:9]) <= FORMS_LIMIT:
            fix = Message("Write it as gettext does: `nplurals=2; plural=(n != 1);`.")
            raise refusal(Message("the header's Plural-Forms cannot be read."), path=path, line=line, fix=fix)
    return fields


def _settled(name: str, text: str, *, path: str, line: int) -> tuple[str, str]:
    match = CHARSET.search(text)
    assert match
    if match[1].upper() not in SETTLED:
        raise refusal(
            Message("the header says charset={charset}.", charset=match[1][:40]), path=path, line=line, fix=CONVERT
        )
    written = match[0] if match[0] in ("charset=UTF-8", "charset=utf-8") else "charset=UTF-8"
    return name, text.replace(match[0], written, 1)


def _field(line: str) -> tuple[str, str]:
    name, colon, text = line.partition(": ")
    return (name, text) if colon and name and ":" not in name else ("", line)


def _line(text: str) -> str:
    return text.replace("\n", " ")
