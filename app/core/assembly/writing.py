"""Targets as their places need them: line breaks, escapes, and what stands inside their codes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence

from app.core import inline
from app.core.assembly import html
from app.core.assembly.places import escape_heading_end, escape_pipes, escape_start
from app.core.assembly.splices import Piece, Splice, filled, offset, place, within
from app.core.documents.regions import codes
from app.core.model import Block, Document, InlineCode, Segment

_NEWLINES = re.compile(r"(?<![ \t])[ \t]*(?:[\r\n][ \t]*)+")
_BLANKS = " \t\r\n"
_ATX = re.compile(r"#{1,6}[ \t]+\Z")


def plain(target: str, block: Block) -> str:
    """A target for a place where Markdown means nothing: escapes that only Markdown needs are taken off."""
    text = target if "\n" in block.text.strip() else _NEWLINES.sub(" ", target)
    return inline.unescape(text) if "\\" in text and "\\" not in block.text else text


def written(
    document: Document, segment: Segment, target: str, *, inner: Sequence[Splice] = (), sealed: bool = False
) -> str:
    """A target as its place in the running text needs it; line breaks are `\\n`, without prefixes of containers.

    `inner` replaces what stands inside codes of the segment. `sealed`: no loose markup may pair with what follows.
    """
    block = document.blocks[segment.block]
    if block.encoding == "html":
        return html.written(document, segment, target, inner=inner)
    if block.encoding == "text":
        return _NEWLINES.sub(" ", plain(target, block))
    text = _folded(document, block, _with_inner(document, segment, target, inner))
    if block.kind == "image text":
        text = text if _stays_inside(text) else inline.seal(text, labels=document.labels)
    else:
        text = inline.seal(text, labels=document.labels) if sealed else text
        text = _with_escaped_lines(document, block, segment, text)
    if block.level and segment.end == len(block.text):
        text = escape_heading_end(text)
    return escape_pipes(text) if block.encoding == "cell" else text


def _stays_inside(text: str) -> bool:
    """Whether an alternative text ends where its image does: no loose bracket, backtick or `<` reaches further."""
    whole = f"![{text}](x)"
    codes_found = inline.parse(whole)
    return not ("`" in text or "<" in text) and [(code.start, code.end) for code in codes_found] == [(0, len(whole))]


def _with_escaped_lines(document: Document, block: Block, segment: Segment, text: str) -> str:
    starts, item = _begins_line(document, block, segment), block.kind == "list item"
    lines = [
        escape_start(line, first=segment.start == 0 and not number, item=item) if starts or number else line
        for number, line in enumerate(text.split("\n"))
    ]
    return "\n".join(lines)


def _folded(document: Document, block: Block, text: str) -> str:
    """Line breaks of a target: those that Markdown shows stay where the place can hold them, others are spaces."""
    if "\n" not in text and "\r" not in text:
        return text
    keeps = block.encoding == "markdown" and block.kind != "image text" and not _is_atx(document, block)
    pieces, last = [], 0
    for code in inline.parse(text, labels=document.labels):
        if code.kind == "break":
            words = text[last : code.start]
            pieces += [_NEWLINES.sub(" ", words.lstrip(_BLANKS) if last else words)]
            pieces += [code.text.replace("\r\n", "\n") if keeps else " "]
            last = code.end
    words = text[last:]
    return "".join([*pieces, _NEWLINES.sub(" ", words.lstrip(_BLANKS) if last else words)])


def _is_atx(document: Document, block: Block) -> bool:
    return bool(block.level and _ATX.search(_before(document, block)))


def _before(document: Document, block: Block) -> str:
    """What stands before a block on its first line."""
    start = max(document.text.rfind("\n", 0, block.start), document.text.rfind("\r", 0, block.start)) + 1
    return document.text[start : block.start]


def _begins_line(document: Document, block: Block, segment: Segment) -> bool:
    """Whether Markdown could read structure where the segment begins."""
    if segment.start == 0:
        return not _is_atx(document, block) and not (block.encoding == "cell" and "|" in _before(document, block))
    line = bisect_left(block.lines, segment.start, key=lambda line: line[0])
    return line < len(block.lines) and block.lines[line][0] == segment.start


def _with_inner(document: Document, segment: Segment, target: str, inner: Sequence[Splice]) -> str:
    """The target with targets of what stands inside its codes: alternative texts, titles of links."""
    block = document.blocks[segment.block]
    inside = within(inner, place(block, segment.start), place(block, segment.end - 1) + 1) if inner else ()
    if not inside:
        return target
    pieces = [Piece(offset(block, s.start), offset(block, s.end - 1) + 1, s.text) for s in inside]
    changes: dict[str, deque[str]] = {}
    for code in within(block.codes, segment.start, segment.end):
        if found := within(pieces, code.start, code.end):
            text = filled(block.text, found, start=code.start, end=code.end)
            changes.setdefault(_key(code.text), deque()).append(_NEWLINES.sub(" ", text))
    return _substitute(target, codes(target, encoding=block.encoding, labels=document.labels), changes)


def _key(text: str) -> str:
    return " ".join(text.split())


def _substitute(target: str, found: Sequence[InlineCode], changes: dict[str, deque[str]]) -> str:
    """Each code of the target that is written as in the source takes its new text; equal ones in their order."""
    pieces, last = [], 0
    for code in found:
        if texts := changes.get(_key(code.text)):
            pieces += [target[last : code.start], texts.popleft()]
            last = code.end
    return "".join([*pieces, target[last:]])
