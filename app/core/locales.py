"""What a locale's identifier says: its language, and where that is written without spaces."""

from __future__ import annotations

import re

UNSPACED_SENTENCES = frozenset(("ja", "zh", "yue", "th"))
UNSPACED_WORDS = UNSPACED_SENTENCES | {"lo", "km", "my"}


def language(locale: str) -> str:
    """The language of a locale: `pt` of `pt_BR` and of `pt-BR`."""
    return re.split("[-_]", locale, maxsplit=1)[0].lower()


def has_space_between_sentences(locale: str) -> bool:
    return language(locale) not in UNSPACED_SENTENCES
