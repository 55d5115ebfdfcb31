"""Titles of links and images: where they stand in the source and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from app.core import inline
from app.core.documents.regions import Source, encoded
from app.core.events import Event
from app.core.model import Block

_BLANKS = " \t\r\n"  # not U+00A0: French needs it before ; : ! ?
_SPACES = re.compile(rf"(?:[\r\n]+[ \t>]*|[{_BLANKS}])+")  # prefixes of containers on further lines included
# The title at the end of a destination: CommonMark 6.3, its delimiters excluded inside or escaped.
_TITLE = re.compile(r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))""", re.DOTALL)

_OPENERS = {'"': '"', "'": "'", ")": "("}


def of_link(source: Source, run: Sequence[Event], end: int, *, kind: str = "link title") -> Iterator[Block]:
    """The title of the inline link or image that ends at run[end], if it has one."""
    start = _opening(run, end)
    link = run[start]
    if link.data["link_type"] != "Inline" or not link.data["title"]:
        return
    text_end = max((event.end for event in run[start + 1 : end]), default=link.start + 1)
    yield from _encoded(source, text_end, link.end - 1, kind=kind, title=link.data["title"])


def of_definitions(source: Source, references: dict[str, dict[str, Any]]) -> Iterator[Block]:
    """Titles of link reference definitions."""
    for reference in references.values():
        if reference["title"]:
            start, end = reference["span"]
            yield from _encoded(source, start, end, kind="link title", title=reference["title"])


def _encoded(source: Source, start: int, end: int, *, kind: str, title: str) -> Iterator[Block]:
    """The title that ends the region, found by reading back what the parser says it is; none when they differ."""
    words = _SPACES.sub(" ", title).strip(_BLANKS)
    text = source.text
    stop = start + len(text[start:end].rstrip())
    opener = _OPENERS.get(text[stop - 1], "")
    place = text.find(opener, start, stop - 1) if opener else -1
    while place >= 0:
        # Only what white space leads to can open a title: trying every escaped quote would be quadratic.
        opens = text[place - 1] in _BLANKS + ">" and _TITLE.fullmatch(text, place, stop)
        if opens and _decode(text[place + 1 : stop - 1]) == words:
            yield encoded(source, place, stop, kind=kind, text=words, encoding="title")
            return
        place = text.find(opener, place + 1, stop - 1)


def _decode(raw: str) -> str:
    return _SPACES.sub(" ", inline.unescape(raw)).strip(_BLANKS)


def _opening(run: Sequence[Event], end: int) -> int:
    depth = 0
    for position in range(end, -1, -1):
        depth += (run[position].phase == "end") - (run[position].phase == "start")
        if depth == 0:
            return position
    return 0
