"""Destinations of links and paths of images inside a text: where they stand, and a new one put in for an old one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from app.core import inline
from app.core.edits import MASK, Edit, edited
from app.core.model import InlineCode

_ATTRIBUTE = re.compile(r"\b(?:href|src)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_MARKED = re.compile(r"[\[<@]|://|www\.")  # no address without; a text is read only if it may have one
_DESTINATION = re.compile(r"\]\(\s*(<[^>]*>|[^\s)]*)")


class Address(NamedTuple):
    start: int
    end: int
    text: str  # what stands there: a URL, `url "title"` of a link, a whole image
    destination: str  # the URL alone


@lru_cache(maxsize=10_000)  # both sides of the largest issue: a source that changed is asked about several times
def codes(text: str) -> tuple[InlineCode, ...]:
    """`inline.parse`, remembered."""
    return inline.parse(text)


@lru_cache(maxsize=10_000)  # as above
def find(text: str) -> tuple[Address, ...]:
    """Addresses of a Markdown text, in order."""
    if not _MARKED.search(text):
        return ()
    return tuple(address for code in codes(text) for address in _in(code))


def masked(text: str) -> str:
    """The text with each address as the same character."""
    return _replaced(text, [(address, MASK) for address in find(text)])


def put(old: str, new: str, *, target: str) -> str | None:
    """The target with the addresses of `new` where it has those of `old`; None when that is not certain."""
    before, after, there = find(old), find(new), find(target)
    if len(before) != len(after):
        return None
    changed = [(first, second) for first, second in zip(before, after, strict=True) if first.text != second.text]
    if not changed:
        return target
    if [address.text for address in there] == [address.text for address in before]:
        return _replaced(target, zip(there, (address.text for address in after), strict=True))
    news = _certain([(first.text, second.text) for first, second in zip(before, after, strict=True)])
    urls = _certain([(first.destination, second.destination) for first, second in zip(before, after, strict=True)])
    found = {address.destination for address in there}
    if news is None or urls is None or any(first.destination not in found for first, _ in changed):
        return None
    return _replaced(target, [(address, _new_text(address, news, urls)) for address in there])


def _new_text(address: Address, news: dict[str, str], urls: dict[str, str]) -> str:
    if address.text in news or address.destination not in urls:
        return news.get(address.text, address.text)
    return address.text.replace(address.destination, urls[address.destination])


def _certain(pairs: list[tuple[str, str]]) -> dict[str, str] | None:
    """Old to new, unless one old became two."""
    return dict(pairs) if len(set(pairs)) == len({old for old, _ in pairs}) else None


def _in(code: InlineCode) -> Iterator[Address]:
    inner = _DESTINATION.search(code.text)
    if code.kind == "link" and code.role == "close" and inner and code.text.startswith("]("):
        yield Address(code.start + 2, code.end - 1, code.text[2:-1], inner[1])
    elif code.kind == "image":
        yield Address(code.start, code.end, code.text, inner[1] if inner else code.text)
    elif code.kind == "url":
        yield Address(code.start, code.end, code.text, code.text)
    elif code.kind == "html":
        for match in _ATTRIBUTE.finditer(code.text):
            start, end = match.span(match.lastindex or 0)
            yield Address(code.start + start, code.start + end, code.text[start:end], code.text[start:end])


def _replaced(text: str, pairs: Iterable[tuple[Address, str]]) -> str:
    return edited(text, [Edit(address.start, address.end, new) for address, new in pairs])
