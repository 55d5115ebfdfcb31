"""What a word may be a form of: itself, the word without what inflection adds, and a dictionary's form.

A dictionary alone misses what is too new for it ("courriels", "start-ups", "développeuses"), endings alone what is
irregular ("vieilles", "mettons"): both are asked. Words are in small letters here, and without ligatures.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

SHORTEST = 2  # letters that are left alone: "os"
REMEMBERED = 50_000
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
Endings = tuple[tuple[str, str], ...]  # (what a form ends in, what the word does)

NUMBER: dict[str, Endings] = {
    "fr": (("aux", "al"), ("aux", "ail"), ("x", ""), ("s", "")),
    "en": (("ies", "y"), ("ves", "f"), ("ves", "fe"), ("men", "man"), ("people", "person"), ("es", ""), ("s", "")),
    "es": (("ces", "z"), ("es", ""), ("s", "")),
    "it": (("che", "ca"), ("ghe", "ga"), ("i", "o"), ("i", "e"), ("e", "a")),
    "pt": (("ais", "al"), ("eis", "el"), ("óis", "ol"), ("ns", "m"), ("ões", "ão"), ("ãos", "ão"), ("s", "")),
}
# Only endings that do not make one noun of another: no "porte" from "port", no "médecine" from "médecin".
GENDER: dict[str, Endings] = {
    "fr": (
        *(("trice", "teur"), ("euse", "eur"), ("enne", "en"), ("onne", "on"), ("ière", "ier"), ("ive", "if")),
        *(("elle", "el"), ("anche", "anc"), ("ée", "é"), ("gère", "ger"), ("chère", "cher"), ("ète", "et")),
        *(("ette", "et"), ("amie", "ami"), ("voisine", "voisin"), ("folle", "fou"), ("fausse", "faux")),
    )
}
CONJUGATION: dict[str, Endings] = {
    "fr": tuple(
        (ending, "er")
        for ending in ("e", "es", "ent", "ons", "ez", "é", "és", "ée", "ées", "ait", "aient", "ant", "era", "eront")
    )
}
COMMON: Endings = (("s", ""),)


@lru_cache(maxsize=REMEMBERED)
def singulars(word: str, language: str, *, alone: bool) -> frozenset[str]:
    """A word and what it may be the plural of. One that stands `alone` and is in the dictionary as it is ("fils",
    "fois") is no plural; in a compound ("fils de discussion") the other words tell."""
    if alone and word.endswith(("s", "x")) and _is_known(word, language):
        return frozenset({word})
    return frozenset({word, *_changed(word, NUMBER.get(language, COMMON))})


@lru_cache(maxsize=REMEMBERED)
def readings(word: str, language: str, *, alone: bool) -> frozenset[str]:
    """The words that a word may be a form of, itself among them."""
    one = singulars(word, language, alone=alone)
    bare = one.union(*(_changed(form, GENDER.get(language, ())) for form in one))
    return bare.union(lemma(form, language) for form in bare)


@lru_cache(maxsize=REMEMBERED)
def infinitives(word: str, language: str) -> frozenset[str]:
    """Regular verbs that a word may be a form of, where a dictionary has it as another word ("régule") or not."""
    return frozenset(_changed(word, CONJUGATION.get(language, ())))


def _changed(word: str, endings: Iterable[tuple[str, str]]) -> list[str]:
    if len(word) <= SHORTEST:
        return []
    return [word.removesuffix(ending) + kept for ending, kept in endings if word.endswith(ending)]


def _is_known(word: str, language: str) -> bool:
    """Whether a dictionary has the word, and as a form of no other."""
    from simplemma import is_known

    try:
        return bool(is_known(word, lang=language)) and lemma(word, language) == word
    except ValueError:
        return False


def lemma(word: str, language: str) -> str:
    # loaded with the first glossary: its dictionary takes 0.3 s and 30 MB
    from simplemma import lemmatize

    try:
        return str(lemmatize(word, lang=language)).translate(LIGATURES)
    except ValueError:  # a language that it has no dictionary for
        return word
