"""TMX as it comes, of ours and of other programs: a unit at a time, so that a file may be larger than the memory."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from lxml import etree

from app.core import xml
from app.core.locales import language
from app.core.tmx.pair import OURS, Pair
from app.errors import InputError
from app.wording import Message

CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})  # their content is another program's markup, or ours
# The line that the standard has at the top of its examples: it names a file that is never read, and defines nothing.
LITERAL = r"(?:\"[^\"<>\[\]]*\"|'[^'<>\[\]]*')"
PLAIN_DOCTYPE = re.compile(rf"<!DOCTYPE\s+tmx\s+(?:SYSTEM|PUBLIC\s+{LITERAL})\s+{LITERAL}\s*>".encode())
HEAD = 65_536  # bytes in which that line is looked for
PIECE = 262_144
BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", codecs.BOM_UTF8: "utf-8-sig"}
DECLARED = re.compile(rb"(<\?xml[^>]*?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")


class Read(NamedTuple):
    """What a file holds. `left_out` counts units without a text in both languages."""

    pairs: tuple[Pair, ...]
    left_out: int


def parse(data: bytes, *, source_locale: str, locale: str, path: str) -> Read:
    """All of a file, each pair once; InputError as `read`, and when it has none."""
    units = list(read(io.BytesIO(data), source_locale=source_locale, locale=locale, path=path))
    pairs = tuple(dict.fromkeys(unit for unit in units if unit))
    if not pairs:
        raise nothing(source_locale, locale, path=path)
    return Read(pairs, units.count(None))


def nothing(source_locale: str, locale: str, *, path: str) -> InputError:
    """What is said of a file without a text in both of these locales."""
    reason = Message("this file has nothing from {source} to {target}.", source=source_locale, target=locale)
    return InputError(reason, path=path)


def read(file: BinaryIO, *, source_locale: str, locale: str, path: str) -> Iterator[Pair | None]:
    """The units of a file, None for one without a text in both of these locales.

    Markup of other programs inside a segment is left out, its words are kept; that of our own files stays.
    InputError with the line: no XML, no TMX, or a document type that may define entities.
    """
    ours = False
    root: etree._Element | None = None
    for event, element in _events(file, path=path):
        if root is None:
            root = _root(element, path=path)
        elif event == "end" and xml.name(element) == "header":
            ours = element.get("creationtool") == OURS
        elif event == "end" and xml.name(element) == "tu":
            yield _pair(element, source_locale=source_locale, locale=locale, ours=ours)
            _forget(element)


def _events(file: BinaryIO, *, path: str) -> Iterator[tuple[str, etree._Element]]:
    plain = _Plain(file)
    try:
        yield from etree.iterparse(
            plain, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
    except (etree.XMLSyntaxError, UnicodeError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise InputError(Message("this is no XML: {reason}.", reason=str(error)), path=path, line=line) from None


def _root(element: etree._Element, *, path: str) -> etree._Element:
    if element.getroottree().docinfo.doctype:
        raise xml.document_type(path=path, line=1)
    if xml.name(element) != "tmx":
        raise InputError(Message("this XML is no TMX."), path=path, line=1)
    return element


def _forget(element: etree._Element) -> None:
    """Free a unit that was read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


class _Plain:
    """A file as UTF-8, without the document type that does no harm."""

    def __init__(self, file: BinaryIO) -> None:
        head = file.read(HEAD)
        encoding = next((name for bom, name in BOMS.items() if head.startswith(bom)), "")
        self._decoder = codecs.getincrementaldecoder(encoding)() if encoding else None
        self._file = file
        if self._decoder:
            head = DECLARED.sub(rb"\1", self._decoder.decode(head).encode("utf-8"), count=1)
        self._left = PLAIN_DOCTYPE.sub(_blank, head, count=1)

    def read(self, size: int = -1) -> bytes:
        """The next piece, of whatever size; lxml asks until there is none."""
        left, self._left = self._left, b""
        while not left and (piece := self._file.read(PIECE)):
            left = self._decoder.decode(piece).encode("utf-8") if self._decoder else piece
        return left


def _pair(unit: etree._Element, *, source_locale: str, locale: str, ours: bool) -> Pair | None:
    texts = {xml.language_of(one).lower(): _read(one, ours=ours) for one in unit if xml.name(one) == "tuv"}
    source, target = _of(texts, source_locale), _of(texts, locale)
    note = next((one.text or "" for one in unit if one.get("type") == "x-issue"), "")
    return Pair(source, target, note) if source and target else None


def _of(texts: dict[str, str], locale: str) -> str:
    """The text in a locale; in its language, where no other one is there."""
    alike = [text for name, text in texts.items() if language(name) == language(locale)]
    return texts.get(locale.lower()) or next(iter(alike), "")


def _read(variant: etree._Element, *, ours: bool) -> str:
    segment = next((one for one in variant if xml.name(one) == "seg"), None)
    return _words(segment, ours=ours).strip() if segment is not None else ""


def _words(element: etree._Element, *, ours: bool) -> str:
    pieces = [element.text or ""]
    for one in element:
        if ours or xml.name(one) not in CODES:
            pieces.append(_words(one, ours=ours))
        pieces.append(one.tail or "")
    return "".join(pieces)


def _blank(match: re.Match[bytes]) -> bytes:
    return re.sub(rb"[^\n]", b" ", match[0])
