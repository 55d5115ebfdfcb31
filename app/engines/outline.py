"""A segment as pieces under pairs of codes, the form in which engines keep codes where they belong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import regex

from app.core.model import InlineCode
from app.engines.framing import joined
from app.engines.protocol import Parts

TERM = "term"  # the kind of code that a term of the glossary goes as (engines.keeping)
WORDS = frozenset({"code", "url", "variable", TERM})  # kinds that stand for a word in the sentence
LETTER = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening code and its closing one."""

    open: InlineCode
    close: InlineCode
    parents: tuple[int, ...]  # pairs around it, the outermost first


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, or what moves as one: a code that stands alone, a pair with nothing to translate in it."""

    content: str | Parts
    pairs: tuple[int, ...]  # pairs around it, the outermost first

    @property
    def word(self) -> bool:
        """True for a code that the sentence uses as a word."""
        first = None if isinstance(self.content, str) else self.content[0]
        return isinstance(first, InlineCode) and first.role == "alone" and first.kind in WORDS


@dataclass(frozen=True, slots=True)
class Outline:
    """All pieces of a segment in order."""

    pieces: tuple[Piece, ...]
    pairs: tuple[Pair, ...]

    @property
    def plain(self) -> bool:
        """True without any code."""
        return not self.pairs and all(isinstance(piece.content, str) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Item:
    """Something of an answer: text with the pairs it is marked with, or the piece of that number."""

    content: str | int
    pairs: frozenset[int] = frozenset()


def outline(parts: Parts) -> Outline:
    """The outline of a segment; opening and closing codes without a partner count as standing alone."""
    ends = _partners(parts)
    pieces: list[Piece] = []
    pairs: list[Pair] = []
    stack: list[tuple[int, int]] = []  # (pair, index where it closes)
    index = 0
    while index < len(parts):
        part = parts[index]
        around = tuple(pair for pair, _ in stack)
        if isinstance(part, str):
            pieces.append(Piece(part, around))
        elif stack and stack[-1][1] == index:
            stack.pop()
        elif index in ends and _barren(parts[index + 1 : ends[index]]):
            pieces.append(Piece(parts[index : ends[index] + 1], around))
            index = ends[index]
        elif index in ends:
            closing = parts[ends[index]]
            assert isinstance(closing, InlineCode)
            stack.append((len(pairs), ends[index]))
            pairs.append(Pair(part, closing, around))
        else:
            pieces.append(Piece((replace(part, role="alone", pair=-1),), around))
        index += 1
    return Outline(tuple(pieces), tuple(pairs))


def _partners(parts: Parts) -> dict[int, int]:
    """Index of each opening code that is properly closed -> index of its closing code."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for index, part in enumerate(parts):
        if isinstance(part, str):
            continue
        if part.role == "open":
            stack.append(index)
        elif part.role == "close" and part.pair in stack:
            del stack[stack.index(part.pair) + 1 :]
            found[stack.pop()] = index
    return found


def _barren(parts: Parts) -> bool:
    return not any(
        LETTER.search(part) if isinstance(part, str) else part.role == "alone" and part.kind in WORDS for part in parts
    )


def rebuild(items: Sequence[Item], source: Outline) -> Parts | None:
    """Parts of an answer, each pair put around all that is marked with it.

    None when the codes do not fit: a piece lost or doubled, a pair without content, pairs that cross, a code that
    left its link or entered one.
    """
    blanks = sorted(item.content for item in items if isinstance(item.content, int))
    if blanks != [number for number, piece in enumerate(source.pieces) if not isinstance(piece.content, str)]:
        return None
    spans = _spans(items, source)
    if spans is None or not _fits(items, source, spans):
        return None
    result: list[str | InlineCode] = []
    for index, item in enumerate(items):
        starting = [pair for pair, span in enumerate(spans) if span[0] == index]
        ending = [pair for pair, span in enumerate(spans) if span[1] == index]
        result += [source.pairs[pair].open for pair in starting]
        content = item.content if isinstance(item.content, str) else source.pieces[item.content].content
        result += [content] if isinstance(content, str) else content
        result += [source.pairs[pair].close for pair in reversed(ending)]
    return renumbered(joined(tuple(result)))


def _spans(items: Sequence[Item], source: Outline) -> list[tuple[int, int]] | None:
    """First and last item of each pair; a pair reaches as far as those within it."""
    places: list[list[int]] = [[] for _ in source.pairs]
    worded: set[int] = set()
    for index, item in enumerate(items):
        around = item.pairs if isinstance(item.content, str) else frozenset(source.pieces[item.content].pairs)
        if isinstance(item.content, str) or source.pieces[item.content].word:
            worded |= around
        for pair in around:
            places[pair].append(index)
    for pair in reversed(range(len(places))):
        for parent in source.pairs[pair].parents:
            places[parent] += places[pair]
            worded |= {parent} if pair in worded else set()
    if len(worded) < len(places):
        return None
    return [(min(found), max(found)) for found in places]


def _fits(items: Sequence[Item], source: Outline, spans: Sequence[tuple[int, int]]) -> bool:
    for pair, (start, end) in enumerate(spans):
        for item in items[start : end + 1]:
            if isinstance(item.content, int) and pair not in source.pieces[item.content].pairs:
                return False
        for other in range(pair + 1, len(spans)):
            apart = spans[other][0] > end or spans[other][1] < start
            if not apart and pair not in source.pairs[other].parents:
                return False
    return True


def renumbered(parts: Parts) -> Parts:
    """The same parts, `pair` of each code counted anew."""
    stack: list[int] = []
    result = list(parts)
    for index, part in enumerate(parts):
        if isinstance(part, str) or part.role == "alone":
            continue
        if part.role == "open":
            stack.append(index)
            continue
        partner = stack.pop()
        opening = result[partner]
        assert isinstance(opening, InlineCode)
        result[partner], result[index] = replace(opening, pair=index), replace(part, pair=partner)
    return tuple(result)


Run = tuple[tuple[int, Piece], ...]  # numbered pieces


def runs(source: Outline) -> tuple[Run, ...]:
    """Stretches of pieces that no code parts: text and the codes used as words, all under the same pairs."""
    found: list[list[tuple[int, Piece]]] = []
    within = False
    for number, piece in enumerate(source.pieces):
        inline = isinstance(piece.content, str) or piece.word
        if inline and within and found[-1][-1][1].pairs == piece.pairs:
            found[-1].append((number, piece))
        elif inline:
            found.append([(number, piece)])
        within = inline
    return tuple(tuple(run) for run in found)


def by_runs(source: Outline, translate: Callable[[Run], Sequence[Item] | None]) -> Parts | None:
    """Parts with each run translated by itself, between the white space that stood at its ends.

    `translate` gives a run's items, or None; then, or when a code used as a word was lost, the result is None.
    """
    starts = {run[0][0]: run for run in runs(source)}
    items: list[Item] = []
    for number, piece in enumerate(source.pieces):
        if number in starts:
            found = translate(starts[number])
            if found is None:
                return None
            lead, tail = _edges(starts[number])
            pairs = frozenset(piece.pairs)
            items += [Item(lead, pairs), *(Item(item.content, pairs) for item in found), Item(tail, pairs)]
        elif not isinstance(piece.content, str) and not piece.word:
            items.append(Item(number))
    return rebuild(items, source)


def _edges(run: Run) -> tuple[str, str]:
    first, last = run[0][1].content, run[-1][1].content
    lead = first[: len(first) - len(first.lstrip())] if isinstance(first, str) else ""
    tail = last[len(last.rstrip()) :] if isinstance(last, str) else ""
    return lead, "" if len(run) == 1 and lead == first else tail
