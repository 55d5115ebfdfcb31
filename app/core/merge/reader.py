"""Reads the values of sources and targets for one merge, and no more of them than takes a second."""

from __future__ import annotations

from app.core import numbers
from app.core.merge.addresses import codes
from app.core.numbers import Item
from app.core.numbers.cldr import is_known

EFFORT = (
    120_000  # characters, and pairs of values: the changed numbers of some five hundred sentences with their targets
)


class Reader:
    """The locales of both sides of a catalog, and what effort is left."""

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        self.known = is_known(source) and is_known(target)  # to CLDR
        self._left = EFFORT

    def in_source(self, text: str) -> tuple[Item, ...]:
        return numbers.items(text, self.source, codes=codes(text))

    def in_target(self, text: str) -> tuple[Item, ...]:
        return numbers.items(text, self.target, codes=codes(text))

    def can_afford(self, effort: int) -> bool:
        """Whether there is so much effort left; if so it is spent."""
        if effort > self._left:
            return False
        self._left -= effort
        return True
