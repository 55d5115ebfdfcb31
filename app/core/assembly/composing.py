"""Composing: the source text with some segments replaced, and everything else byte for byte."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from app.core import inline
from app.core.assembly.places import escape_heading_end, escape_pipes, escape_start
from app.core.assembly.writers import WRITERS
from app.core.documents.regions import codes
from app.core.model import Block, Document, InlineCode, Segment

# Locales that put no space between sentences (DESIGN 3).
UNSPACED = frozenset(("ja", "zh", "yue", "th"))

Mark = Callable[[Segment, str], str]

_NEWLINES = re.compile(r"(?<![ \t])[ \t]*(?:[\r\n][ \t]*)+")
_CLOSERS = "*_~`)]\"'"
_ATX = re.compile(r"#{1,6}[ \t]+\Z")
_LOOSE = re.compile(r"<(?![A-Za-z/!])")


class Splice(NamedTuple):
    """What replaces a stretch of the source text."""

    start: int
    end: int
    text: str


class Piece(NamedTuple):
    """What replaces a stretch of a block's text; `segment` is its index, -1 for what stands between two."""

    start: int
    end: int
    text: str
    segment: int = -1


class Composer:
    """Puts targets into a document, any subset of them at a time."""

    def __init__(
        self, document: Document, segments: Sequence[Segment], targets: Mapping[int, str], *, locale: str
    ) -> None:
        self.document = document
        self.segments = segments
        self.targets = targets
        self.spaced = re.split("[-_]", locale)[0].lower() not in UNSPACED
        self.newline = "\r\n" if "\r\n" in document.text else "\n"
        self._cache: dict[tuple[int, frozenset[int]], list[Splice]] = {}

    def compose(self, applied: frozenset[int], *, mark: Mark | None = None) -> str:
        """The text with the targets of `applied` in place; `mark` wraps the text of every segment that stands in it."""
        text, last, pieces = self.document.text, 0, []
        for block in self._roots:
            for splice in self._block(block, applied, mark):
                pieces += [text[last : splice.start], splice.text]
                last = splice.end
        return "".join([*pieces, text[last:]])

    @cached_property
    def _members(self) -> dict[int, list[int]]:
        """Segments of each block, in order."""
        found: dict[int, list[int]] = {}
        for index, segment in enumerate(self.segments):
            found.setdefault(segment.block, []).append(index)
        for members in found.values():
            members.sort(key=lambda index: self.segments[index].start)
        return found

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        """Blocks that stand directly inside another, by it; under -1 those that stand in none."""
        found: dict[int, list[int]] = {-1: []}
        around: list[int] = []
        for index, block in enumerate(self.document.blocks):
            while around and self.document.blocks[around[-1]].end <= block.start:
                around.pop()
            found.setdefault(around[-1] if around else -1, []).append(index)
            around.append(index)
        return found

    @cached_property
    def _roots(self) -> list[int]:
        return self._children[-1]

    @cached_property
    def _family(self) -> dict[int, frozenset[int]]:
        """Segments of a block and of all blocks inside it."""
        found: dict[int, frozenset[int]] = {}
        for index in range(len(self.document.blocks) - 1, -1, -1):
            inner = [found[child] for child in self._children.get(index, ())]
            found[index] = frozenset(self._members.get(index, ())).union(*inner)
        return found

    def _block(self, index: int, applied: frozenset[int], mark: Mark | None) -> list[Splice]:
        chosen = applied & self._family[index]
        if not chosen and mark is None:
            return []
        if mark is not None:
            return self._fresh(index, chosen, mark)
        key = (index, chosen)
        if key not in self._cache:
            self._cache[key] = self._fresh(index, chosen, None)
        return self._cache[key]

    def _fresh(self, index: int, chosen: frozenset[int], mark: Mark | None) -> list[Splice]:
        block = self.document.blocks[index]
        inner = [splice for child in self._children.get(index, ()) for splice in self._block(child, chosen, None)]
        if not block.lines:
            return self._encoded(index, block, chosen)
        pieces = self._pieces(index, block, chosen, inner)
        splices = [self._placed(block, piece) for piece in pieces]
        if mark is not None and block.kind != "image text":
            splices = self._marked(index, block, pieces, inner, mark)
        outside = [one for one in inner if not any(s.start <= one.start and one.end <= s.end for s in splices)]
        return sorted(splices + outside)

    def _encoded(self, index: int, block: Block, chosen: frozenset[int]) -> list[Splice]:
        members = [i for i in self._members.get(index, ()) if i in chosen]
        if not members:
            return []
        text = _splice(block.text, self._drafted(index, block, chosen, {}, tight=True))
        raw = self.document.text[block.start : block.end]
        return [Splice(block.start, block.end, WRITERS[block.encoding](text, raw))]

    def _pieces(self, index: int, block: Block, chosen: frozenset[int], inner: list[Splice]) -> list[Piece]:
        """What replaces what in a block's text, so that no markup of one piece pairs with that of another."""
        members = [i for i in self._members.get(index, ()) if i in chosen]
        if not members:
            return []
        texts = {i: self._written(i, block, inner, sealed=False) for i in members}
        pieces = self._drafted(index, block, chosen, texts, tight=True)
        if block.encoding not in ("markdown", "cell") or self._reads_alike(block, pieces):
            return pieces
        texts = {i: self._written(i, block, inner, sealed=True) for i in members}
        sealed = self._drafted(index, block, chosen, texts, tight=True)
        if self._reads_alike(block, sealed):
            return sealed
        return self._drafted(index, block, chosen, texts, tight=False)

    def _drafted(
        self, index: int, block: Block, chosen: frozenset[int], texts: Mapping[int, str], *, tight: bool
    ) -> list[Piece]:
        pieces: list[Piece] = []
        previous = -1
        for i in self._members.get(index, ()):
            segment = self.segments[i]
            if previous >= 0:
                pieces += self._between(block, previous, i, chosen=chosen, tight=tight)
            if i in chosen:
                text = texts[i] if i in texts else self._plain(i, block)
                pieces.append(Piece(segment.start, segment.end, text, i))
            previous = i
        return pieces

    def _between(self, block: Block, first: int, second: int, *, chosen: frozenset[int], tight: bool) -> list[Piece]:
        """White space between two segments: as in the source, but for what the locale wants otherwise."""
        start, end = self.segments[first].end, self.segments[second].start
        between = block.text[start:end]
        if not between:
            touched = first in chosen or second in chosen
            return [Piece(start, end, " ")] if touched and self.spaced else []
        if self.spaced or not tight or first not in chosen or between.strip(" \t\r\n"):
            return []
        if any(start <= code.start < end for code in block.codes):
            return []  # a hard line break is no space between sentences
        following = self.targets[second] if second in chosen else self.segments[second].source
        return [Piece(start, end, "")] if _wide(self.targets[first], following) else []

    def _plain(self, index: int, block: Block) -> str:
        """A target for a place where Markdown means nothing: escapes that only Markdown needs are taken off."""
        text = _NEWLINES.sub(" ", self.targets[index]) if "\n" not in block.text.strip() else self.targets[index]
        return inline.unescape(text) if "\\" in text and "\\" not in block.text else text

    def _written(self, index: int, block: Block, inner: list[Splice], *, sealed: bool) -> str:
        """A target as its place needs it; line breaks are `\\n`, without prefixes."""
        segment = self.segments[index]
        text = self._with_inner(segment, block, inner, self.targets[index])
        if block.encoding in ("html", "text"):
            text = _NEWLINES.sub(" ", self._plain(index, block) if text == self.targets[index] else text)
            return _LOOSE.sub("&lt;", text) if block.encoding == "html" else text
        text = self._folded(text, block)
        if sealed or block.kind == "image text":
            text = inline.seal(text, labels=self.document.labels)
        starts = self._line_start(block, segment)
        lines = text.split("\n")
        item = block.kind == "list item"
        first = segment.start == 0
        lines = [
            escape_start(line, first=first and not number, item=item) if starts or number else line
            for number, line in enumerate(lines)
        ]
        text = "\n".join(lines)
        if block.level and segment.end == len(block.text):
            text = escape_heading_end(text)
        return escape_pipes(text) if block.encoding == "cell" else text

    def _folded(self, text: str, block: Block) -> str:
        """Line breaks of a target: those that Markdown shows stay where the place can hold them, others are spaces."""
        if "\n" not in text and "\r" not in text:
            return text
        keeps = block.encoding == "markdown" and block.kind != "image text" and not self._is_atx(block)
        pieces, last = [], 0
        for code in inline.parse(text, labels=self.document.labels):
            if code.kind == "break":
                kept = code.text.replace("\r\n", "\n") if keeps else " "
                pieces += [_NEWLINES.sub(" ", text[last : code.start]), kept]
                last = code.end
        return "".join([*pieces, _NEWLINES.sub(" ", text[last:])])

    def _is_atx(self, block: Block) -> bool:
        return bool(block.level and _ATX.search(self._before(block)))

    def _before(self, block: Block) -> str:
        """What stands before a block on its first line."""
        text = self.document.text
        start = max(text.rfind("\n", 0, block.start), text.rfind("\r", 0, block.start)) + 1
        return text[start : block.start]

    def _line_start(self, block: Block, segment: Segment) -> bool:
        """Whether Markdown could read structure where the segment begins."""
        if block.kind == "image text":
            return False
        if segment.start == 0:
            return not self._is_atx(block) and not (block.encoding == "cell" and "|" in self._before(block))
        return any(offset == segment.start for offset, _ in block.lines[1:])

    def _with_inner(self, segment: Segment, block: Block, inner: list[Splice], target: str) -> str:
        """The target with targets of what stands inside its codes: alternative texts, titles of links."""
        start, end = _at(block, segment.start), _at(block, segment.end - 1) + 1
        inside = [splice for splice in inner if start <= splice.start and splice.end <= end]
        if not inside:
            return target
        changes: list[tuple[str, str]] = []
        for code in block.codes:
            first, last = _at(block, code.start), _at(block, code.end - 1) + 1
            within = [splice for splice in inside if first <= splice.start and splice.end <= last]
            if within:
                raw = self.document.text
                new = _replace(raw, first, last, within)
                changes.append((_key(code.text), _NEWLINES.sub(" ", new)))
        return _substitute(target, self._codes(block, target), changes)

    def _codes(self, block: Block, text: str) -> tuple[InlineCode, ...]:
        return codes(text, encoding=block.encoding, labels=self.document.labels)

    def _reads_alike(self, block: Block, pieces: list[Piece]) -> bool:
        """Whether the codes of the whole are those of its pieces, each read alone."""
        expected: set[tuple[int, int, str]] = set()
        whole, last, size = [], 0, 0
        for piece in [*pieces, Piece(len(block.text), len(block.text), "")]:
            kept = block.text[last : piece.start]
            shift = size - last
            expected.update(
                (c.start + shift, c.end + shift, c.kind)
                for c in block.codes
                if last <= c.start and c.end <= piece.start
            )
            size += len(kept)
            expected.update((c.start + size, c.end + size, c.kind) for c in self._codes(block, piece.text))
            size += len(piece.text)
            whole += [kept, piece.text]
            last = piece.end
        found = {(code.start, code.end, code.kind) for code in self._codes(block, "".join(whole))}
        return found == expected

    def _placed(self, block: Block, piece: Piece) -> Splice:
        """A piece of a block's text as a splice of the document's."""
        text = piece.text.replace("\n", self.newline + block.prefix)
        end = _at(block, piece.end - 1) + 1 if piece.end else block.start
        start = _at(block, piece.start) if piece.start < piece.end else end
        return Splice(start, max(start, end), text)

    def _marked(self, index: int, block: Block, pieces: list[Piece], inner: list[Splice], mark: Mark) -> list[Splice]:
        """The pieces with every segment of the block wrapped, those that keep the source too."""
        found = {piece.segment: piece for piece in pieces if piece.segment >= 0}
        splices = [self._placed(block, piece) for piece in pieces if piece.segment < 0]
        for i in self._members.get(index, ()):
            segment = self.segments[i]
            if i in found:
                splice = self._placed(block, found[i])
            else:
                start, end = _at(block, segment.start), _at(block, segment.end - 1) + 1
                within = [one for one in inner if start <= one.start and one.end <= end]
                splice = Splice(start, end, _replace(self.document.text, start, end, within))
            splices.append(splice._replace(text=mark(segment, splice.text)))
        return sorted(splices)


def _at(block: Block, offset: int) -> int:
    """Where a character of a block's text stands in the document."""
    first, place = block.lines[max(bisect_right(block.lines, offset, key=lambda line: line[0]) - 1, 0)]
    return place + offset - first


def _splice(text: str, pieces: Iterable[Piece]) -> str:
    found, last = [], 0
    for piece in pieces:
        found += [text[last : piece.start], piece.text]
        last = piece.end
    return "".join([*found, text[last:]])


def _replace(text: str, start: int, end: int, splices: Iterable[Splice]) -> str:
    found, last = [], start
    for splice in splices:
        found += [text[last : splice.start], splice.text]
        last = splice.end
    return "".join([*found, text[last:end]])


def _key(text: str) -> str:
    return " ".join(text.split())


def _substitute(target: str, found: Sequence[InlineCode], changes: list[tuple[str, str]]) -> str:
    """Each code of the target that is written as in the source takes its new text; equal ones in their order."""
    waiting = list(changes)
    pieces, last = [], 0
    for code in found:
        change = next((one for one in waiting if one[0] == _key(code.text)), None)
        if change:
            waiting.remove(change)
            pieces += [target[last : code.start], change[1]]
            last = code.end
    return "".join([*pieces, target[last:]])


def _wide(first: str, second: str) -> bool:
    """Whether one of the two letters that would meet belongs to a script written without spaces."""
    meeting = (first.rstrip(_CLOSERS)[-1:], second.lstrip(_CLOSERS + "[")[:1])
    return any(unicodedata.east_asian_width(c) in "WF" or "\u0e00" <= c <= "\u0e7f" for c in meeting if c)
