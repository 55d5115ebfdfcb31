"""The text of an HTML page: runs of words between block-level tags and line breaks, without the tags around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from app.core.inline.codes import OPAQUE
from app.core.inline.markup import Pair, pairs
from app.core.inline.tags import Tag, scan
from app.core.inline.variables import CONTROL
from app.errors import InputError

DEPTH = 100
_KINDS = {
    **{f"h{level}": f"heading {level}" for level in range(1, 7)},
    "title": "page title",
    "li": "list item",
    "td": "table cell",
    "th": "table header",
    "caption": "caption",
    "figcaption": "caption",
    "legend": "caption",
    "blockquote": "quotation",
    "dt": "definition term",
    "dd": "definition",
    "option": "option",
}
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
_HIDDEN = re.compile(r"display\s*:\s*none|\bclass\s*=\s*[\"']?[^\"'>]*\bpre-?header", re.IGNORECASE)
# White space, what nobody sees, and the references that mail designers pad a preheader with.
_UNSEEN = " \t\r\n\f\v\u00a0\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2007\u202f\u2060\u3000\ufeff"
_UNSEEN_ENTITY = re.compile(
    r"&(?:nbsp|shy|zwnj|zwj|lrm|rlm|numsp|emsp|ensp|thinsp|NoBreak|ZeroWidthSpace"
    r"|#(?:160|173|847|819[2-9]|820[0-7]|8239|8288|12288|65279)|#[xX](?:[aA]0|[aA][dD]|34[fF]|200[0-9a-fA-F]|2060));"
)


class Run(NamedTuple):
    """text[start:end] is translated; `kind` says what it is, `level` is that of a heading."""

    start: int
    end: int
    kind: str
    level: int


class Element(NamedTuple):
    """A block-level element that is open."""

    name: str
    hidden: bool
    left_alone: bool


_ROOT = Element("", hidden=False, left_alone=False)


def read(text: str, *, line: Callable[[int], int]) -> Iterator[Run | Tag]:
    """The runs of a text and the tags whose attributes may be read; nothing of what is left alone.

    InputError where more than DEPTH elements are open; `line` gives the line of an offset for it.
    """
    stack = Stack()
    waiting: list[Tag] = []  # inline tags since the last block-level one
    last = 0
    for tag in scan(text):
        if tag.is_inline:
            waiting.append(tag)
            continue
        yield from _between(text, last, tag.start, tags=waiting, element=stack.top)
        stack.put(tag)
        if len(stack.open) > DEPTH + 1:
            reason = f"More than {DEPTH} HTML elements are open here."
            raise InputError(reason, line=line(tag.start), fix="Nest fewer of them.")
        if not tag.close and not stack.top.left_alone and not tag.is_left_alone:
            yield tag
        waiting, last = [], tag.end
    yield from _between(text, last, len(text), tags=waiting, element=stack.top)


class Stack:
    """The block-level elements that are open."""

    def __init__(self) -> None:
        self.open: list[Element] = [_ROOT]
        self.names: dict[str, int] = {}

    @property
    def top(self) -> Element:
        return self.open[-1]

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
            hidden, left_alone = bool(_HIDDEN.search(tag.rest)), tag.is_left_alone
            self.open.append(Element(tag.name, self.top.hidden or hidden, self.top.left_alone or left_alone))
            self.names[tag.name] = self.names.get(tag.name, 0) + 1

    def _pop(self) -> str:
        name = self.open.pop().name
        self.names[name] -= 1
        return name


def _between(text: str, start: int, end: int, *, tags: list[Tag], element: Element) -> Iterator[Run | Tag]:
    """The runs of what stands between two block-level tags, and its tags."""
    if element.left_alone:
        return
    found = pairs(tags)
    kept = _without_opaque(tags, found)
    yield from (tag for tag in kept if not tag.close)
    for line in Lines(text, start, end, tags=kept).read():
        run = line.trimmed(element)
        if run:
            yield run


def _without_opaque(tags: list[Tag], found: Sequence[Pair]) -> list[Tag]:
    """The tags with each element whose words are no prose (`<code>`, `translate="no"`) as one of them."""
    closes = {pair.open: tags[pair.close].end for pair in found}
    kept: list[Tag] = []
    done = 0
    for index, tag in enumerate(tags):
        if tag.start < done:
            continue
        if index in closes and (tag.name in OPAQUE or tag.is_left_alone):
            done = closes[index]
            tag = Tag(tag.start, done, "{", close=False, rest="")
        kept.append(tag)
    return kept


class Token(NamedTuple):
    """A stretch of words, or a tag, in what stands between two block-level tags."""

    start: int
    end: int
    tag: Tag | None = None


class Line(NamedTuple):
    """What stands between two line breaks. `around` are starts of the tags that are no part of its words."""

    text: str
    tokens: Sequence[Token]
    around: dict[int, Tag]

    def trimmed(self, element: Element) -> Run | None:
        first, last = 0, len(self.tokens)
        while first < last and self._is_outside(self.tokens[first]):
            first += 1
        while first < last and self._is_outside(self.tokens[last - 1]):
            last -= 1
        tokens = self._without_controls(self.tokens[first:last])
        if not tokens:
            return None
        wrappers = [token.tag.name for token in self.tokens[:first] if token.tag and not token.tag.close]
        hidden = element.hidden or any(_HIDDEN.search(t.tag.rest) for t in self.tokens[:first] if t.tag)
        kind = _KINDS.get(element.name, "paragraph")
        level = int(kind[-1]) if kind.startswith("heading") else 0
        if hidden:
            kind, level = "preheader", 0
        elif kind in ("paragraph", "table cell"):
            kind = "link" if "a" in wrappers else "button" if "button" in wrappers else kind
        start, end = tokens[0].start, tokens[-1].end
        return Run(start + _unseen(self.text, start, end), end - _unseen_at_end(self.text, start, end), kind, level)

    def _is_outside(self, token: Token) -> bool:
        if token.tag:
            return token.start in self.around
        return _unseen(self.text, token.start, token.end) == token.end - token.start

    def _without_controls(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Without the `{% if %}` before and the `{% endif %}` after, when no other stands between them."""
        first, last = 0, len(tokens)
        while first < last and (self._is_control(tokens[first]) or self._is_outside(tokens[first])):
            first += 1
        while first < last and (self._is_control(tokens[last - 1]) or self._is_outside(tokens[last - 1])):
            last -= 1
        return tokens if any(map(self._is_control, tokens[first:last])) else tokens[first:last]

    def _is_control(self, token: Token) -> bool:
        return bool(token.tag and token.tag.name == "{" and CONTROL.match(self.text, token.start))


class Lines:
    """What stands between two block-level tags, cut at its line breaks.

    A pair of tags is loose when it holds whole lines: `<i>Un<br>Deux</i>` is two lines, `Un <i>mot<br>en</i> gras` is
    one. Tags of loose pairs, tags without words in them and comments at an edge are no part of a line's words.
    """

    def __init__(self, text: str, start: int, end: int, *, tags: Sequence[Tag]) -> None:
        self.text = text
        self.tokens: list[Token] = []
        for tag in tags:
            self._words(start, tag.start)
            self.tokens.append(Token(tag.start, tag.end, tag))
            start = tag.end
        self._words(start, end)
        self.partners = {pair.open: pair.close for pair in pairs([token.tag or _NO_TAG for token in self.tokens])}

    def _words(self, start: int, end: int) -> None:
        if start < end:
            self.tokens.append(Token(start, end))

    def read(self) -> Iterator[Line]:
        """The lines, in order."""
        order, bare = self._significant()
        loose, breaks = self._loose(order)
        around = {t.start: t.tag for i, t in enumerate(self.tokens) if t.tag and (i in bare or i in loose)}
        last = 0
        for index in [*breaks, len(self.tokens)]:
            yield Line(self.text, self.tokens[last:index], around)
            last = index + 1

    def _significant(self) -> tuple[list[int], set[int]]:
        """Tokens that say where words stand: words, variables, breaks, tags of pairs with words. And the other tags."""
        counts = [0]
        for token in self.tokens:
            counts.append(counts[-1] + self._says(token))
        closes = set(self.partners.values())
        bare = {
            index for first, last in self.partners.items() if counts[first] == counts[last] for index in (first, last)
        }
        for index, token in enumerate(self.tokens):
            if token.tag and not self._says(token) and index not in self.partners and index not in closes:
                bare.add(index)
        order = [
            index for index, token in enumerate(self.tokens) if index not in bare and (token.tag or self._says(token))
        ]
        return order, bare

    def _says(self, token: Token) -> bool:
        if token.tag:
            return token.tag.name in ("{", "br")
        return _unseen(self.text, token.start, token.end) < token.end - token.start

    def _loose(self, order: Sequence[int]) -> tuple[set[int], list[int]]:
        """The tags of loose pairs, and the breaks that stand in no other pair."""
        places = {index: place for place, index in enumerate(order)}
        loose: set[int] = set()
        breaks: list[int] = []
        tight = -1  # the close of the outermost pair around that is not loose
        for place, index in enumerate(order):
            if index <= tight:
                continue
            token = self.tokens[index]
            if token.tag and token.tag.name == "br":
                breaks.append(index)
            elif index in self.partners:
                close = self.partners[index]
                after = places[close] + 1
                before_is_edge = place == 0 or order[place - 1] in loose or self._is_break(order[place - 1])
                after_is_edge = after == len(order) or order[after] in loose or self._is_break(order[after])
                if before_is_edge and after_is_edge:
                    loose |= {index, close}
                else:
                    tight = close
        return loose, breaks

    def _is_break(self, index: int) -> bool:
        tag = self.tokens[index].tag
        return tag is not None and tag.name == "br"


_NO_TAG = Tag(0, 0, "", close=False, rest="")


def _unseen(text: str, start: int, end: int) -> int:
    """How many characters at the start of text[start:end] nobody sees."""
    place = start
    while place < end:
        if text[place] in _UNSEEN:
            place += 1
        elif text[place] == "&" and (match := _UNSEEN_ENTITY.match(text, place, end)):
            place = match.end()
        else:
            break
    return place - start


def _unseen_at_end(text: str, start: int, end: int) -> int:
    place = end
    while place > start:
        if text[place - 1] in _UNSEEN:
            place -= 1
        elif text[place - 1] == ";":
            first = text.rfind("&", max(start, place - 20), place)
            if first < 0 or not _UNSEEN_ENTITY.fullmatch(text, first, place):
                break
            place = first
        else:
            break
    return end - place
