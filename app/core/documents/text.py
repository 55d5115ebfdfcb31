"""Plain text: paragraphs, list items and headings, without the marks and blanks that stand before their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from app.core.documents.regions import Source, has_words, spliced
from app.core.inline import parse_plain
from app.core.model import Block, Document

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
# What stands before the words of a line: a byte order mark or page break, blanks, `> ` of mail, and one marker of a
# list or heading (`** ` is Mailchimp's).
_QUOTE = re.compile(r"\ufeff?[ \t\f]*(?:>[ \t]?)*[ \t]*")
_MARKER = re.compile(r"(?:\*{2,3}|#{1,6}|[-*+•‣▪●◦·–—→►»]|\(?\d{1,3}[.)]|[a-z]\)|\[[ xX]?\])[ \t\u00a0]+(?=\S)")
# A line that draws: under a heading, around a block of the mail, before the signature (`-- `, RFC 3676 4.3).
_RULE = re.compile(r"(?:[-=*_~#+.•·─━═—–<>|][ \t]*){2,}|-- ?")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\*{3,}|#{3,}")
_URL = re.compile(r"<?(?:https?://|www\.|mailto:)\S+>?")

# Mailers break lines at 60 to 80 characters (RFC 5322 2.1.1). One that leaves a quarter free ends where its author
# wanted (an address, a poem), unless the next goes on with a small letter.
_NARROWEST, _WIDEST, _FREE = 40, 100, 0.75


class Line(NamedTuple):
    """One line of a text. Its words are text[start:end]; a line without words to translate has none."""

    begin: int
    start: int
    end: int
    quotes: int  # how many `>` stand before it
    marker: str
    kind: str  # "blank" | "rule" | "address" | "words"


def parse(text: str, *, front_matter_keys: Sequence[str] = ()) -> Document:
    """Blocks of a plain text.

    A paragraph broken at a width is one block; a line that ends early where the next begins anew is a block by itself.
    Rules, addresses alone on a line and blank lines are no text.
    """
    source = Source(text)
    found = [_block(source, group, level) for group, level in _groups(text, lines(text))]
    blocks = tuple(block for block in found if has_words(block))
    headings = [block.text for block in blocks if block.level] or [block.text for block in blocks]
    return Document(text=text, format="text", blocks=blocks, title=" ".join(headings[0].split()) if headings else "")


def outline(text: str) -> list[str]:
    """What is in the text: a mark for each line, one for those that are a paragraph."""
    found: list[str] = []
    previous: Line | None = None
    for line in lines(text):
        says = line.kind in ("words", "address")
        goes_on = previous and says and not line.marker and line.quotes == previous.quotes
        if not goes_on:
            found.append(f"{'>' * line.quotes}{line.marker.strip()} {'words' if says else line.kind}")
        previous = line if says else None
    return found


def line_width(document: Document) -> int:
    """How wide the paragraphs of a text are broken, in characters; 0 when they are not."""
    return _width(lines(document.text))


def begins_anew(words: str) -> bool:
    """Whether words would be read as a list item, quotation or rule where they begin a line."""
    line = lines(words)[0]
    return bool(line.marker or line.quotes) or line.kind == "rule"


def lines(text: str) -> list[Line]:
    """The lines of a text."""
    found = []
    for match in _LINE.finditer(text):
        begin, stop = match.span(1)
        start = _QUOTE.match(text, begin, stop).end()  # type: ignore[union-attr]  # it matches the empty text
        quotes = text.count(">", begin, start)
        end = start + len(text[start:stop].rstrip())
        words = text[start:end]
        if not words:
            kind, marker = "blank", ""
        elif _RULE.fullmatch(words):
            kind, marker = "rule", ""
        else:
            mark = _MARKER.match(text, start, end)
            marker = mark.group() if mark else ""
            start += len(marker)
            kind = "address" if not _says(text[start:end]) else "words"
        found.append(Line(begin, start, end, quotes, marker, kind))
        if match.end() == len(text):
            break
    return found


def _says(words: str) -> bool:
    """Whether anything stands outside addresses and variables."""
    last, kept = 0, ""
    for code in parse_plain(words):
        kept += words[last : code.start]
        last = code.end
    return any(character.isalpha() for character in kept + words[last:])


def _groups(text: str, found: Sequence[Line]) -> Iterator[tuple[list[Line], int]]:
    """Lines that belong together, and the level of the heading that they are."""
    width = _width(found)
    group: list[Line] = []
    for line in found:
        if group and (line.kind != "words" or not _goes_on(text, group[-1], line, width=width)):
            yield group, _level(text, group, line)
            group = []
        if line.kind == "words":
            group.append(line)
    if group:
        yield group, _level(text, group, None)


def _width(found: Sequence[Line]) -> int:
    """The longest line that another follows at once, of those that a mailer may have broken; 0 when there is none."""
    pairs = pairwise(found)
    lengths = [one.end - one.begin for one, other in pairs if one.kind == other.kind == "words" and not other.marker]
    return max((length for length in lengths if _NARROWEST <= length <= _WIDEST), default=0)


def _goes_on(text: str, line: Line, following: Line, *, width: int) -> bool:
    """Whether a line was broken for its width only."""
    if following.marker or line.quotes != following.quotes:
        return False
    if text[following.start].islower():
        return True
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return 0 < width * _FREE < line.end - line.begin + 1 + len(word) and line.end - line.begin <= width


def _level(text: str, group: Sequence[Line], following: Line | None) -> int:
    """The level of a heading, told by its marker or the rule under it; 0 for what is none."""
    line = group[0]
    if line.marker.startswith(("#", "**")):
        return len(line.marker.strip())
    rule = text[following.start : following.end] if following and following.kind == "rule" else ""
    length = line.end - line.start
    if len(group) > 1 or line.marker or not _UNDERLINE.fullmatch(rule) or not 0.6 * length <= len(rule) <= length + 4:
        return 0
    return 1 if rule[0] == "=" else 2


def _block(source: Source, group: Sequence[Line], level: int) -> Block:
    first, last = group[0], group[-1]
    kind = "quotation" if first.quotes else "list item" if first.marker else "paragraph"
    block = spliced(
        source,
        first.start,
        last.end,
        kind=f"heading {level}" if level else kind,
        anchors=[line.start for line in group],
        encoding="text",
        level=level,
    )
    return replace(block, prefix=_prefix(source.text, group))


def _prefix(text: str, group: Sequence[Line]) -> str:
    """What stands before the words of a further line: as in the source, else blanks as wide as the list marker."""
    if len(group) > 1:
        return text[group[1].begin : group[1].start].lstrip("\f")
    line = group[0]
    before = line.start - len(line.marker)
    return text[line.begin : before].lstrip("\ufeff\f") + " " * len(line.marker)
