"""The values of a text: numbers, amounts, dates, times and names such as GPT-4o, each with all it may mean.

items(text, locale, codes=...)    what stands where; `checks` compares two texts by it, `merge` puts new values in
differences(source, target)       which items have no equal on the other side
"""

from __future__ import annotations

from collections.abc import Sequence

from app.core.model import InlineCode
from app.core.numbers.comparison import Difference, differences
from app.core.numbers.items import Item, Reading, agree
from app.core.numbers.kanji import kanji
from app.core.numbers.lexicon import lexicon
from app.core.numbers.reading import read
from app.core.numbers.rendering import render
from app.core.numbers.shadow import shadow

__all__ = ["Difference", "Item", "Reading", "agree", "differences", "items", "kanji_items", "render"]


def items(text: str, locale: str, *, codes: Sequence[InlineCode]) -> tuple[Item, ...]:
    """The items of a text in order of appearance. Raises `babel.UnknownLocaleError` for a locale CLDR does not know."""
    return read(_shadow_of(text, locale, codes=codes), locale)


def kanji_items(text: str, locale: str, *, codes: Sequence[InlineCode]) -> tuple[Item, ...]:
    """Numbers in Chinese characters, where the locale has them; they only ever explain."""
    return tuple(kanji(_shadow_of(text, locale, codes=codes))) if lexicon(locale).pattern is not None else ()


def _shadow_of(text: str, locale: str, *, codes: Sequence[InlineCode]) -> str:
    """The text as it is read, of the same length: codes are spaces, digits are western."""
    return shadow(text, codes, decimal=lexicon(locale).decimal)
