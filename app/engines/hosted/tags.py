"""Codes of a segment as tags in the text sent to a hosted engine, and back."""

from __future__ import annotations

import html
import re

from app.engines.outline import Item, Outline, Piece, Run, rebuild
from app.engines.protocol import Parts

# Engines put spaces into tags and close what is empty: `< g1 >`, `<x2></x2>`.
TOKEN = re.compile(r"<\s?(/?)\s?([gx])\s?(\d{1,4})\s?(/?)\s?>|XPH(\d{1,4})X", re.IGNORECASE)


def tagged(source: Outline, *, as_html: bool) -> str:
    """`<g0>` … `</g0>` around a pair, `<x3/>` for a code between words, a made-up word for a code that is one."""
    text: list[str] = []
    around: tuple[int, ...] = ()
    for number, piece in enumerate((*source.pieces, Piece("", ()))):
        text += [f"</g{pair}>" for pair in reversed(around) if pair not in piece.pairs]
        text += [f"<g{pair}>" for pair in piece.pairs if pair not in around]
        text.append(_plain(number, piece, as_html=as_html))
        around = piece.pairs
    return "".join(text)


def plain(run: Run, *, as_html: bool) -> str:
    """A run's text without the white space at its ends."""
    return "".join(_plain(number, piece, as_html=as_html) for number, piece in run).strip()


def _plain(number: int, piece: Piece, *, as_html: bool) -> str:
    if isinstance(piece.content, str):
        return html.escape(piece.content, quote=False) if as_html else piece.content
    return f"XPH{number}X" if piece.word else f"<x{number}/>"


def read(answer: str, source: Outline, *, as_html: bool) -> list[Item] | None:
    """The items of an answer; None when tags are not closed in order."""
    items: list[Item] = []
    stack: list[int] = []
    last = 0
    for match in (*TOKEN.finditer(answer), None):
        text = answer[last : match.start() if match else len(answer)]
        if text:
            bare = html.unescape(text) if as_html else text
            items.append(Item(bare, frozenset(stack if bare.strip() else ())))
        if match is None:
            break
        last = match.end()
        closing, kind, digits, empty, word = match.groups()
        number = int(word or digits)
        if word or kind.lower() == "x":
            if not closing and number >= len(source.pieces):
                return None
            items += [] if closing else [Item(number, frozenset(stack))]
        elif not closing and not empty and number < len(source.pairs):
            stack.append(number)
        elif not closing or not stack or stack.pop() != number:
            return None
    return None if stack else items


def parts(answer: str, source: Outline, *, as_html: bool) -> Parts | None:
    """Parts of the answer to `tagged`; None when its codes do not fit."""
    items = read(answer, source, as_html=as_html)
    return None if items is None else rebuild(items, source)
