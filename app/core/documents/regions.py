"""Regions of a source text to blocks: prefixes of containers taken off, the way back to the file kept."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from app.core import inline
from app.core.model import Block, InlineCode, LineStart

_LINE_END = re.compile(r"\r\n|\r|\n")
_NOT_QUOTE = re.compile(r"[^>\t]")
_BLANK = " \t"
LONGEST_PREFIX = 1_000  # characters of list markers and quotation signs; 100 levels take some 500


class Source:
    """A text with its lines counted."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def line(self, offset: int) -> int:
        """Number of the line that holds an offset, from 1."""
        return bisect_right(self.starts, offset)


def spliced(
    source: Source,
    start: int,
    end: int,
    *,
    kind: str,
    labels: frozenset[str] = frozenset(),
    anchors: Sequence[int] = (),
    depth: int = 0,
    encoding: str = "markdown",
    level: int = 0,
) -> Block:
    """The block of `source.text[start:end]`.

    `anchors` are places where words are known to begin: they tell where a line's prefix ends. Where none does, up to
    `depth` quotation marks and the blanks around them are the prefix.
    """
    line = source.line(start)
    text, lines = _without_prefixes(source, start, end, line=line, anchors=anchors, depth=depth)
    begin = source.starts[line - 1]
    stands_in_line = encoding not in ("markdown", "cell") or start - begin > LONGEST_PREFIX
    before = "" if stands_in_line else source.text[begin:start]
    return Block(
        kind=kind,
        start=start,
        end=end,
        text=text,
        line=line,
        lines=lines,
        encoding=encoding,
        prefix=_NOT_QUOTE.sub(" ", before) if before else "",
        codes=codes(text, encoding=encoding, labels=labels),
        level=level,
    )


def encoded(source: Source, start: int, end: int, *, kind: str, text: str, encoding: str) -> Block:
    """The block of a value that is decoded for people: `text` is what source.text[start:end] says."""
    return Block(
        kind=kind,
        start=start,
        end=end,
        text=text,
        line=source.line(start),
        encoding=encoding,
        codes=codes(text, encoding=encoding),
    )


def codes(text: str, *, encoding: str, labels: frozenset[str] = frozenset()) -> tuple[InlineCode, ...]:
    """Inline codes as the notation of a block has them."""
    if encoding in ("markdown", "cell"):
        return inline.parse(text, labels=labels)
    return inline.parse_html(text) if encoding == "html" else inline.parse_plain(text)


def has_words(block: Block) -> bool:
    """Whether anything stands outside the codes: an image or an address alone has nothing to translate."""
    last = 0
    for code in block.codes:
        if code.kind == "escape":
            continue
        if block.text[last : code.start].strip():
            return True
        last = code.end
    return bool(block.text[last:].strip())


def _without_prefixes(
    source: Source, start: int, end: int, *, line: int, anchors: Sequence[int], depth: int
) -> tuple[str, tuple[LineStart, ...]]:
    text = source.text
    if line == len(source.starts) or end <= source.starts[line]:
        return text[start:end], ((0, start),)
    last = source.line(end - 1)
    pieces, lines, size = [], [], 0
    for number in range(line, last + 1):
        line_start = source.starts[number - 1]
        line_end = min(end, source.starts[number]) if number < len(source.starts) else end
        content = start if number == line else _content(text, line_start, line_end, anchors=anchors, depth=depth)
        stop = line_end if number == last else line_start + len(text[line_start:line_end].rstrip("\r\n"))
        piece = text[content : max(content, stop)] + ("" if number == last else "\n")
        lines.append((size, content))
        pieces.append(piece)
        size += len(piece)
    return "".join(pieces), tuple(lines)


def _content(text: str, start: int, end: int, *, anchors: Sequence[int], depth: int) -> int:
    """Where the words of a further line begin."""
    index = bisect_left(anchors, start)
    if index < len(anchors) and anchors[index] < end:
        anchor = anchors[index]
        if anchor > start and text[anchor - 1] == "\\":
            anchor -= 1
        if not text[start:anchor].strip(_BLANK + ">"):
            return anchor
    place = _skip(text, start, end)
    for _ in range(depth):
        if place >= end or text[place] != ">":
            break
        place = _skip(text, place + 1, end)
    return place


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in _BLANK:
        start += 1
    return start
