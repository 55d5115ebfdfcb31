"""Whether a word of a text is a form of a word of a term, by its letters and by the word before it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from app.core.folding import fold
from app.core.glossary.inflection import LIGATURES, REMEMBERED, infinitives, readings, singulars

INFINITIVES = {"fr": ("er", "ir", "re")}
ACRONYM = 4  # letters of one that is read as a word, and so may be written as one: "CNIL", "Cnil"
# Words after which no noun comes without an article ("elle livre", "ne marche"), and no verb ("une livre").
BEFORE_VERBS = {"fr": frozenset(re.findall(r"\w+", "je j tu il elle on ils elles se s ne n"))}
BEFORE_NOUNS = {
    "fr": frozenset(
        re.findall(
            r"\w+",
            "un une le la les l des du de d ce cet cette ces mon ton son ma ta sa mes tes ses notre votre nos vos leur "
            "leurs chaque quelque quelques plusieurs aucun aucune au aux par en",
        )
    )
}
# Words that are nouns only after an article: "un car", and "car" that says why.
PARTICLES = {
    "fr": frozenset(
        re.findall(
            r"\w+",
            "car or si mais donc ni pas point plus moins son ton mon sur sous vers entre contre avant pendant été est "
            "sauf tout bien mal hors lors comme avec pour nous vous lui moi soi",
        )
    )
}
AUXILIARIES = {
    "fr": frozenset(
        re.findall(r"\w+", "ai as a avons avez ont avais avait avions aviez avaient aura auront aurait auraient ayant")
    )
}


@lru_cache(maxsize=REMEMBERED)
def plain(word: str) -> str:
    """A word as it is compared here: letters put together, ligatures taken apart."""
    return unicodedata.normalize("NFC", word).translate(LIGATURES)


def keys(wanted: str, *, language: str) -> frozenset[str]:
    """What a term's word is looked for by: `keys_of` its forms have one of these."""
    return _folded(singulars(plain(wanted).lower(), language, alone=False))


@lru_cache(maxsize=REMEMBERED)
def keys_of(found: str, *, language: str) -> frozenset[str]:
    """What a word of a text is, as `keys` has it, whatever it is a form of."""
    lower = plain(found).lower()
    return _folded(readings(lower, language, alone=False) | infinitives(lower, language))


def same_word(wanted: str, found: str, *, language: str, before: str = "", alone: bool = False) -> bool:
    """Whether `found`, with the word `before` it, is a form of a term's word, or of a term that is this word `alone`.

    A word with a capital in the glossary is found only so, or in capitals altogether. Capitals may lack accents.
    """
    wanted, found = plain(wanted), plain(found)
    if not wanted.islower():
        return _same_name(wanted, found)
    if found.isupper() and len(found) > 1:
        forms = singulars(wanted, language, alone=alone) | {wanted}
        return not _folded(forms).isdisjoint(_folded(readings(found.lower(), language, alone=alone)))
    lower = found.lower()
    if found[0].isupper() and fold(wanted[0]) == lower[0]:
        lower = wanted[0] + lower[1:]
    return _same_form(wanted, lower, language=language, before=before.lower(), alone=alone)


def _same_name(wanted: str, found: str) -> bool:
    ending = found[len(wanted) :]
    if ending not in ("", "s", "x", "S", "X"):
        return False
    bare = found[: len(wanted)]
    same = fold(bare) == fold(wanted) and (found.isupper() or (bare[0].isupper() and bare[1:] == wanted[1:]))
    return same or bare == wanted or (len(wanted) >= ACRONYM and wanted.isupper() and bare == wanted.capitalize())


def _same_form(wanted: str, found: str, *, language: str, before: str, alone: bool) -> bool:
    verb = wanted.endswith(INFINITIVES.get(language, ()))  # or a noun that ends so: "courrier"
    if verb and before not in BEFORE_NOUNS.get(language, ()) and wanted in infinitives(found, language):
        return True
    if alone and not verb and _is_no_noun(found, language=language, before=before):
        return False
    return not singulars(wanted, language, alone=alone).isdisjoint(readings(found, language, alone=alone))


def _is_no_noun(found: str, *, language: str, before: str) -> bool:
    """Whether the word before says that a word is a verb's form, or a particle."""
    if before in BEFORE_VERBS.get(language, ()):
        return True
    if found in PARTICLES.get(language, ()):
        return before not in BEFORE_NOUNS.get(language, ())
    return found.endswith("é") and before in AUXILIARIES.get(language, ())


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))
