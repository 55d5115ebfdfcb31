"""The forms by which two words are the same: as written, without the ending of a plural, and the dictionary's form."""

from __future__ import annotations

from functools import lru_cache

BEGINNING = 2  # letters that the forms of a word share, but for a few ("œil", "yeux")
SHORTEST = 2  # letters that are left alone: "os"
REMEMBERED = 50_000
ENDINGS = {
    "fr": (
        *(("aux", "al"), ("aux", "ail"), ("x", ""), ("s", "")),
        *(("trice", "teur"), ("euse", "eur"), ("ienne", "ien"), ("ière", "ier"), ("ive", "if"), ("elle", "el")),
    )
}
COMMON = (("s", ""),)


def may_be_alike(one: str, other: str) -> bool:
    """Whether it is worth asking for their forms, which costs more."""
    return one[:BEGINNING] == other[:BEGINNING]


@lru_cache(maxsize=REMEMBERED)
def forms(word: str, language: str) -> frozenset[str]:
    """What a word in small letters may be a form of, itself among it. Endings are taken off as well, as terms are often
    too new for a dictionary ("courriels", "start-ups", "développeuses")."""
    singular = {word, *_without_ending(word, language)}
    bare = {form for one in singular for form in (one, *_without_ending(one, language))}
    return frozenset({*bare, *(_lemma(one, language) for one in bare)})


def _without_ending(word: str, language: str) -> list[str]:
    endings = ENDINGS.get(language, COMMON) if len(word) > SHORTEST else ()
    return [word.removesuffix(ending) + kept for ending, kept in endings if word.endswith(ending)]


def _lemma(word: str, language: str) -> str:
    # loaded with the first glossary: its dictionary takes 0.3 s and 30 MB
    from simplemma import lemmatize

    try:
        return str(lemmatize(word, lang=language))
    except ValueError:  # a language that it has no dictionary for
        return word
