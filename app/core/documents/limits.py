"""Limits of a document: what no newsletter reaches, and what keeps every stage within two seconds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.core.documents.regions import Source
from app.core.events import Event
from app.core.model import Block, Document, Segment
from app.errors import InputError
from app.wording import Message

EVENTS = 50_000  # of Markdown: words, line ends, markup
TAGS = 60_000  # of HTML, comments and variables
DEPTH = 100  # of lists, quotations and spans in each other
SEGMENTS = 5_000
WORDS = 20_000  # characters of one segment, codes left out: an image may be written into the text
DEFINITIONS = 500  # of links
TITLE = 500  # characters of the title of a link or image: the page shows it at each use of its definition

_AROUND_ITS_OWN = frozenset(("List", "Paragraph"))  # no level of their own to who writes them
_MARKS = re.compile(rf"^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{{1,9}}[.)](?=[ \t]))){{{DEPTH + 1}}}", re.MULTILINE)
_SPLIT = Message("Split the issue in two.")


def check_marks(source: Source) -> None:
    """InputError with the first line that opens too many lists and quotations at once: it would take seconds."""
    deep = _MARKS.search(source.text)
    if deep:
        raise too_deep(source.line(deep.end()))


def check_depth(found: Sequence[Event], source: Source) -> None:
    """InputError with the line where the events of a text are nested too deeply."""
    depth = 0
    for event in found:
        if event.name in _AROUND_ITS_OWN:
            continue
        depth += (event.phase == "start") - (event.phase == "end")
        if depth > DEPTH:
            raise too_deep(source.line(event.start))


def check_blocks(blocks: Sequence[Block]) -> None:
    """InputError with the line of the first block that is too much, or a title that is too long."""
    if len(blocks) > SEGMENTS:
        reason = Message(
            "This issue has more than {segments} paragraphs, cells and other pieces of text.", segments=SEGMENTS
        )
        raise InputError(reason, line=blocks[SEGMENTS].line, fix=_SPLIT)
    for block in blocks:
        if len(block.text) > TITLE and block.encoding.endswith("title"):
            raise InputError(
                Message("This title has more than {number} characters.", number=TITLE),
                line=block.line,
                fix=Message("Make it a sentence."),
            )


def check_segments(document: Document, segments: Sequence[Segment], *, path: str = "") -> None:
    """InputError with the line of the first segment that is too much or too long."""
    if len(segments) > SEGMENTS:
        reason = Message("This issue has more than {segments} segments.", segments=SEGMENTS)
        raise InputError(reason, path=path, line=segments[SEGMENTS].line, fix=_SPLIT)
    for segment in segments:
        if len(segment.source) > WORDS and _words(document.blocks[segment.block], segment) > WORDS:
            reason = Message(
                "This piece of text has more than {words} characters and no end of a sentence.", words=WORDS
            )
            raise InputError(reason, path=path, line=segment.line, fix=Message("Part it in two."))


def check_definitions(lines: Sequence[int]) -> None:
    """InputError with the line of the first definition of a link that is too much; `lines` are those of all."""
    if len(lines) > DEFINITIONS:
        reason = Message("This issue defines more than {definitions} links.", definitions=DEFINITIONS)
        raise InputError(reason, line=sorted(lines)[DEFINITIONS], fix=_SPLIT)


def too_deep(line: int) -> InputError:
    return InputError(
        Message("This text has more than {number} levels in each other.", number=DEPTH),
        line=line,
        fix=Message("Flatten it."),
    )


def too_many_tags(line: int) -> InputError:
    return InputError(Message("This issue has more than {number} HTML tags.", number=TAGS), line=line, fix=_SPLIT)


def _words(block: Block, segment: Segment) -> int:
    codes = (code for code in block.codes if segment.start <= code.start and code.end <= segment.end)
    return len(segment.source) - sum(len(code.text) for code in codes)
