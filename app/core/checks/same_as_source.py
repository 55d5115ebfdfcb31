"""A target that is its source, word for word, was probably left untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.checks.context import Context, without_codes
from app.core.model import Finding, Severity, Unit
from app.wording import Message

NAME = "same as source"
WORD = re.compile(r"[^\W\d_]+")
# Words that no name or loan word is made of alone: with one of them, two words are enough for a sentence.
FRENCH = """
    le la les l un une des du de d et à au aux en dans pour par sur avec sans que qui ce cette ces se son sa ses
    nos vos notre votre leur est sont nous vous il elle ils on ne pas plus tout tous
"""
FUNCTION_WORDS = {"fr": frozenset(FRENCH.split())}
# "L’Établi des communs": after an article only a name has a capital; in headings some write "Le Chiffre du mois".
NAME_WITH_ARTICLE = re.compile(r"(?:[Ll]['’]|[Ll][ae]\s|[Ll]es\s)[A-ZÀ-Þ][\w'’-]*(?:\s[\w'’-]+){0,4}")
STREET = re.compile(
    r"\d{1,4}(?:\s?(?:bis|ter|quater))?,?\s(?:rue|avenue|av\.|boulevard|bd|place|chemin|quai|impasse|allée|route|cours"
    r"|passage|square|sentier|faubourg|voie|ruelle|montée)\s[^.!?;:]{2,60}",
    re.IGNORECASE,
)
LONG = 3  # words in small letters that make a sentence even without a function word


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Names (capitals), numbers, addresses, code and short loan words ("open source") may stay as they are."""
    if context.language == context.source_language:
        return
    source = without_codes(unit.source, context.source_codes)
    if _words(source) != _words(without_codes(unit.target, context.target_codes)):
        return
    if _is_name(source.strip(), unit):
        return
    small = [word for word in _words(source) if word[0].islower()]
    telling = FUNCTION_WORDS.get(context.source_language, frozenset()).intersection(small)
    if len(small) >= LONG or (len(small) >= 2 and telling):
        yield Finding(
            NAME,
            Severity.WARNING,
            Message("The target is the same as the source: translate it, or approve it if it is meant so."),
            target_span=(0, len(unit.target)),
        )


def _is_name(source: str, unit: Unit) -> bool:
    """Whether a French source is a name with its article, or a street: letters only arrive when it is written so."""
    heading = any(note.startswith("heading") for note in unit.notes)
    return bool(STREET.fullmatch(source) or (NAME_WITH_ARTICLE.fullmatch(source) and not heading))


def _words(text: str) -> list[str]:
    return WORD.findall(text)
