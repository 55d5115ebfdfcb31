"""The text of an HTML page: runs of words between block-level tags and line breaks, without the tags around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from app.core.documents import limits
from app.core.documents.html.elements import HIDDEN, Element, Stack
from app.core.documents.html.lines import Lines, Words
from app.core.inline.tags import Pair, Tag, pairs, scan

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
_WRAPPERS = {"a": "link", "button": "button"}  # what a line is called that is nothing else


class Run(NamedTuple):
    """text[start:end] is translated; `kind` says what it is, `level` is that of a heading."""

    start: int
    end: int
    kind: str
    level: int


def read(text: str, *, line: Callable[[int], int]) -> Iterator[Run | Tag]:
    """The runs of a text and the tags whose attributes may be read; nothing of what is left alone.

    InputError where a limit is passed; `line` gives the line of an offset for it.
    """
    stack = Stack()
    waiting: list[Tag] = []  # inline tags since the last block-level one
    last = 0
    for number, tag in enumerate(scan(text)):
        if number >= limits.TAGS:
            raise limits.too_many_tags(line(tag.start))
        if stack.depth > limits.DEPTH:
            raise limits.too_deep(line(tag.start))
        if tag.is_inline:
            waiting.append(tag)
            continue
        yield from _between(text, last, tag.start, tags=waiting, element=stack.top)
        stack.put(tag)
        if not tag.close and not stack.top.left_alone and not tag.is_left_alone:
            yield tag
        waiting, last = [], tag.end
    yield from _between(text, last, len(text), tags=waiting, element=stack.top)


def _between(text: str, start: int, end: int, *, tags: list[Tag], element: Element) -> Iterator[Run | Tag]:
    """The runs of what stands between two block-level tags, and its tags."""
    if element.left_alone:
        return
    found = pairs(tags)
    kept = _without_opaque(tags, found)
    yield from (tag for tag in kept if not tag.close)
    for line in Lines(text, start, end, tags=kept).read():
        if words := line.words():
            yield _run(words, element)


def _run(words: Words, element: Element) -> Run:
    kind = _KINDS.get(element.name, "paragraph")
    if element.hidden or any(HIDDEN.search(tag.rest) for tag in words.around):
        kind = "preheader"
    elif kind in ("paragraph", "table cell"):
        kind = next((_WRAPPERS[tag.name] for tag in words.around if tag.name in _WRAPPERS), kind)
    return Run(words.start, words.end, kind, int(kind[-1]) if kind.startswith("heading") else 0)


def _without_opaque(tags: list[Tag], found: Sequence[Pair]) -> list[Tag]:
    """The tags with each element whose words are no prose (`<code>`, `translate="no"`) as one of them."""
    closes = {pair.open: tags[pair.close].end for pair in found}
    kept: list[Tag] = []
    done = 0
    for index, tag in enumerate(tags):
        if tag.start < done:
            continue
        if index in closes and tag.is_opaque:
            done = closes[index]
            tag = Tag(tag.start, done, "{", close=False, rest="")
        kept.append(tag)
    return kept
