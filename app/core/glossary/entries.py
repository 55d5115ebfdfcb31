"""What a term is looked for as: its words in a row, with the signs that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from app.core.glossary.sameness import INFINITIVES
from app.core.model import Term

WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")
GAP = re.compile(r"[\s\-‐‑'’]*")  # what may stand between the words of a term, markup too
HYPHENS = ("-", "‐", "‑")
SIGNS = re.compile(r"[+#@.&$€%]+")  # those that make a term of what would be another word: "C++", ".NET"
REFLEXIVE = frozenset({"se", "s"})


class Word(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    words: tuple[str, ...]
    gaps: tuple[str, ...]  # what stands between them
    head: str  # signs before the first word
    tail: str  # and after the last
    terms: tuple[Term, ...]


def words_of(text: str) -> list[Word]:
    return [Word(match.group(), *match.span()) for match in WORD.finditer(text)]


def entries(source: str, terms: tuple[Term, ...], *, language: str) -> Iterator[Entry]:
    """A term as its words, and as one word where only hyphens part them ("start-up", "startup"); none without words."""
    words = words_of(source)
    verbs = INFINITIVES.get(language, ())
    if len(words) > 1 and words[0].text in REFLEXIVE and words[1].text.endswith(verbs):
        words = words[1:]  # the pronoun changes with the person, and its place with the mood
    if not words:
        return
    gaps = tuple(source[one.end : other.start].strip() for one, other in pairwise(words))
    head, tail = (SIGNS.fullmatch(text) for text in (source[: words[0].start], source[words[-1].end :]))
    signs = (head[0] if head else "", tail[0] if tail else "")
    texts = tuple(word.text for word in words)
    yield Entry(texts, gaps, *signs, terms)
    if gaps and all(gap in HYPHENS for gap in gaps):
        yield Entry(("".join(texts),), (), *signs, terms)


def together(entry: Entry, some: Sequence[Word], *, text: str) -> bool:
    """Whether as many words of a text stand as close to each other as those of a term do, with its signs."""
    if not text.endswith(entry.head, 0, some[0].start) or not text.startswith(entry.tail, some[-1].end):
        return False
    between = zip(entry.gaps, pairwise(some), strict=True)
    return all(
        GAP.fullmatch(text, one.end, other.start) or (gap and text[one.end : other.start].strip() == gap)
        for gap, (one, other) in between
    )
