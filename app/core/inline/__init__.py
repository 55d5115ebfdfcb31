"""Inline codes of a text: the one reading of Markdown's inline level, for sources and targets alike."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.core.inline import walk
from app.core.inline.codes import Found, add, addresses, freeze
from app.core.inline.markup import ENTITY, parse_html
from app.core.inline.variables import VARIABLE
from app.core.model import InlineCode

__all__ = ["from_parts", "parse", "parse_html", "parse_plain", "seal", "to_parts", "unescape", "visible"]

NO_LABELS: frozenset[str] = frozenset()

# Everything that can begin a code; a text without any is done (most sentences).
_CANDIDATE = re.compile(r"[\\`*_~\[<&@{]|://|www\.|%[%A-Z]|\$\$|  \r?\n", re.IGNORECASE)
_BREAK = re.compile(r"(?: {2,}|\\)\r?\n")
_FOLD = re.compile(r"(?<![ \t])[ \t]*(?:[\r\n][ \t]*)+")  # the look-behind keeps it linear on long blanks
_DECODED = re.compile(r"\\([!-/:-@\[-`{-~])|" + ENTITY.pattern)
_SPECIAL = re.compile(r"[\\`*_\[\]<~]|&(?=#?[A-Za-z0-9]{1,32};)")


def parse(text: str, *, labels: frozenset[str] = NO_LABELS) -> tuple[InlineCode, ...]:
    """Inline codes of a Markdown text, in order, none overlapping another.

    `labels` are those that the document defines (Document.labels): without them `[x][ref]` and `[^1]` are plain text,
    as they are in Markdown.
    """
    if not _CANDIDATE.search(text):
        return ()
    variables = [match.span() for match in VARIABLE.finditer(text)]
    found = walk.read(text, masked=variables, labels=labels)
    add(found, [Found(*span, "variable") for span in variables])
    if "\n" in text:
        add(found, [Found(*match.span(), "break") for match in _BREAK.finditer(text)])
    return freeze(text, found)


def parse_plain(text: str) -> tuple[InlineCode, ...]:
    """Inline codes of plain text: bare URLs and variables only."""
    found = [Found(*match.span(), "variable") for match in VARIABLE.finditer(text)]
    add(found, addresses(text, 0))
    return freeze(text, found)


def to_parts(text: str, *, labels: frozenset[str] = NO_LABELS) -> tuple[str | InlineCode, ...]:
    """Text and codes in turn, for engines. Text is what a reader sees (`\\*` is `*`, `&nbsp;` is U+00A0, lines folded).

    `pair` counts in the tuple returned here. A code's text is a writing that stays right when the words around it
    change: the end of `[label]` comes as `][label]`.
    """
    codes = parse(text, labels=labels)
    parts: list[str | InlineCode] = []
    places: dict[int, int] = {}
    last, words = 0, ""
    for index, code in enumerate(codes):
        words += _FOLD.sub(" ", text[last : code.start])
        last = code.end
        if code.kind == "escape":
            words += unescape(code.text)
            continue
        if words:
            parts.append(words)
            words = ""
        places[index] = len(parts)
        parts.append(replace(code, text=code.value) if code.kind == "link" else code)
    words += _FOLD.sub(" ", text[last:])
    if words:
        parts.append(words)
    return tuple(
        replace(part, pair=places.get(part.pair, -1)) if isinstance(part, InlineCode) else part for part in parts
    )


def from_parts(parts: Sequence[str | InlineCode], *, labels: frozenset[str] = NO_LABELS) -> str:
    """Markdown of text and codes in turn; text that Markdown would read as markup is escaped, and only then."""
    plain, places, position = _join(parts, escape=False), set(), 0
    for part in parts:
        length = len(part.text if isinstance(part, InlineCode) else part)
        if isinstance(part, InlineCode):
            places.add((position, position + length))
        position += length
    found = {(code.start, code.end): code.kind for code in parse(plain, labels=labels)}
    if places <= found.keys() and all(found[place] in ("url", "variable") for place in found.keys() - places):
        return plain
    return _join(parts, escape=True)


def visible(text: str, *, labels: frozenset[str] = NO_LABELS) -> str:
    """What a reader sees as words: markup off, escapes decoded, code spans and addresses kept, images left out."""
    pieces, last = [], 0
    for code in parse(text, labels=labels):
        pieces += [text[last : code.start], _shown(code)]
        last = code.end
    return _FOLD.sub(" ", "".join([*pieces, text[last:]]))


def unescape(text: str) -> str:
    """Backslash escapes and character references decoded (CommonMark 2.4 and 2.5)."""
    return _DECODED.sub(lambda match: match.group(1) or html.unescape(match.group()), text)


def seal(text: str, *, labels: frozenset[str] = NO_LABELS) -> str:
    """The text with every delimiter that is not part of a code escaped, so that it cannot pair with what follows."""
    pieces, last = [], 0
    for code in parse(text, labels=labels):
        pieces += [_SPECIAL.sub(r"\\\g<0>", text[last : code.start]), code.text]
        last = code.end
    return "".join([*pieces, _SPECIAL.sub(r"\\\g<0>", text[last:])])


def _join(parts: Iterable[str | InlineCode], *, escape: bool) -> str:
    return "".join(
        part.text if isinstance(part, InlineCode) else _SPECIAL.sub(r"\\\g<0>", part) if escape else part
        for part in parts
    )


def _shown(code: InlineCode) -> str:
    if code.kind == "escape":
        return unescape(code.text)
    if code.kind == "code":
        ticks = len(code.text) - len(code.text.lstrip("`"))
        return code.text[ticks:-ticks].strip()
    if code.kind in ("url", "variable"):
        return code.text.strip("<>")
    return " " if code.kind == "break" else ""
