"""The text of a header entry <-> its fields, in their order; a line that is no field survives under the name ""."""

from __future__ import annotations

import re

from app.core.catalogs.decoding import CONVERT, refusal
from app.core.catalogs.scanning import FORMS_LIMIT

Fields = tuple[tuple[str, str], ...]

EMPTY: Fields = (("", ""),)  # a header entry without text, which is not the same as no header entry
UTF8 = "text/plain; charset=UTF-8"
CHARSET = re.compile(r"charset=[ \t]*([^\s;]+)", re.IGNORECASE)
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
    if not locale or value(fields, "Content-Type"):
        return fields
    for name, text in (("MIME-Version", "1.0"), ("Content-Type", UTF8), ("Content-Transfer-Encoding", "8bit")):
        fields = replaced(fields, name, text)
    return fields


def checked(fields: Fields, *, path: str, line: int) -> Fields:
    """`fields` with the charset settled as UTF-8 when they say none, ASCII, or a template's CHARSET.

    InputError: another charset, plural forms that cannot be read.
    """
    content = value(fields, "Content-Type")
    charset = CHARSET.search(content)
    if charset and charset[1].upper() in ("CHARSET", "ASCII", "US-ASCII"):
        fields = replaced(fields, "Content-Type", content.replace(charset[1], "UTF-8"))
    elif charset and charset[1].upper() not in ("UTF-8", "UTF8"):
        raise refusal(f"the header says charset={charset[1][:40]}.", path=path, line=line, fix=CONVERT)
    elif not charset and fields != EMPTY:
        fields = replaced(fields, "Content-Type", UTF8)
    plural = value(fields, "Plural-Forms")
    if plural and plural != PLURAL_TEMPLATE:
        match = PLURAL.fullmatch(plural)
        if not match or not 1 <= int(match[1][:9]) <= FORMS_LIMIT:
            fix = "Write it as gettext does: `nplurals=2; plural=(n != 1);`."
            raise refusal("the header's Plural-Forms cannot be read.", path=path, line=line, fix=fix)
    return fields


def _field(line: str) -> tuple[str, str]:
    name, colon, text = line.partition(": ")
    return (name, text) if colon and name and ":" not in name else ("", line)


def _line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ") if "\r" in text or "\n" in text else text
