"""A text's values, each an item with all it may mean."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from app.core.numbers.composing import Composed, compose
from app.core.numbers.items import Item, number
from app.core.numbers.lexicon import Lexicon, lexicon
from app.core.numbers.pieces import cursor


@lru_cache(maxsize=4096)
def read(text: str, locale: str) -> tuple[Item, ...]:
    """The items of a shadow (`shadow.shadow`) in order of appearance. Cached: one source meets many targets."""
    words = lexicon(locale)
    return tuple(_ranges(list(compose(cursor(text, words))), text, words))


def _ranges(found: list[Composed], text: str, words: Lexicon) -> list[Item]:
    """In "2 et 3 milliards", "20 à 30 %", the first number may have the scale and the unit of the second too."""
    items = [composed.item for composed in found]
    for index, (first, second) in reversed(list(enumerate(pairwise(found)))):
        unit = next((reading.unit for reading in items[index + 1].readings if reading.unit), "")
        if not (unit or second.scale > 1) or not words.joiner.fullmatch(text[first.item.end : second.item.start]):
            continue
        factors = {1, second.scale if first.scale == 1 else 1}
        shared = {number(value * factor, unit) for value in first.item.numbers() for factor in factors}
        items[index] = first.item._replace(readings=first.item.readings | shared)
    return items
