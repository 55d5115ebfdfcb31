"""Plain text: paragraphs between blank lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.core.documents.regions import Source, has_words, spliced
from app.core.model import Block, Document

_PARAGRAPH = re.compile(r"[^\r\n]*\S[^\r\n]*(?:(?:\r\n|\r|\n)[^\r\n]*\S[^\r\n]*)*")


def parse(text: str, *, front_matter_keys: Sequence[str] = ()) -> Document:
    """Blocks of a plain text. Indentation and `>` before a line are kept and are no part of a block's text."""
    source = Source(text)
    blocks = [block for match in _PARAGRAPH.finditer(text) if has_words(block := _block(source, *match.span()))]
    title = " ".join(blocks[0].text.splitlines()[0].split()) if blocks else ""
    return Document(text=text, format="text", blocks=tuple(blocks), title=title)


def _block(source: Source, start: int, end: int) -> Block:
    text = source.text
    first = start + len(text[start:end]) - len(text[start:end].lstrip(" \t>\ufeff"))
    last = start + len(text[start:end].rstrip())
    if first >= last:
        first = start
    quoted = ">" in text[start:first]
    lines = [match.end() for match in re.finditer(r"(?:\r\n|\r|\n)[ \t>]*", text[first:last])]
    anchors = [first + place for place in lines]
    return spliced(source, first, last, kind="quotation" if quoted else "paragraph", anchors=anchors, encoding="text")
