"""Codes of a segment as tags in the text sent to an engine elsewhere, and back."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.core.model import InlineCode
from app.engines.outline import Item, Outline, Piece, Run, rebuild
from app.engines.protocol import Parts

# Engines put spaces into tags, change their quotes and close what is empty: `< g1 >`, `<x2></x2>`.
TOKEN = re.compile(
    r"<\s?(/?)\s?([gx])\s?(?:(?:id\s?=\s?[\"'“”«]?\s?)?(\d{1,4})\s?[\"'“”»]?)?\s?(/?)\s?>|XPH(\d{1,4})X", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Notation:
    """How codes are written for an engine: {n} is the number of the pair or piece, {text} what a code says."""

    opening: str
    closing: str
    alone: str
    word: str  # a code that the sentence uses as a word
    escaped: bool  # whether text is escaped, as in HTML and XML


BARE = Notation("<g{n}>", "</g{n}>", "<x{n}/>", "XPH{n}X", escaped=False)
HTML = replace(BARE, escaped=True)
XML = Notation('<g id="{n}">', "</g>", '<x id="{n}"/>', '<x id="{n}">{text}</x>', escaped=True)
READABLE = replace(XML, escaped=False)  # for engines that read XML as people do


def tagged(source: Outline, notation: Notation) -> str:
    """The text with tags around pairs and in the place of codes that stand alone."""
    text: list[str] = []
    around: tuple[int, ...] = ()
    for number, piece in enumerate((*source.pieces, Piece("", ()))):
        text += [notation.closing.format(n=pair) for pair in reversed(around) if pair not in piece.pairs]
        text += [notation.opening.format(n=pair) for pair in piece.pairs if pair not in around]
        text.append(_plain(number, piece, notation))
        around = piece.pairs
    return "".join(text)


def plain(run: Run, notation: Notation) -> str:
    """A run's text without the white space at its ends."""
    return "".join(_plain(number, piece, notation) for number, piece in run).strip()


def _plain(number: int, piece: Piece, notation: Notation) -> str:
    if isinstance(piece.content, str):
        return html.escape(piece.content, quote=False) if notation.escaped else piece.content
    if not piece.word:
        return notation.alone.format(n=number)
    text = "".join(code.text for code in piece.content if isinstance(code, InlineCode))
    return notation.word.format(n=number, text=html.escape(text.strip("`<> "), quote=False))


def read(answer: str, source: Outline, *, escaped: bool) -> list[Item] | None:
    """The items of an answer; None when tags are not closed in order."""
    items: list[Item] = []
    stack: list[int] = []
    for kind, value in _tokens(answer):
        number = int(value) if kind != "text" and value else -1
        if kind == "text":
            bare = html.unescape(value) if escaped else value
            items += [Item(bare, frozenset(stack if bare.strip() else ()))] if bare else []
        elif kind == "piece" and 0 <= number < len(source.pieces):
            items.append(Item(number, frozenset(stack)))
        elif kind == "open" and 0 <= number < len(source.pairs):
            stack.append(number)
        elif kind != "close" or not stack or stack.pop() != number != -1:
            return None
    return None if stack else items


def _tokens(answer: str) -> Iterator[tuple[str, str]]:
    """("text", words), ("piece", digits), ("open", digits) and ("close", digits) in order.

    What stands in a tag of a code is left out: it is ours, whatever became of it.
    """
    last, within = 0, False
    for match in TOKEN.finditer(answer):
        closing, kind, digits, empty, word = match.groups()
        alone = bool(word) or kind.lower() == "x"
        if not (within and alone and closing):
            yield "text", answer[last : match.start()]
        if alone and not closing:
            yield "piece", word or digits or ""
        elif not alone:
            yield "close" if closing else "open", "" if empty else digits or ""
        within = alone and not (closing or empty or word)
        last = match.end()
    yield "text", answer[last:]


def parts(answer: str, source: Outline, *, escaped: bool) -> Parts | None:
    """Parts of the answer to `tagged`; None when its codes do not fit."""
    items = read(answer, source, escaped=escaped)
    return None if items is None else rebuild(items, source)
