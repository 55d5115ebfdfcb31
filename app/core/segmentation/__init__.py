"""Blocks to segments: the pieces of a document that are translated at once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

import regex

from app.core.model import Block, Boundary, Document, Segment, segment_id
from app.core.segmentation.boundaries import boundary, closed, honour, joining, partings
from app.core.segmentation.places import Gap, decided
from app.core.segmentation.rules import SIGN
from app.core.segmentation.sentences import split
from app.core.segmentation.surface import codes_in, fold, inside, pairs, says_something, surface

__all__ = ["Gap", "boundary", "decided", "joining", "partings", "segment", "split"]

By = Literal["sentence", "paragraph"]
PROSE = 50_000  # signs in a document: ten for each segment of the longest issue, asked about in a second


def segment(
    document: Document, *, locale: str = "fr", by: By = "sentence", boundaries: Sequence[Boundary] = ()
) -> tuple[Segment, ...]:
    """Segments of a document in order; `locale` is the language it is written in.

    `boundaries` are what reviewers decided; they go before the rules, but never through markup or a hard line break.

    Numbers, addresses, emoji, punctuation and codes alone are none: they are copied.
    """
    by = by if _is_prose(document) else "paragraph"
    segments: list[Segment] = []
    heading = ""
    seen: defaultdict[tuple[str, str], int] = defaultdict(int)
    decisions = decided(document, boundaries)
    for index, block in enumerate(document.blocks):
        found = [span for span in _spans(block, locale, by, decisions[index]) if says_something(block, *span)]
        section = f"under: {heading}" if heading else "before the first heading"
        for order, (start, end) in enumerate(found, 1):
            source = fold(block, start, end)
            times = seen[section, source] = seen[section, source] + 1
            segments.append(
                Segment(
                    id=segment_id(None, source),
                    source=source,
                    block=index,
                    start=start,
                    end=end,
                    line=_line(block, start),
                    note=block.kind if len(found) == 1 else f"{block.kind}, sentence {order} of {len(found)}",
                    context=section if times == 1 else f"{section} ({times})",
                )
            )
        if block.level:
            heading = " ".join(block.text.split())[:80]
    return tuple(segments)


def _is_prose(document: Document) -> bool:
    """Whether there are few enough signs to ask the rules about each: a million full stops are no sentences."""
    if len(document.text) <= PROSE:
        return True
    return sum(len(regex.findall(SIGN, surface(block, 0, len(block.text)).text)) for block in document.blocks) <= PROSE


def _spans(block: Block, locale: str, by: By, decisions: Mapping[Gap, bool]) -> Iterator[tuple[int, int]]:
    """Start and end of each piece of a block, without the white space around it."""
    if not block.codes and not decisions:
        return _sentences(block, locale, by)
    return (_trim(block, *span) for span in pairwise(_edges(block, locale, by, decisions)))


def _sentences(block: Block, locale: str, by: By) -> Iterator[tuple[int, int]]:
    """The pieces of a block without markup, of which a reader sees all there is."""
    end = 0
    for sentence in split(block.text, locale=locale) if by == "sentence" else [block.text]:
        start, end = end, end + len(sentence)
        yield _trim(block, start, end)


def _edges(block: Block, locale: str, by: By, decisions: Mapping[Gap, bool]) -> list[int]:
    """Where the pieces of a block begin and end: at cuts, at hard line breaks, and at both ends of it."""
    cuts: set[int] = set()
    breaks: set[int] = set()
    if by == "sentence":
        whole = pairs(block.codes)
        for start, end in _lines(block, whole):
            breaks |= {start, end}
            cuts.update(cut for cut in _cuts(block, start, end, locale) if not inside(whole, cut))
    if decisions:
        cuts = honour(block, cuts, decisions)
        breaks |= {code.end for code in block.codes if code.kind == "break" and code.start in cuts}
    return sorted({0, len(block.text)} | breaks | cuts)


def _lines(block: Block, whole: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches of a block between the hard line breaks that stand outside pairs."""
    start = 0
    for code in block.codes:
        if code.kind == "break" and not inside(whole, code.start):
            yield start, code.start
            start = code.end
    yield start, len(block.text)


def _cuts(block: Block, start: int, end: int, locale: str) -> Iterator[int]:
    """Where sentences end in block.text[start:end]: after the codes that close there, before those that open."""
    seen = surface(block, start, end)
    read = 0
    for sentence in split(seen.text, locale=locale)[:-1]:
        read += len(sentence)
        yield closed(block, seen.ends[read - 1], glued=not sentence[-1].isspace())


def _trim(block: Block, start: int, end: int) -> tuple[int, int]:
    """A piece of a block's text without the white space around it, `&nbsp;` of HTML included."""
    codes = codes_in(block, start, end) if block.codes else ()
    spaces = {code.start: code.end for code in codes if code.kind == "escape" and code.value.isspace()}
    if not spaces:
        text = block.text[start:end]
        start += len(text) - len(text.lstrip())
        return start, start + len(text.strip())
    ends = {last: first for first, last in spaces.items()}
    while start < end and (start in spaces or block.text[start].isspace()):
        start = spaces.get(start, start + 1)
    while start < end and (end in ends or block.text[end - 1].isspace()):
        end = ends.get(end, end - 1)
    return start, end


def _line(block: Block, start: int) -> int:
    """The line of the file where offset `start` of the block's text stands; encoded blocks know only their first."""
    return block.line + max(0, bisect_left(block.lines, (start + 1, 0)) - 1)
