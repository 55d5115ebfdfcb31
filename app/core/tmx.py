"""TMX 1.4b <-> pairs of a source and a target; markup inside a segment goes out as TMX's inline elements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from app.core import inline, xml
from app.core.locales import language
from app.errors import InputError
from app.wording import Message

OURS = "Passeur"
CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})  # their content is another program's markup, or ours
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The line that the standard's own examples have: it names a file that is never read, and holds no definitions.
PLAIN_DOCTYPE = re.compile(rb"<!DOCTYPE\s+tmx\s+SYSTEM\s+(?:\"[^\"<>\[\]]*\"|'[^'<>\[\]]*')\s*>")
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no XML 1.0 may hold them
UNNAMED = 0


class Pair(NamedTuple):
    """A unit of a memory."""

    source: str
    target: str
    note: str = ""  # where it comes from


class Read(NamedTuple):
    """What a file holds. `left_out` counts units without a text in both languages."""

    pairs: tuple[Pair, ...]
    left_out: int


def parse(data: bytes, *, source_locale: str, locale: str, path: str) -> Read:
    """The pairs of a file in these two locales, each once. InputError when it is no TMX, or has none.

    Markup of other programs inside a segment is left out, its words are kept; that of our own files stays.
    """
    root = xml.parse(PLAIN_DOCTYPE.sub(_blank, data, count=1), path=path)
    if xml.name(root) != "tmx":
        raise InputError(Message("this XML is no TMX."), path=path, line=1)
    header = next((one for one in root if xml.name(one) == "header"), None)
    ours = header is not None and header.get("creationtool") == OURS
    found: dict[Pair, None] = {}
    left_out = 0
    for unit in root.iter("{*}tu"):
        pair = _pair(unit, source_locale=source_locale, locale=locale, ours=ours)
        if pair is None:
            left_out += 1
        else:
            found.setdefault(pair)
    if not found:
        reason = Message("this file has nothing from {source} to {target}.", source=source_locale, target=locale)
        raise InputError(reason, path=path)
    return Read(tuple(found), left_out)


def serialize(pairs: Iterable[Pair], *, source_locale: str, locale: str, version: str = "1") -> bytes:
    """A file that other programs read; `parse` gives the same pairs back."""
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": OURS,
            "creationtoolversion": version,
            "segtype": "sentence",
            "o-tmf": OURS,
            "adminlang": "en",
            "srclang": _tag(source_locale),
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    root.text = body.text = body.tail = "\n"
    for pair in pairs:
        unit = etree.SubElement(body, "tu")
        unit.tail = "\n"  # by hand: a printer that indents would put white space into segments
        if pair.note:
            etree.SubElement(unit, "prop", type="x-issue").text = UNWRITABLE.sub("", pair.note)
        for name, text in ((source_locale, pair.source), (locale, pair.target)):
            variant = etree.SubElement(unit, "tuv")
            variant.set(LANG, _tag(name))
            _write(etree.SubElement(variant, "seg"), UNWRITABLE.sub("", text))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


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


def _write(segment: etree._Element, text: str) -> None:
    """Text with its inline codes: pairs as bpt and ept of one number, the others as ph."""
    codes = inline.parse(text)
    numbers = {start: number for number, start in enumerate((i for i, c in enumerate(codes) if c.role == "open"), 1)}
    last, before = 0, None
    for index, code in enumerate(codes):
        if code.kind == "escape":
            continue
        before = _append(segment, before, text[last : code.start])
        before = _code(segment, code.role, number=numbers.get(min(index, code.pair), UNNAMED), kind=code.kind)
        before.text = text[code.start : code.end]
        last = code.end
    _append(segment, before, text[last:])


def _code(segment: etree._Element, role: str, *, number: int, kind: str) -> etree._Element:
    if role == "open" and number:
        return etree.SubElement(segment, "bpt", i=str(number), type=kind)
    if role == "close" and number:
        return etree.SubElement(segment, "ept", i=str(number))
    return etree.SubElement(segment, "ph", type=kind)


def _append(segment: etree._Element, before: etree._Element | None, text: str) -> etree._Element | None:
    if before is None:
        segment.text = text
    else:
        before.tail = text
    return before


def _blank(match: re.Match[bytes]) -> bytes:
    return re.sub(rb"[^\n]", b" ", match[0])


def _tag(locale: str) -> str:
    return locale.replace("_", "-")
