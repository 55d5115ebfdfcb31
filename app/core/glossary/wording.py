"""What a target says of the terms of its source: whether it has the approved word, and where a forbidden one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.core.folding import Span, fold, spans
from app.core.locales import UNSPACED_WORDS, language

ENDING = 3  # letters that inflection adds or changes at the end of a word, at most
STEM = 4  # letters that stay whatever it does
WORD = re.compile(r"[^\W_]+")


def says(target: str, wanted: str, *, locale: str) -> bool:
    """Whether a target has a term, in whatever form: every word of it, or a longer one that begins like it.

    Lenient on purpose, as no list of words tells all that a language does with them ("Freiwillige", "Freiwilligen").
    """
    whole = fold(target)
    if fold(wanted) in whole:
        return True
    if language(locale) in UNSPACED_WORDS:
        return False
    there = WORD.findall(whole)
    return all(any(word.startswith(_stem(one)) for word in there) for one in WORD.findall(fold(wanted)))


def forbidden(target: str, unwanted: str, *, instead: Iterable[str], locale: str) -> list[Span]:
    """Where a target has a forbidden term as a word of its own, but for where it is part of an approved one."""
    allowed = [span for one in instead for span in spans(target, one)]
    found = spans(target, unwanted)
    if language(locale) not in UNSPACED_WORDS:
        found = [_whole_word(target, span) for span in found if not target[max(0, span[0] - 1) : span[0]].isalnum()]
        found = [span for span in found if len(fold(target[slice(*span)])) <= len(fold(unwanted)) + ENDING - 1]
    return [one for one in found if not any(start <= one[0] and one[1] <= end for start, end in allowed)]


def _stem(word: str) -> str:
    return word[: max(STEM, len(word) - ENDING)]


def _whole_word(text: str, span: Span) -> Span:
    end = span[1]
    while end < len(text) and text[end].isalnum():
        end += 1
    return span[0], end
