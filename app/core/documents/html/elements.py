"""Block-level elements that are open at a place of an HTML page, their ends left out or not."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.core.inline.tags import Tag

_ROWS = frozenset(("tr", "thead", "tbody", "tfoot"))
# Elements that end where another begins, as HTML lets their end tags be left out (HTML 13.1.2.4); p at any block.
_ENDED_BY = {
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "td": _ROWS | {"td", "th"},
    "th": _ROWS | {"td", "th"},
    "tr": _ROWS,
    "thead": _ROWS - {"tr"},
    "tbody": _ROWS - {"tr"},
    "option": frozenset(("option", "optgroup")),
    "head": frozenset(("body",)),
}
HIDDEN = re.compile(r"display\s*:\s*none|\bclass\s*=\s*[\"']?[^\"'>]*\bpre-?header", re.IGNORECASE)


class Element(NamedTuple):
    """A block-level element that is open."""

    name: str
    hidden: bool
    left_alone: bool


_ROOT = Element("", hidden=False, left_alone=False)


class Stack:
    """The block-level elements that are open."""

    def __init__(self) -> None:
        self.open: list[Element] = [_ROOT]
        self.names: dict[str, int] = {}

    @property
    def top(self) -> Element:
        return self.open[-1]

    @property
    def depth(self) -> int:
        return len(self.open) - 1

    def put(self, tag: Tag) -> None:
        """What a tag opens or closes; a closing tag that nothing opened closes nothing."""
        if tag.close:
            while self.names.get(tag.name):
                if self._pop() == tag.name:
                    break
            return
        while self.top.name == "p" or tag.name in _ENDED_BY.get(self.top.name, ()):
            self._pop()
        if not tag.is_alone:
            hidden, left_alone = bool(HIDDEN.search(tag.rest)), tag.is_left_alone
            self.open.append(Element(tag.name, self.top.hidden or hidden, self.top.left_alone or left_alone))
            self.names[tag.name] = self.names.get(tag.name, 0) + 1

    def _pop(self) -> str:
        name = self.open.pop().name
        self.names[name] -= 1
        return name
