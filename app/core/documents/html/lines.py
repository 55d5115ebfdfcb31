"""What stands between two block-level tags of an HTML page: its lines, and the words of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.core.inline.tags import Tag, pairs
from app.core.inline.variables import CONTROL

# White space, what nobody sees, and the references that mail designers pad a preheader with.
_UNSEEN = " \t\r\n\f\v\u00a0\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2007\u202f\u2060\u3000\ufeff"
_UNSEEN_ENTITY = re.compile(
    r"&(?:nbsp|shy|zwnj|zwj|lrm|rlm|numsp|emsp|ensp|thinsp|NoBreak|ZeroWidthSpace"
    r"|#(?:160|173|847|819[2-9]|820[0-7]|8239|8288|12288|65279)|#[xX](?:[aA]0|[aA][dD]|34[fF]|200[0-9a-fA-F]|2060));"
)
_NO_TAG = Tag(0, 0, "", close=False, rest="")  # stands for words where tags are paired


class Token(NamedTuple):
    """A stretch of words, or a tag, in what stands between two block-level tags."""

    start: int
    end: int
    tag: Tag | None = None


class Words(NamedTuple):
    """text[start:end] is translated; it stands inside the inline tags `around`."""

    start: int
    end: int
    around: Sequence[Tag]


class Line(NamedTuple):
    """What stands between two line breaks. `around` are starts of the tags that are no part of its words."""

    text: str
    tokens: Sequence[Token]
    around: dict[int, Tag]

    def words(self) -> Words | None:
        """What of the line is words; None when nothing is."""
        first, last = 0, len(self.tokens)
        while first < last and self._is_outside(self.tokens[first]):
            first += 1
        while first < last and self._is_outside(self.tokens[last - 1]):
            last -= 1
        tokens = self._without_controls(self.tokens[first:last])
        if not tokens:
            return None
        around: list[Tag] = []
        for tag in (token.tag for token in self.tokens[:first] if token.tag):
            if not tag.close:
                around.append(tag)
            elif around and around[-1].name == tag.name:
                around.pop()
        start, end = tokens[0].start, tokens[-1].end
        return Words(start + _unseen(self.text, start, end), end - _unseen_at_end(self.text, start, end), around)

    def _is_outside(self, token: Token) -> bool:
        if token.tag:
            return token.start in self.around
        return _unseen(self.text, token.start, token.end) == token.end - token.start

    def _without_controls(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Without the `{% if %}` before and the `{% endif %}` after, when no other stands between them."""
        first, last = 0, len(tokens)
        while first < last and (_is_control(self.text, tokens[first]) or self._is_outside(tokens[first])):
            first += 1
        while first < last and (_is_control(self.text, tokens[last - 1]) or self._is_outside(tokens[last - 1])):
            last -= 1
        return tokens if any(_is_control(self.text, one) for one in tokens[first:last]) else tokens[first:last]


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
        paired = {index for pair in self.partners.items() for index in pair}
        empty = {i for first, last in self.partners.items() if counts[first] == counts[last] for i in (first, last)}
        order, bare = [], set()
        for index, token in enumerate(self.tokens):
            if self._says(token) or (index in paired and index not in empty):
                order.append(index)
            elif token.tag and not _is_control(self.text, token):
                bare.add(index)
        return order, bare

    def _says(self, token: Token) -> bool:
        if token.tag:
            return token.tag.name == "br" or (token.tag.name == "{" and not _is_control(self.text, token))
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


def _is_control(text: str, token: Token) -> bool:
    return bool(token.tag and token.tag.name == "{" and CONTROL.match(text, token.start))


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
