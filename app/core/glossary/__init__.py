"""The terms of a segment: found in every form their words take, the longest first.

inflection   the forms by which words are the same
sameness     whether a word of a text is one of a term
wording      what a target says of a term
table        glossary.csv <-> terms
tbx          TBX files <-> terms
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import NamedTuple

from app.core import inline
from app.core.glossary.sameness import INFINITIVES, keys, keys_of, same_word
from app.core.locales import language
from app.core.model import Term

__all__ = ["Found", "Glossary"]

WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")
GAP = re.compile(r"[\s\-‐‑'’]*")  # what may stand between the words of a term, markup too
SIGNS = re.compile(r"[+#@.&$€%]+")  # those that make a term of what would be another word: "C++", ".NET"
REFLEXIVE = frozenset({"se", "s"})
OPAQUE = frozenset({"code", "url", "variable", "image"})


class Found(NamedTuple):
    """A place in a source where a term stands, with all that the glossary says of it."""

    start: int
    end: int
    terms: tuple[Term, ...]  # same source: the approved and the forbidden ones, in the order of the glossary
    text: str  # what a reader sees there: without markup


class _Word(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    gaps: tuple[str, ...]  # what stands between them
    head: str  # signs before the first word
    tail: str  # and after the last
    terms: tuple[Term, ...]


class Glossary:
    """The terms of one locale, ready to be looked for. Two are equal only when they are the same object."""

    def __init__(self, terms: Iterable[Term] = (), *, source_locale: str = "fr") -> None:
        self.terms = tuple(terms)
        self._language = language(source_locale)
        together: dict[str, list[Term]] = {}
        for term in self.terms:
            together.setdefault(term.source, []).append(term)
        self._by_key: dict[str, list[_Entry]] = {}  # of the first word
        for source, same in together.items():
            if entry := self._entry(source, tuple(same)):
                for key in keys(entry.words[0], language=self._language):
                    self._by_key.setdefault(key, []).append(entry)

    def __bool__(self) -> bool:
        return bool(self.terms)

    def find(self, source: str, *, labels: frozenset[str] = frozenset()) -> tuple[Found, ...]:
        """The terms of a segment in order of appearance, none overlapping another; the longest wins.

        A word written with a capital in the glossary is found only so, or in capitals altogether; one without, in
        every case. Words in code, addresses and variables are none.
        """
        return self.find_plain(_masked(source, labels=labels)) if self.terms else ()

    def find_plain(self, text: str) -> tuple[Found, ...]:
        """The same in a text without markup."""
        return tuple(self._found(text)) if self.terms else ()

    def _entry(self, source: str, terms: tuple[Term, ...]) -> _Entry | None:
        words = _words(source)
        verbs = INFINITIVES.get(self._language, ())
        if len(words) > 1 and words[0].text in REFLEXIVE and words[1].text.endswith(verbs):
            words = words[1:]  # the pronoun changes with the person, and its place with the mood
        if not words:
            return None
        gaps = tuple(source[one.end : other.start].strip() for one, other in pairwise(words))
        head, tail = (SIGNS.fullmatch(text) for text in (source[: words[0].start], source[words[-1].end :]))
        texts = tuple(word.text for word in words)
        return _Entry(texts, gaps, head[0] if head else "", tail[0] if tail else "", terms)

    def _found(self, text: str) -> Iterator[Found]:
        words = _words(text)
        at = 0
        while at < len(words):
            entry = self._at(words, at, text=text)
            if entry:
                start = words[at].start - len(entry.head)
                end = words[at + len(entry.words) - 1].end + len(entry.tail)
                yield Found(start, end, entry.terms, " ".join(text[start:end].split()))
            at += len(entry.words) if entry else 1

    def _at(self, words: Sequence[_Word], at: int, *, text: str) -> _Entry | None:
        for entry in self._like(words[at].text):
            some = words[at : at + len(entry.words)]
            if len(some) == len(entry.words) and _together(entry, some, text=text):
                before = words[at - 1] if at else None
                near = before.text if before and GAP.fullmatch(text, before.end, some[0].start) else ""
                if self._same(entry, some, before=near):
                    return entry
        return None

    def _like(self, word: str) -> list[_Entry]:
        """The entries whose first word this could be, the longest first, then the one written most like it."""
        found = [entry for key in keys_of(word, language=self._language) for entry in self._by_key.get(key, ())]
        return sorted(found, key=lambda entry: (-len(entry.words), -_alike(entry.words[0], word), entry.words))

    def _same(self, entry: _Entry, some: Sequence[_Word], *, before: str) -> bool:
        befores = (before, *(word.text for word in some))
        return all(
            same_word(wanted, word.text, language=self._language, before=near, alone=len(some) == 1)
            for wanted, word, near in zip(entry.words, some, befores, strict=False)
        )


def _alike(one: str, other: str) -> int:
    """Letters that two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _words(text: str) -> list[_Word]:
    return [_Word(match.group(), *match.span()) for match in WORD.finditer(text)]


def _together(entry: _Entry, some: Sequence[_Word], *, text: str) -> bool:
    if not text.endswith(entry.head, 0, some[0].start) or not text.startswith(entry.tail, some[-1].end):
        return False
    between = zip(entry.gaps, pairwise(some), strict=True)
    return all(
        GAP.fullmatch(text, one.end, other.start) or (gap and text[one.end : other.start].strip() == gap)
        for gap, (one, other) in between
    )


def _masked(source: str, *, labels: frozenset[str]) -> str:
    """The text with markup as spaces and what is no words as bars, of the same length."""
    pieces, last = [], 0
    for code in inline.parse(source, labels=labels):
        if code.kind != "escape":
            pieces += [source[last : code.start], ("|" if code.kind in OPAQUE else " ") * (code.end - code.start)]
            last = code.end
    return "".join([*pieces, source[last:]])
