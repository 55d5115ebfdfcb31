"""Composing: the source text with some segments replaced, and everything else byte for byte."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache

from app.core.assembly.flow import flowed
from app.core.assembly.nesting import Nesting
from app.core.assembly.splices import Piece, Splice, filled, place, within
from app.core.assembly.writers import WRITERS
from app.core.assembly.writing import plain, written
from app.core.documents import text as plain_text
from app.core.documents.regions import codes
from app.core.locales import has_space_between_sentences
from app.core.model import Block, Document, InlineCode, Segment

Mark = Callable[[Segment, str], str]

REMEMBERED = 2_048  # blocks with their targets: an issue under review is put together at every look at it
_CLOSERS = "*_~`)]\"'"


class Composer:
    """Puts targets (by index of their segments) into a document, any subset of them at a time."""

    def __init__(
        self, document: Document, segments: Sequence[Segment], targets: Mapping[int, str], *, locale: str
    ) -> None:
        self.document = document
        self.segments = segments
        self.targets = targets
        self.spaced = has_space_between_sentences(locale)
        self.newline = next((end for end in ("\r\n", "\n", "\r") if end in document.text), "\n")
        self._cache: dict[tuple[int, frozenset[int]], list[Splice]] = {}

    @cached_property
    def nesting(self) -> Nesting:
        return Nesting(self.document, self.segments)

    @cached_property
    def line_width(self) -> int:
        """How wide the lines of a plain text are broken."""
        return plain_text.line_width(self.document)

    def compose(self, chosen: frozenset[int], *, mark: Mark | None = None) -> str:
        """The text with the targets of `chosen` in place; `mark` wraps the text of every segment that stands in it."""
        if not chosen and mark is None:
            return self.document.text
        splices = [splice for root in self.nesting.roots for splice in self._block(root, chosen, mark)]
        return filled(self.document.text, splices)

    def excerpts(self, chosen: frozenset[int]) -> list[tuple[frozenset[int], str, str]]:
        """For each block with targets: their segments, its lines as they are, and as they would be."""
        found = []
        text = self.document.text
        for root in self.nesting.roots:
            touched = chosen & self.nesting.family[root]
            block = self.document.blocks[root]
            if touched and block.lines:
                start, end = text.rfind("\n", 0, block.start) + 1, text.find("\n", block.end)
                end = end if end >= 0 else len(text)
                composed = filled(text, self._block(root, touched, None), start=start, end=end)
                found.append((touched, text[start:end], composed))
        return found

    def _block(self, index: int, chosen: frozenset[int], mark: Mark | None) -> list[Splice]:
        chosen &= self.nesting.family[index]
        if mark is not None:
            return self._marked(index, chosen, mark)
        if not chosen:
            return []
        key = (index, chosen)
        if key not in self._cache:
            self._cache[key] = self._splices(index, chosen)
        return self._cache[key]

    def _splices(self, index: int, chosen: frozenset[int]) -> list[Splice]:
        block = self.document.blocks[index]
        if not block.lines:
            return self._encoded(index, block, chosen)
        inner = self._inner(index, chosen)
        pieces = self._pieces(index, chosen, inner)
        if block.encoding == "text":
            start = max(self.document.text.rfind(end, 0, block.start) for end in "\r\n") + 1
            pieces = [flowed(block, pieces, before=block.start - start, width=self.line_width)]
        return _around(inner, [self._placed(block, piece) for piece in pieces])

    def _inner(self, index: int, chosen: frozenset[int]) -> list[Splice]:
        children = self.nesting.children.get(index, ())
        return [splice for child in children for splice in self._block(child, chosen, None)]

    def _encoded(self, index: int, block: Block, chosen: frozenset[int]) -> list[Splice]:
        texts = {i: plain(self.targets[i], block) for i in self.nesting.members.get(index, ()) if i in chosen}
        if not texts:
            return []
        text = filled(block.text, self._with_spaces(index, texts, tight=True))
        raw = self.document.text[block.start : block.end]
        return [Splice(block.start, block.end, WRITERS[block.encoding](text, raw))]

    def _pieces(self, index: int, chosen: frozenset[int], inner: list[Splice]) -> list[Piece]:
        """What replaces what in a block's text, so that no markup of one piece pairs with that of another."""
        block = self.document.blocks[index]
        pieces: list[Piece] = []
        for sealed, tight in ((False, True), (True, True), (True, False)):
            texts = {
                i: self._written(i, inner, sealed=sealed) for i in self.nesting.members.get(index, ()) if i in chosen
            }
            pieces = self._with_spaces(index, texts, tight=tight)
            if block.encoding not in ("markdown", "cell") or _reads_alike(block, tuple(pieces), self.document.labels):
                break
        return pieces

    def _written(self, index: int, inner: list[Splice], *, sealed: bool) -> str:
        segment = self.segments[index]
        return written(self.document, segment, self.targets[index], inner=inner, sealed=sealed)

    def _with_spaces(self, index: int, texts: Mapping[int, str], *, tight: bool) -> list[Piece]:
        """The texts of segments of a block, and the white space between them where the locale wants it otherwise."""
        pieces: list[Piece] = []
        previous = -1
        for i in self.nesting.members.get(index, ()):
            if previous >= 0:
                pieces += self._between(previous, i, texts, tight=tight)
            if i in texts:
                pieces.append(Piece(self.segments[i].start, self.segments[i].end, texts[i], i))
            previous = i
        return pieces

    def _between(self, first: int, second: int, texts: Mapping[int, str], *, tight: bool) -> list[Piece]:
        block = self.document.blocks[self.segments[first].block]
        start, end = self.segments[first].end, self.segments[second].start
        between = block.text[start:end]
        if not between:
            touched = first in texts or second in texts
            return [Piece(start, end, " ")] if touched and self.spaced else []
        if self.spaced or not tight or first not in texts or between.strip(" \t\r\n"):
            return []
        if within(block.codes, start, end):
            return []  # a hard line break is no space between sentences
        following = texts.get(second, self.segments[second].source)
        return [Piece(start, end, "")] if _wide(texts[first], following) else []

    def _placed(self, block: Block, piece: Piece) -> Splice:
        """A piece of a block's text as a splice of the document's."""
        text = piece.text.replace("\n", self.newline + block.prefix)
        end = place(block, piece.end - 1) + 1 if piece.end else block.start
        start = place(block, piece.start) if piece.start < piece.end else end
        return Splice(start, max(start, end), text)

    def _marked(self, index: int, chosen: frozenset[int], mark: Mark) -> list[Splice]:
        """As `_splices`, with every segment of the block wrapped, those that keep the source too."""
        block = self.document.blocks[index]
        if not block.lines or block.kind == "image text":
            return self._block(index, chosen, None)
        inner = self._inner(index, chosen)
        pieces = self._pieces(index, chosen, inner)
        found = {piece.segment: self._placed(block, piece) for piece in pieces if piece.segment >= 0}
        splices = [self._placed(block, piece) for piece in pieces if piece.segment < 0]
        for i in self.nesting.members.get(index, ()):
            splice = found.get(i) or self._kept(block, self.segments[i], inner)
            splices.append(splice._replace(text=mark(self.segments[i], splice.text)))
        return _around(inner, splices)

    def _kept(self, block: Block, segment: Segment, inner: list[Splice]) -> Splice:
        start, end = place(block, segment.start), place(block, segment.end - 1) + 1
        return Splice(start, end, filled(self.document.text, within(inner, start, end), start=start, end=end))


@lru_cache(maxsize=REMEMBERED)
def _reads_alike(block: Block, pieces: tuple[Piece, ...], labels: frozenset[str]) -> bool:
    """Whether the codes of the whole are those of its pieces, each read alone."""
    if len(pieces) == 1 and (pieces[0].start, pieces[0].end) == (0, len(block.text)):
        return True

    def read(text: str) -> tuple[InlineCode, ...]:
        return codes(text, encoding=block.encoding, labels=labels)

    expected: set[tuple[int, int, str]] = set()
    whole: list[str] = []
    last = size = 0
    for piece in [*pieces, Piece(len(block.text), len(block.text), "")]:
        kept = block.text[last : piece.start]
        expected.update(
            (code.start + size - last, code.end + size - last, code.kind)
            for code in within(block.codes, last, piece.start)
        )
        size += len(kept)
        expected.update((code.start + size, code.end + size, code.kind) for code in read(piece.text))
        size += len(piece.text)
        whole += [kept, piece.text]
        last = piece.end
    return expected == {(code.start, code.end, code.kind) for code in read("".join(whole))}


def _around(inner: list[Splice], splices: list[Splice]) -> list[Splice]:
    """All splices in order; the inner ones that stand in a replaced stretch are part of its text already."""
    found = sorted(splices)
    for one in inner:
        around = bisect_right(found, one.start, key=lambda splice: splice.start) - 1
        if around < 0 or found[around].end < one.end:
            splices.append(one)
    return sorted(splices)


def _wide(first: str, second: str) -> bool:
    """Whether one of the two letters that would meet belongs to a script written without spaces."""
    meeting = (first.rstrip(_CLOSERS)[-1:], second.lstrip(_CLOSERS + "[")[:1])
    return any(unicodedata.east_asian_width(c) in "WF" or "\u0e00" <= c <= "\u0e7f" for c in meeting if c)
