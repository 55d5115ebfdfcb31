"""What a reader sees of a block's text, with every character's place in it: the splitter must not read markup."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from app.core.inline import markup
from app.core.model import Block, InlineCode

# Stands for code, an image, an address: a word that opens a sentence, is no initial and no number.
WORD = "X0"
OPAQUE_KINDS = frozenset({"code", "image", "url", "variable"})
WORDS = re.compile(r"\S+")
LETTER = re.compile(r"[^\W\d_]")
LEGIBLE_KINDS = OPAQUE_KINDS - {"image"}  # an image's text is for its own segment, and its path may change


class Surface(NamedTuple):
    """`text` as read; character i of it ends at offset `ends[i]` of the block's text."""

    text: str
    ends: Sequence[int]


def surface(block: Block, start: int, end: int, *, codes: bool = False) -> Surface:
    """The surface of block.text[start:end]; with `codes`, inline code and addresses are read as they stand."""
    inside = codes_in(block, start, end)
    if not inside:
        return Surface(block.text[start:end], range(start + 1, end + 1))
    shown: list[str] = []
    ends: list[int] = []
    position = start
    for code in inside:
        shown.append(block.text[position : code.start])
        ends.extend(range(position + 1, code.start + 1))
        seen = code.text if codes and code.kind in LEGIBLE_KINDS and code.role == "alone" else _shown(code)
        shown.append(seen)
        ends.extend([code.end] * len(seen))
        position = code.end
    shown.append(block.text[position:end])
    ends.extend(range(position + 1, end + 1))
    return Surface("".join(shown), ends)


def _shown(code: InlineCode) -> str:
    if code.kind == "escape":
        return code.text[1:] if code.text.startswith("\\") else unescape(code.text)
    if code.kind == "break":
        return " "
    return WORD if code.role == "alone" and code.kind in OPAQUE_KINDS else ""


def says_something(block: Block, start: int, end: int) -> bool:
    """Whether block.text[start:end] holds a word to translate: no codes, no addresses."""
    codes = codes_in(block, start, end)
    text = _beside(block, codes, start, end) if codes else block.text[start:end]
    return any(LETTER.search(word) and not is_address(word) for word in text.split())


def _beside(block: Block, codes: Sequence[InlineCode], start: int, end: int) -> str:
    """What stands beside some codes, in two words where one of them stands alone."""
    kept: list[str] = []
    position = start
    for code in codes:
        kept.append(block.text[position : code.start])
        kept.append(" " if code.role == "alone" and code.kind != "escape" else "")
        position = code.end
    return "".join([*kept, block.text[position:end]])


def fold(block: Block, start: int, end: int) -> str:
    """Block.text[start:end] with each line break outside codes, and the blanks around it, as one space.

    HTML is folded as a browser shows it, its codes without what only browsers need.
    """
    if block.encoding == "html":
        return markup.fold(block.text, codes_in(block, start, end), start, end)
    folded: list[str] = []
    position = start
    for code in codes_in(block, start, end):
        folded += (_one_line(block.text[position : code.start]), code.text)
        position = code.end
    folded.append(_one_line(block.text[position:end]))
    return "".join(folded)


def _one_line(text: str) -> str:
    if "\n" not in text:
        return text
    first, *middle, last = text.split("\n")
    return " ".join((first.rstrip(" \t\r"), *(line.strip(" \t\r") for line in middle), last.lstrip(" \t\r")))


def codes_in(block: Block, start: int, end: int) -> Sequence[InlineCode]:
    """The codes of block.text[start:end], in order; codes do not overlap."""
    if not block.codes:
        return ()
    first = bisect_left(block.codes, start, key=lambda code: code.start)
    return block.codes[first : bisect_right(block.codes, end, lo=first, key=lambda code: code.end)]


def is_address(word: str) -> bool:
    return "://" in word or word.startswith("www.") or ("@" in word[1:-1] and "." in word)


def pairs(codes: tuple[InlineCode, ...]) -> list[tuple[int, int]]:
    """Outermost spans from an opening code to the end of its partner, and of single codes; sorted, apart."""
    spans: list[tuple[int, int]] = []
    for code in codes:
        end = codes[code.pair].end if code.role == "open" and code.pair >= 0 else code.end
        if spans and code.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((code.start, end))
    return spans


def inside(spans: list[tuple[int, int]], position: int) -> bool:
    """Whether a cut at `position` would go through one of the spans."""
    at = bisect_right(spans, (position, 0)) - 1
    return at >= 0 and spans[at][0] < position < spans[at][1]
