"""Limits of a document: what no newsletter reaches, and what keeps every stage within two seconds."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.events import Event
from app.core.model import Block
from app.errors import InputError

EVENTS = 60_000  # of Markdown: words, line ends, markup
DEPTH = 100  # of lists, quotations and spans in each other
BLOCKS = 5_000  # each is a segment at least
WORDS = 20_000  # characters of one block, codes left out
DEFINITIONS = 500  # of links
TITLE = 500  # characters of the title of a link or image: the page shows it at each use of its definition

_SPLIT = "Split the issue in two."


def check_depth(found: Sequence[Event], text: str) -> None:
    """InputError with the line where the events of a text are nested too deeply."""
    depth = 0
    for event in found:
        depth += (event.phase == "start") - (event.phase == "end")
        if depth > DEPTH:
            line = text.count("\n", 0, event.start) + 1
            raise InputError(f"This text has more than {DEPTH} levels in each other.", line=line, fix="Flatten it.")


def check_blocks(blocks: Sequence[Block]) -> None:
    """InputError with the line of the first block that is too much or too long."""
    if len(blocks) > BLOCKS:
        reason = f"This issue has more than {BLOCKS:,} paragraphs, cells and other pieces of text."
        raise InputError(reason, line=blocks[BLOCKS].line, fix=_SPLIT)
    for block in blocks:
        if len(block.text) > TITLE and block.encoding.endswith("title"):
            raise InputError(
                f"This title has more than {TITLE} characters.", line=block.line, fix="Make it a sentence."
            )
        if len(block.text) > WORDS and _words(block) > WORDS:
            reason = f"This {block.kind} has more than {WORDS:,} characters."
            raise InputError(reason, line=block.line, fix="Part it with blank lines.")


def check_definitions(lines: Sequence[int]) -> None:
    """InputError with the line of the first definition of a link that is too much; `lines` are those of all."""
    if len(lines) > DEFINITIONS:
        reason = f"This issue defines more than {DEFINITIONS} links."
        raise InputError(reason, line=sorted(lines)[DEFINITIONS], fix=_SPLIT)


def _words(block: Block) -> int:
    return len(block.text) - sum(code.end - code.start for code in block.codes)
