"""The terms of a segment: found in every form their words take, the longest first.

inflection   the forms by which words are the same
wording      what a target says of a term
table        glossary.csv <-> terms
tbx          TBX files <-> terms
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from app.core import inline
from app.core.glossary.inflection import forms, may_be_alike
from app.core.locales import language
from app.core.model import Term

__all__ = ["Found", "Glossary"]

WORD = re.compile(r"[^\W_]+")
GAP = re.compile(r"[\s\-‐‑'’]*")  # what may stand between the words of a term, markup too
OPAQUE = frozenset({"code", "url", "variable", "image"})


class Found(NamedTuple):
    """A place in a source where a term stands, with all that the glossary says of it."""

    start: int
    end: int
    terms: tuple[Term, ...]  # same source: the approved and the forbidden ones, in the order of the glossary


class _Word(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    terms: tuple[Term, ...]


class Glossary:
    """The terms of one locale, ready to be looked for. Two are equal only when they are the same object."""

    def __init__(self, terms: Iterable[Term] = (), *, source_locale: str = "fr") -> None:
        self.terms = tuple(terms)
        self._language = language(source_locale)
        entries: dict[str, list[Term]] = {}
        for term in self.terms:
            entries.setdefault(term.source, []).append(term)
        self._by_beginning: dict[str, list[_Entry]] = {}
        for source, same in entries.items():
            words = tuple(word.text for word in _words(source))
            if words:
                entry = _Entry(words, tuple(same))
                self._by_beginning.setdefault(_beginning(words[0]), []).append(entry)
        for some in self._by_beginning.values():
            some.sort(key=lambda entry: -len(entry.words))

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
        words = _words(text) if self.terms else []
        found, at = [], 0
        while at < len(words):
            entry = self._entry(words, at, text=text)
            if entry:
                last = words[at + len(entry.words) - 1]
                found.append(Found(words[at].start, last.end, entry.terms))
            at += len(entry.words) if entry else 1
        return tuple(found)

    def _entry(self, words: Sequence[_Word], at: int, *, text: str) -> _Entry | None:
        for entry in self._by_beginning.get(_beginning(words[at].text), ()):
            some = words[at : at + len(entry.words)]
            if len(some) == len(entry.words) and self._same(entry.words, some) and _together(some, text=text):
                return entry
        return None

    def _same(self, wanted: Sequence[str], some: Sequence[_Word]) -> bool:
        return all(same_word(one, other.text, self._language) for one, other in zip(wanted, some, strict=True))


def same_word(wanted: str, found: str, name: str) -> bool:
    """Whether `found`, of a text in the language `name`, is a form of the word `wanted` of a glossary."""
    if wanted == found:
        return True
    if not wanted.islower():
        return found == wanted.upper() or (found.startswith(wanted) and found[len(wanted) :] in ("s", "x"))
    if not may_be_alike(wanted, found.lower()):
        return False
    return not forms(wanted, name).isdisjoint(forms(found.lower(), name))


def _words(text: str) -> list[_Word]:
    return [_Word(match.group(), *match.span()) for match in WORD.finditer(text)]


def _beginning(word: str) -> str:
    return word[:2].lower()


def _together(some: Sequence[_Word], *, text: str) -> bool:
    return all(GAP.fullmatch(text, one.end, other.start) for one, other in pairwise(some))


def _masked(source: str, *, labels: frozenset[str]) -> str:
    """The text with markup as spaces and what is no words as bars, of the same length."""
    pieces, last = [], 0
    for code in inline.parse(source, labels=labels):
        if code.kind != "escape":
            pieces += [source[last : code.start], ("|" if code.kind in OPAQUE else " ") * (code.end - code.start)]
            last = code.end
    return "".join([*pieces, source[last:]])
