"""What a target says of the terms of its source: whether it has the approved word, and where a forbidden one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from app.core.folding import Span, fold, spans
from app.core.glossary.inflection import REMEMBERED, singulars
from app.core.locales import UNSPACED_WORDS, language

ENDING = 2  # letters that inflection adds at the end of a word or changes there, at most
STEM = 4  # letters that stay whatever it does
PART = 5  # letters of a word that is known again inside another, in languages that put words together
COMPOUNDING = frozenset({"de", "nl", "da", "sv", "nb", "nn", "fi", "hu"})
WORD = re.compile(r"[^\W_]+")
GAP = re.compile(r"[\s\-‐‑'’]*")
HYPHENS = re.compile(r"[-‐‑]")
PARTICLES = {"en": re.compile(r"^to (?=\w)")}  # what names a verb and is not said with it


def says(target: str, wanted: str, *, locale: str) -> bool:
    """Whether a target has a term, in whatever form: every word of it, or one that begins like it.

    Lenient on purpose, as endings do not tell all that a language does with words: derived words and compounds count
    ("Genossenschaft", "Genossenschaftsmitglied"), and so does what is written with or without a hyphen. Dictionaries
    of target languages are not asked: each would take seconds to load.
    """
    name = language(locale)
    if name in UNSPACED_WORDS:
        return fold(wanted) in fold(target)
    bare = PARTICLES[name].sub("", wanted) if name in PARTICLES else wanted
    return _has_words(target, bare, name) or _has_words(HYPHENS.sub("", target), HYPHENS.sub("", bare), name)


def forbidden(target: str, unwanted: str, *, instead: Iterable[str], locale: str) -> list[Span]:
    """Where a target has a forbidden term in any of its forms, but for where it is part of an approved one."""
    allowed = [span for one in instead for span in _places(target, one, language(locale))]
    found = _places(target, unwanted, language(locale))
    return [one for one in found if not any(start <= one[0] and one[1] <= end for start, end in allowed)]


def _has_words(target: str, wanted: str, name: str) -> bool:
    there = WORD.findall(target)
    return all(any(_is_said(one, word, name) for word in there) for one in WORD.findall(wanted))


@lru_cache(maxsize=REMEMBERED)
def _is_said(wanted: str, word: str, name: str) -> bool:
    if wanted.isupper() and len(wanted) < STEM:  # an abbreviation: "AI" is no beginning of "aid"
        return word.startswith(wanted) and len(word) <= len(wanted) + ENDING
    one, other = fold(wanted), fold(word)
    compounding = name in COMPOUNDING
    room = max(ENDING, len(one) // 3)  # for derived words: "volunteering"
    if other.startswith(one[: max(STEM, len(one) - ENDING)]) and (compounding or len(other) <= len(one) + room):
        return True
    if compounding and len(one) >= PART and one in other:
        return True
    return _same_singular(wanted, word, name)


def _places(target: str, phrase: str, name: str) -> list[Span]:
    """Where the words of a phrase follow one another, each in any of its forms."""
    if name in UNSPACED_WORDS:
        return spans(target, phrase)
    wanted = WORD.findall(phrase)
    there = list(WORD.finditer(target))
    found = []
    for at in range(len(there) - len(wanted) + 1 if wanted else 0):
        some = there[at : at + len(wanted)]
        close = all(GAP.fullmatch(target, one.end(), other.start()) for one, other in pairwise(some))
        if close and all(_is_form(one, word[0], name) for one, word in zip(wanted, some, strict=True)):
            found.append((some[0].start(), some[-1].end()))
    return found


@lru_cache(maxsize=REMEMBERED)
def _is_form(wanted: str, word: str, name: str) -> bool:
    one, other = fold(wanted), fold(word)
    room = ENDING if len(one) >= STEM else 1
    return (other.startswith(one) and len(other) <= len(one) + room) or _same_singular(wanted, word, name)


def _same_singular(wanted: str, word: str, name: str) -> bool:
    one, other = ({fold(form) for form in singulars(text.lower(), name, alone=False)} for text in (wanted, word))
    return not one.isdisjoint(other)
