"""Plain text: targets on lines as wide as those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.core.assembly.splices import Piece, filled
from app.core.documents.text import begins_anew
from app.core.inline import parse_plain
from app.core.model import Block

_LINE_END = re.compile(r"[ \t]*+\n")
_HELD = "\0"  # stands for a space that no line ends at; no source holds one


def flowed(block: Block, pieces: Iterable[Piece], *, before: int, width: int) -> Piece:
    """A block with its pieces put in, broken into lines again where its source is, or at `width` when that is not 0.

    `before` characters stand before the block on its first line, and its prefix before each further one; headings stay
    on one line, and so do words of scripts without spaces. No line begins with what would be read as a mark of a list,
    quotation or rule.
    """
    text = _LINE_END.sub(" ", filled(block.text, pieces))
    own = max(len(block.prefix if number else " " * before) + len(line) for number, line in _lines(block))
    room = width or (own if len(block.lines) > 1 else 0)
    if not room or block.level:
        return Piece(0, len(block.text), text)
    lines, used = [""], before
    for word in _held(text).split(" "):
        if lines[-1] and used + 1 + len(word) > room and not begins_anew(f"{word} x"):
            lines.append(word)
            used = len(block.prefix) + len(word)
        else:
            used += len(word) + bool(lines[-1])
            lines[-1] += f" {word}" if lines[-1] else word
    return Piece(0, len(block.text), "\n".join(lines).replace(_HELD, " "))


def _lines(block: Block) -> Iterable[tuple[int, str]]:
    return enumerate(block.text.split("\n"))


def _held(text: str) -> str:
    """The text with the spaces inside variables held."""
    held = [code for code in parse_plain(text) if code.kind == "variable"]
    return filled(text, [Piece(code.start, code.end, code.text.replace(" ", _HELD)) for code in held])
