"""The words and signs of a shadow that the lexicon knows, longest phrase first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from app.core.numbers.lexicon import ARABIC_MARKS, TOKEN, Lexicon, Meaning, is_arabic

ARABIC_PREFIXES = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف")
BETWEEN = re.compile(r"[\s\-.'’‑]{0,2}\Z")  # what may stand between the words of one phrase


class Phrase(NamedTuple):
    start: int
    end: int
    meaning: Meaning


def phrases(text: str, lexicon: Lexicon) -> list[Phrase]:
    if lexicon.pattern is not None:
        return list(_unspaced(text, lexicon.pattern, lexicon))
    return list(_spaced(text, lexicon))


def _unspaced(text: str, pattern: re.Pattern[str], lexicon: Lexicon) -> Iterator[Phrase]:
    for match in pattern.finditer(text):
        meaning = lexicon.exact.get(match[0]) or lexicon.phrases.get(match[0].lower(), {})
        yield Phrase(match.start(), match.end(), meaning)


def _spaced(text: str, lexicon: Lexicon) -> Iterator[Phrase]:
    found = list(TOKEN.finditer(text))
    names = [match[0].lower() for match in found]
    if ARABIC_MARKS.search(text):
        names = [ARABIC_MARKS.sub("", name) for name in names]
    parts = (*ARABIC_PREFIXES, *(stem for stem, _ in lexicon.stems))
    end = 0
    for position, name in enumerate(names):
        if name in lexicon.longest or name.startswith(parts) or found[position][0] in lexicon.exact:
            if position < end:
                continue
            length, meaning = _longest_at(position, text, found, names, lexicon)
            end = position + length
            if meaning:
                yield Phrase(found[position].start(), found[end - 1].end(), meaning)


def _longest_at(
    position: int, text: str, found: list[re.Match[str]], names: list[str], lexicon: Lexicon
) -> tuple[int, Meaning]:
    for length in range(lexicon.longest.get(names[position], 0), 1, -1):
        chosen = found[position : position + length]
        together = all(BETWEEN.match(text[one.end() : other.start()]) for one, other in pairwise(chosen))
        if len(chosen) == length and together:
            meaning = lexicon.phrases.get(" ".join(names[position : position + length]))
            if meaning:
                return length, meaning
    meaning = lexicon.exact.get(found[position][0]) or lexicon.phrases.get(names[position])
    return 1, meaning or _derived(names[position], lexicon)


def _derived(name: str, lexicon: Lexicon) -> Meaning:
    """A word by its stem ("doubler") or, in Arabic, without the article and the conjunctions written to it."""
    for stem, value in lexicon.stems:
        if name.startswith(stem):
            return {"number": value, "vague": True}
    if is_arabic(name[0]):
        for prefix in ARABIC_PREFIXES:
            meaning = lexicon.phrases.get(name.removeprefix(prefix)) if name.startswith(prefix) else None
            if meaning:
                return {**meaning, "joined": True} if prefix in ("و", "وال") else meaning
    return {}
