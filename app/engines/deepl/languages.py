"""CLDR and BCP 47 identifiers as DeepL names languages; which ones it has is for its package to know."""

from __future__ import annotations

from babel.core import get_global
from deepl import Language

from app.engines.remote.languages import split

CODES = frozenset(value.upper() for name, value in vars(Language).items() if name.isupper())
OTHER_NAMES = {"no": "nb", "nn": "nb", "fil": "tl"}
# What is written in locales whose CLDR parent is not the language itself (en_AU: en_001), and in all others.
VARIANTS = {"en": ("EN-GB", "EN-US"), "es": ("ES-419", "ES"), "pt": ("PT-PT", "PT-BR")}
PARENTS = ("en_001", "es_419", "pt_PT")


def source(identifier: str) -> str | None:
    """The code of a language to translate from, None when there is none; such codes have no variants."""
    language = split(identifier)[0]
    code = OTHER_NAMES.get(language, language).upper()
    return code if code in CODES else None


def target(identifier: str) -> str | None:
    """The code of a language to translate to, None when there is none."""
    language, script, region = split(identifier)
    if language in VARIANTS:
        place = f"{language}_{region}"
        apart, usual = VARIANTS[language]
        return apart if place in PARENTS or place in get_global("parent_exceptions") else usual
    if language == "zh":
        return "ZH-HANT" if script == "Hant" else "ZH-HANS"
    return source(identifier)
