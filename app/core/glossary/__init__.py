"""The terms of a segment: found in every form their words take, the longest first.

entries      what a term is looked for as
inflection   the forms by which words are the same
sameness     whether a word of a text is one of a term
wording      what a target says of a term
table        glossary.csv <-> terms
tbx          TBX files <-> terms
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from app.core import inline
from app.core.glossary.entries import GAP, HYPHENS, Entry, Word, entries, together, words_of
from app.core.glossary.sameness import keys, keys_of, same_word
from app.core.locales import language
from app.core.model import Term

__all__ = ["Found", "Glossary"]

OPAQUE = frozenset({"code", "url", "variable", "image"})


class Found(NamedTuple):
    """A place in a source where a term stands, with all that the glossary says of it."""

    start: int
    end: int
    terms: tuple[Term, ...]  # same source: the approved and the forbidden ones, in the order of the glossary
    text: str  # what a reader sees there: without markup


class Glossary:
    """The terms of one locale, ready to be looked for. Two are equal only when they are the same object."""

    def __init__(self, terms: Iterable[Term] = (), *, source_locale: str = "fr") -> None:
        self.terms = tuple(terms)
        self._language = language(source_locale)
        by_source: dict[str, list[Term]] = {}
        for term in self.terms:
            by_source.setdefault(term.source, []).append(term)
        self._by_key: dict[str, list[Entry]] = {}  # of the first word
        for source, same in by_source.items():
            for entry in entries(source, tuple(same), language=self._language):
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

    def _found(self, text: str) -> Iterator[Found]:
        words = words_of(text)
        at = 0
        while at < len(words):
            entry, length = self._at(words, at, text=text)
            if entry:
                start = words[at].start - len(entry.head)
                end = words[at + length - 1].end + len(entry.tail)
                yield Found(start, end, entry.terms, " ".join(text[start:end].split()))
            at += length

    def _at(self, words: Sequence[Word], at: int, *, text: str) -> tuple[Entry | None, int]:
        """The entry that begins with the word at a place, and how many words it takes; None and 1."""
        before = words[at - 1] if at else None
        near = before.text if before and GAP.fullmatch(text, before.end, words[at].start) else ""
        for entry in self._like(words[at].text):
            some = words[at : at + len(entry.words)]
            if len(some) == len(entry.words) and self._same(entry, some, before=near, text=text):
                return entry, len(some)
        two = words[at : at + 2]
        if len(two) == 2 and text[two[0].end : two[1].start] in HYPHENS:
            one = Word(two[0].text + two[1].text, two[0].start, two[1].end)
            for entry in self._like(one.text):
                if len(entry.words) == 1 and self._same(entry, [one], before=near, text=text):
                    return entry, 2
        return None, 1

    def _like(self, word: str) -> list[Entry]:
        """The entries whose first word this could be, the longest first, then the one written most like it."""
        found = [entry for key in keys_of(word, language=self._language) for entry in self._by_key.get(key, ())]
        return sorted(found, key=lambda entry: (-len(entry.words), -_alike(entry.words[0], word), entry.words))

    def _same(self, entry: Entry, some: Sequence[Word], *, before: str, text: str) -> bool:
        if not together(entry, some, text=text):
            return False
        befores = (before, *(word.text for word in some))
        return all(
            same_word(wanted, word.text, language=self._language, before=near, alone=len(some) == 1)
            for wanted, word, near in zip(entry.words, some, befores, strict=False)
        )


def _alike(one: str, other: str) -> int:
    """Letters that two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _masked(source: str, *, labels: frozenset[str]) -> str:
    """The text with markup as spaces and what is no words as bars, of the same length."""
    pieces, last = [], 0
    for code in inline.parse(source, labels=labels):
        if code.kind != "escape":
            pieces += [source[last : code.start], ("|" if code.kind in OPAQUE else " ") * (code.end - code.start)]
            last = code.end
    return "".join([*pieces, source[last:]])
