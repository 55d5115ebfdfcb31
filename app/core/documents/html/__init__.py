"""HTML: the text between tags, and the attributes that people read."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from app.core.documents import limits
from app.core.documents.html import attributes as read_attributes
from app.core.documents.html import runs
from app.core.documents.regions import Source, has_words, spliced
from app.core.inline.tags import RAW, Tag, pairs, scan
from app.core.model import Block, Document


class Piece(NamedTuple):
    """A stretch of the file that a fragment is read from, and where it begins in the fragment."""

    offset: int
    start: int
    end: int


def parse(text: str, *, front_matter_keys: Sequence[str] = ()) -> Document:
    """Blocks of an HTML file: a whole page, a mail, or a fragment of one.

    InputError with the line where it has too many tags or elements in each other. No more blocks are made than it takes
    to see that they are too many.
    """
    source = Source(text)
    found = islice(fragment(source, [(0, len(text))]), limits.SEGMENTS + 1)
    blocks = sorted(found, key=lambda block: (block.start, -block.end))
    return Document(text=text, format="html", blocks=tuple(blocks), title=_title(blocks))


def _title(blocks: Sequence[Block]) -> str:
    named = [block.text for block in blocks if block.kind == "page title" and block.encoding == "html"]
    headings = [block.text for block in blocks if block.level]
    text = (named or headings or [""])[0]
    for tag in reversed(list(scan(text))):
        text = text[: tag.start] + text[tag.end :] if tag.name != "{" else text
    return " ".join(html.unescape(text).split())


def fragment(source: Source, pieces: Sequence[tuple[int, int]]) -> Iterator[Block]:
    """Blocks of the HTML that stands in these pieces of the source (one a line inside containers).

    InputError as `parse`.
    """
    places = _places(pieces)
    virtual = "".join(source.text[start:end] for start, end in pieces)
    anchors = _anchors(source, places)
    for found in runs.read(virtual, line=lambda offset: source.line(_place(places, offset))):
        start, end = _place(places, found.start), _place(places, found.end - 1) + 1
        if isinstance(found, runs.Run):
            block = spliced(source, start, end, kind=found.kind, anchors=anchors, encoding="html", level=found.level)
            if has_words(block):
                yield block
        elif end - start == found.end - found.start:  # a tag on several lines inside containers is left alone
            yield from read_attributes.blocks(source, found, offset=start - found.start)


def attributes(source: Source, start: int, end: int) -> Iterator[Block]:
    """The attributes that people read of the inline tag that stands there."""
    for tag in scan(source.text[start:end]):
        yield from read_attributes.blocks(source, tag, offset=start)


def tags(text: str) -> Iterator[Tag]:
    """The opening tags of a page in order, none of what is left alone. InputError as `parse`."""
    found = runs.read(text, line=Source(text).line)
    return (tag for tag in found if isinstance(tag, Tag) and tag.name not in ("", "{"))


def outline(text: str, *, inline: bool = False) -> list[str]:
    """The names of block-level tags and scripts in order, `/name` for those that close.

    With `inline`, between them the inline tags that have no partner there, with a `?`: what they do would reach
    further than the words around them.
    """
    found: list[str] = []
    waiting: list[Tag] = []
    for tag in scan(text):
        if not tag.is_inline:
            found += _unpaired(waiting) if inline else ()
            waiting = []
        elif tag.name not in RAW:
            waiting.append(tag)
            continue
        found.append("/" * tag.close + tag.name)
    return found + _unpaired(waiting) if inline else found


def _unpaired(tags: list[Tag]) -> list[str]:
    paired = {index for pair in pairs(tags) for index in pair}
    return [
        "?" + "/" * tag.close + tag.name for index, tag in enumerate(tags) if index not in paired and not tag.is_alone
    ]


def _places(pieces: Sequence[tuple[int, int]]) -> list[Piece]:
    places, size = [], 0
    for start, end in pieces:
        places.append(Piece(size, start, end))
        size += end - start
    return places


def _place(places: Sequence[Piece], offset: int) -> int:
    piece = places[max(bisect_right(places, offset, key=lambda piece: piece.offset) - 1, 0)]
    return piece.start + offset - piece.offset


def _anchors(source: Source, places: Sequence[Piece]) -> list[int]:
    """Where the words of each line begin."""
    found = []
    for piece in places:
        place = piece.start
        for line in source.text[piece.start : piece.end].splitlines(keepends=True):
            if line.strip():
                found.append(place + len(line) - len(line.lstrip()))
            place += len(line)
    return found
