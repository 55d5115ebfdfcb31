"""The bytes of a page -> its text, whatever their charset is or is said to be."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from app.wording import NOTHING, Message

META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w:.-]{1,40})", re.IGNORECASE)
XML = re.compile(rb"\A\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,3}=\s{0,3}[\"']([\w:.-]{1,40})", re.IGNORECASE)
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
LATIN = frozenset(["iso8859-1", "ascii", "cp1252"])
NO_CHARSETS = re.compile(r"utf-(?:7|16|32).*|.*escape|punycode|idna|mbcs|undefined")  # for pages that say so in ASCII
LOOKED_AT = 4096  # bytes


class Decoded(NamedTuple):
    """`remark` says what was wrong with the charset, or is empty."""

    text: str
    remark: Message = NOTHING


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """The text. `declared` is what came with the bytes (HTTP, MIME); else the page's own declaration counts.

    As browsers do, Latin-1 is read as windows-1252; unlike them, a declaration that the bytes belie is not believed.
    """
    for mark, charset in MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(charset, "replace"))
    match = META.search(data[:LOOKED_AT]) or XML.match(data[:LOOKED_AT])
    named = declared or (match[1].decode("ascii") if match else "")
    charset = _known(named)
    single = charset in LATIN or charset.startswith(("iso8859", "cp125"))
    text = _strictly(data, "utf-8")
    if text is not None and (charset in ("", "utf-8") or single):
        wrong = single and not data.isascii()
        remark = Message("It says it is in {charset}, but is in UTF-8; read as UTF-8.", charset=named)
        return Decoded(text, remark if wrong else NOTHING)
    if charset and charset != "utf-8":
        text = _strictly(data, "cp1252" if charset in LATIN else charset)
        if text is not None:
            return Decoded(text)
    remark = Message("It says it is in {charset}, but is not; read as windows-1252.", charset=named)
    return Decoded(data.decode("cp1252", "replace"), remark if named and charset not in LATIN else NOTHING)


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        return ""
    return "" if NO_CHARSETS.fullmatch(found) else found


def _strictly(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
