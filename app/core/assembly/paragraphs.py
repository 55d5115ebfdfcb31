"""Targets of paragraphs and headings that surely leave the tree of blocks as it is, told without reading the rest.

A Markdown paragraph or heading between empty lines, inside nothing else, is read alike whatever stands around it
(CommonMark 3: blocks are told line by line), as long as nothing in it can reach further. So a save of one target costs
what its paragraph does, not what the issue does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, takewhile

from app.core.assembly.composing import Composer
from app.core.documents.outline import outline
from app.core.model import Block, Document, Segment

# What reaches beyond its paragraph, or may: tags, footnotes and definitions, definition lists, signs of dialects.
_REACHING = re.compile(r"[<${}]|\[\^|\]:|:::|!!!|\+\+\+|^[ \t]*[:\[]", re.MULTILINE)
_BEFORE_WORDS = re.compile(r"(?:#{1,6} )?")
_DEFINES_WHAT_IS_BEFORE = re.compile(r"\s*:")


def stay_within(document: Document, segments: Sequence[Segment], targets: Mapping[int, str], *, locale: str) -> bool:
    """Whether each of `targets` (by index of their segments) surely fits. False: only the whole text can tell."""
    if document.format != "markdown":
        return False
    reach = [0, *accumulate((block.end for block in document.blocks), max)]
    touched = {segments[index].block for index in targets}
    return all(
        _is_apart(document, block, reach[block]) and _fits(document, segments, targets, block=block, locale=locale)
        for block in touched
    )


def _is_apart(document: Document, index: int, reached: int) -> bool:
    block, text = document.blocks[index], document.text
    start, end = _lines_of(text, block)
    return (
        block.encoding == "markdown"
        and (block.kind == "paragraph" or block.level > 0)
        and _BEFORE_WORDS.fullmatch(text, start, block.start) is not None
        and reached <= block.start
        and text[:start].endswith("\n\n")
        and (text.startswith("\n\n", end) or not text[end:].strip())
        and not _DEFINES_WHAT_IS_BEFORE.match(text, end)
    )


def _fits(
    document: Document, segments: Sequence[Segment], targets: Mapping[int, str], *, block: int, locale: str
) -> bool:
    """Whether the block's own lines are read as before; read between empty lines, as they stand in the document."""
    own = document.blocks[block]
    inner = takewhile(lambda one: one.start < own.end, document.blocks[block:])
    small = replace(document, blocks=tuple(inner))
    within = [index for index, one in enumerate(segments) if block <= one.block < block + len(small.blocks)]
    local = [replace(segments[index], block=segments[index].block - block) for index in within]
    chosen = {place: targets[index] for place, index in enumerate(within) if index in targets}
    composer = Composer(small, local, chosen, locale=locale)
    return all(
        not _reaches(before, document)
        and not _reaches(after, document)
        and _outline(after, small) == _outline(before, small)
        for _, before, after in composer.excerpts(frozenset(chosen))
    )


def _reaches(lines: str, document: Document) -> bool:
    return bool(_REACHING.search(lines)) or (bool(document.labels) and "[" in lines)


def _outline(lines: str, document: Document) -> list[tuple[object, ...]]:
    return outline(f"\n{lines}\n", document)


def _lines_of(text: str, block: Block) -> tuple[int, int]:
    start, end = text.rfind("\n", 0, block.start) + 1, text.find("\n", block.end)
    return start, end if end >= 0 else len(text)
