"""HTML: the text between tags, and the attributes that people read.

A scanner of its own: tree-sitter-html drops the text of fragments (`</div>texte`), and every HTML block of a Markdown
text that is cut by a blank line is one.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.core.documents.regions import Source, encoded, has_words, spliced
from app.core.inline.codes import UNTRANSLATED
from app.core.model import Block, Document

# No `<` inside a tag: the scan stays linear whatever is left open.
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^>]*(?:>|\Z)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][\w:-]{0,60})(?P<rest>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"(?<![\w:-])([A-Za-z][\w:-]{0,60})\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+)")
_READ = ("alt", "title", "aria-label", "placeholder")
_LEFT_ALONE = frozenset(["script", "style", "pre", "textarea", "svg", "math", "template", "noscript"])
_HEADING = re.compile(r"h[1-6]")
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big br button cite code data del dfn em font i img ins kbd label mark picture q s "
        "samp small source span strike strong sub sup time tt u var wbr",
    )
)


class Tag(NamedTuple):
    """One tag of a text; `name` is "" for comments and declarations."""

    start: int
    end: int
    name: str
    close: bool
    rest: str  # what stands between the name and the `>`


class Piece(NamedTuple):
    """A stretch of the file that a fragment is read from, and where it begins in the fragment."""

    offset: int
    start: int
    end: int


def parse(text: str, *, front_matter_keys: Sequence[str] = ()) -> Document:
    """Blocks of an HTML file."""
    source = Source(text)
    blocks = sorted(fragment(source, [(0, len(text))]), key=lambda block: (block.start, -block.end))
    named = [block.text for block in blocks if block.kind == "html: title"]
    headings = [block.text for block in blocks if block.level]
    title = html.unescape(re.sub(r"<[^<>]*>", "", (named or headings or [""])[0]))
    return Document(text=text, format="html", blocks=tuple(blocks), title=" ".join(title.split()))


def fragment(source: Source, pieces: Sequence[tuple[int, int]]) -> Iterator[Block]:
    """Blocks of the HTML that stands in these pieces of the source (one a line inside containers)."""
    places = _places(pieces)
    virtual = "".join(source.text[start:end] for start, end in pieces)
    anchors = _anchors(source, places)
    for start, end, name in _runs(virtual):
        level = int(name[1]) if _HEADING.fullmatch(name) else 0
        kind = f"heading {level}" if level else f"html: {name}" if name else "html"
        first, last = _place(places, start), _place(places, end - 1) + 1
        block = spliced(source, first, last, kind=kind, anchors=anchors, encoding="html", level=level)
        if has_words(block):
            yield block
    for tag in _read_tags(virtual):
        yield from _attributes(source, tag, _place(places, tag.start))


def attributes(source: Source, start: int, end: int) -> Iterator[Block]:
    """The attributes that people read of the inline tag that stands there."""
    for tag in tags(source.text[start:end]):
        yield from _attributes(source, tag, start + tag.start)


def tags(text: str) -> Iterator[Tag]:
    """Tags of a text in order; what stands inside elements that are left alone is not looked at."""
    position = 0
    while match := _TOKEN.search(text, position):
        name, close = (match["name"] or "").lower(), bool(match["close"])
        position = match.end()
        yield Tag(match.start(), match.end(), name, close, match["rest"] or "")
        if name in _LEFT_ALONE and not close:
            end = re.compile(rf"</{name}(?=[\s>])", re.IGNORECASE).search(text, position)
            position = end.start() if end else len(text)


def outline(text: str) -> list[str]:
    """The names of block-level tags in order, `/name` for those that close."""
    return ["/" * tag.close + tag.name for tag in tags(text) if tag.name not in _INLINE]


def _read_tags(text: str) -> Iterator[Tag]:
    """Tags in order; a block-level element marked `translate="no"` is one nameless tag."""
    first: Tag | None = None
    depth = 0
    for tag in tags(text):
        if first is None:
            if tag.close or tag.name in _INLINE or not UNTRANSLATED.search(tag.rest):
                yield tag
            else:
                first, depth = tag, 1
        elif tag.name == first.name:
            depth += -1 if tag.close else 1
            if not depth:
                yield Tag(first.start, tag.end, "", close=False, rest="")
                first = None
    if first is not None:
        yield Tag(first.start, len(text), "", close=False, rest="")


def _runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of text and inline tags between block-level tags, trimmed, each with the block that holds it."""
    last, name, open_ = 0, "", [""]
    for tag in _read_tags(text):
        if tag.name in _INLINE:
            continue
        yield from _trimmed(text, last, tag.start, name)
        last = tag.end
        if not tag.name:
            continue
        if not tag.close and not tag.rest.endswith("/") and tag.name not in ("hr", "meta", "link", "input", "base"):
            open_.append(tag.name)
        elif tag.close and tag.name in open_:
            del open_[len(open_) - 1 - open_[::-1].index(tag.name) :]
        name = open_[-1] if open_ else ""
    yield from _trimmed(text, last, len(text), name)


def _trimmed(text: str, start: int, end: int, name: str) -> Iterator[tuple[int, int, str]]:
    piece = text[start:end]
    if piece.strip() and name not in _LEFT_ALONE:
        yield start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()), name


def _attributes(source: Source, tag: Tag, start: int) -> Iterator[Block]:
    """`start` is where the tag stands in the source. Tags on several lines inside containers are left alone."""
    if tag.close or not source.text.startswith("<" + tag.name, start) or not tag.rest:
        return
    if source.text[start : start + tag.end - tag.start][1 + len(tag.name) : -1] != tag.rest:
        return
    begin = start + 1 + len(tag.name)
    for match in _ATTRIBUTE.finditer(tag.rest):
        raw = match.group(2)
        words = html.unescape(raw.strip("\"'") if raw[0] in "\"'" else raw)
        if match.group(1).lower() in _READ and words.strip():
            kind = f"html: {tag.name} {match.group(1).lower()}"
            first, last = begin + match.start(2), begin + match.end(2)
            yield encoded(source, first, last, kind=kind, text=" ".join(words.split()), encoding="attribute")


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
