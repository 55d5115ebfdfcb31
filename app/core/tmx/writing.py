"""TMX as other programs read it: version 1.4, a unit at a time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import BinaryIO

from lxml import etree

from app.core import inline
from app.core.tmx.pair import OURS, Pair

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no XML 1.0 may hold them
UNNAMED = 0


def serialize(pairs: Iterable[Pair], *, source_locale: str, locale: str, version: str = "1") -> bytes:
    """What `write` writes."""
    file = io.BytesIO()
    write(file, pairs, source_locale=source_locale, locale=locale, version=version)
    return file.getvalue()


def write(file: BinaryIO, pairs: Iterable[Pair], *, source_locale: str, locale: str, version: str = "1") -> int:
    """Write a file that other programs read, and of which `read` gives the same pairs; how many there were."""
    number = 0
    header = {
        "creationtool": OURS,
        "creationtoolversion": version,
        "segtype": "sentence",
        "o-tmf": OURS,
        "adminlang": "en",
        "srclang": _tag(source_locale),
        "datatype": "plaintext",
    }
    with etree.xmlfile(file, encoding="UTF-8") as written:
        written.write_declaration()
        with written.element("tmx", version="1.4"):
            written.write("\n")
            with written.element("header", header):
                pass
            with written.element("body"):
                written.write("\n")
                for pair in pairs:
                    written.write(_unit(pair, source_locale=source_locale, locale=locale))
                    number += 1
            written.write("\n")
    return number


def _unit(pair: Pair, *, source_locale: str, locale: str) -> etree._Element:
    unit = etree.Element("tu")
    unit.tail = "\n"  # by hand: a printer that indents would put white space into segments
    if pair.note:
        etree.SubElement(unit, "prop", type="x-issue").text = UNWRITABLE.sub("", pair.note)
    for name, text in ((source_locale, pair.source), (locale, pair.target)):
        variant = etree.SubElement(unit, "tuv")
        variant.set(LANG, _tag(name))
        _write(etree.SubElement(variant, "seg"), UNWRITABLE.sub("", text))
    return unit


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


def _tag(locale: str) -> str:
    return locale.replace("_", "-")
