"""Tells what each kept line is: heading, list item, quotation or paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.importing.lines import Line
from app.importing.parting import tidy
from app.importing.phrases import starts_with_phrase
from app.importing.report import CleanUp

BULLET = re.compile(r"[•◦▪‣●○■]\s*(?=\S)")
DASH = re.compile(r"[–*+-]\s+(?=\S)")  # also how a dialogue is written: a list only in a row
NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
ARROW = re.compile(r"[\u2190-\u21ff➔-➾👉►▶]")
POSTSCRIPT = re.compile(r"P\.?[- ]?S\b")
CLOSING_WORDS = 6
QUOTATION = re.compile(r">\s{0,3}(?=\S)")


def shaped(lines: Sequence[Line]) -> list[Line]:
    """The kept lines of a page, each with its kind; marks of lists and quotations are taken off."""
    marked = [_marked(lines, at) for at in range(len(lines))]
    found = list(marked)
    at = 0
    while at < len(marked):
        end = at
        while end < len(marked) and _may_head(marked[end]):
            end += 1
        if end == at + 1 and _is_signature(marked, at):
            end = at
        if end > at:
            found[at:end] = _headings(marked, at, end)
        at = max(end, at + 1)
    return found


def _marked(lines: Sequence[Line], at: int) -> Line:
    line = lines[at]
    if line.kind != "paragraph":
        return line
    for kind, mark in (("quotation", QUOTATION.match(line.raw)), ("list item", _list_mark(lines, at))):
        if mark:
            name = "list mark" if kind == "list item" else "quotation mark"
            clean_ups = (CleanUp(name, mark[0].strip(), 0), *line.clean_ups)
            return replace(line, kind=kind, clean_ups=clean_ups, text=tidy(line.raw, clean_ups))
    return line


def _is_signature(lines: Sequence[Line], at: int) -> bool:
    """A name after "Amitiés,", or over a postscript."""
    after_closing = at > 0 and lines[at - 1].text[-1] == "," and len(lines[at - 1].words) <= CLOSING_WORDS
    before_postscript = at + 1 < len(lines) and bool(POSTSCRIPT.match(lines[at + 1].text))
    return (after_closing or before_postscript) and len(lines[at].words) <= CLOSING_WORDS


def _may_head(line: Line) -> bool:
    """Not a figure, nor a link to follow ("→ Lire le récit")."""
    if line.kind != "paragraph" or not line.is_headline:
        return False
    return not ARROW.match(line.text) and any(character.isalpha() for character in line.text)


def _list_mark(lines: Sequence[Line], at: int) -> re.Match[str] | None:
    raw = lines[at].raw
    if bullet := BULLET.match(raw):
        return bullet
    beside = [lines[place].raw for place in (at - 1, at + 1) if 0 <= place < len(lines)]
    if dash := DASH.match(raw):
        return dash if any(other[0] == raw[0] and DASH.match(other) for other in beside) else None
    number = NUMBER.match(raw)
    if not number:
        return None
    numbers = [int(other[1]) for text in beside if (other := NUMBER.match(text))]
    return number if any(abs(other - int(number[1])) == 1 for other in numbers) else None


def _headings(lines: Sequence[Line], start: int, end: int) -> list[Line]:
    """A row of short lines before a text: its last and first are headings, what is between them lost its bullets."""
    row = list(lines[start:end])
    if start and lines[start - 1].text.endswith(":") and len(row) > 1:
        items = [replace(line, kind="list item") for line in row[:-1]]
        opens = _opens_text(lines, end - 1) and row[-1].gap
        return [*items, replace(row[-1], kind="heading" if opens else "list item")]
    if not _opens_text(lines, end - 1):
        return row
    kinds = ["heading"] if len(row) == 1 else ["heading", *["list item"] * (len(row) - 2), "heading"]
    return [
        replace(line, kind="paragraph" if _is_salutation(line) else kind) for line, kind in zip(row, kinds, strict=True)
    ]


def _opens_text(lines: Sequence[Line], at: int) -> bool:
    return at + 1 < len(lines)


def _is_salutation(line: Line) -> bool:
    return starts_with_phrase(line.words, "salutation") and line.text[-1] in "!,"
