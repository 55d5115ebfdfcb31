"""Attributes of headings, `{#id .class key=value}`: where they begin. pulldown-cmark takes any braces for them."""

from __future__ import annotations

import re

_ITEM = r"(?:[#.][^\s{}\"\\]+|[\w:-]+=(?:\"[^\"{}\\]*\"|[^\s{}\"\\]+)|-)"
_ATTRIBUTES = re.compile(rf"\{{:?[ \t]*{_ITEM}(?:[ \t]+{_ITEM})*[ \t]*\}}")
_BLANKS = " \t"


def attributes_start(text: str) -> int:
    """Where the attributes that end a heading begin, with blanks and closing `#` before them; else its length."""
    end = text.rstrip(_BLANKS)
    place = end.rfind("{")
    if place < 0 or not _ATTRIBUTES.fullmatch(end, place):
        return len(text)
    words = end[:place].rstrip(_BLANKS)
    open_end = words.rstrip("#")
    closed = open_end != words and (not open_end or open_end[-1] in _BLANKS)
    return len(open_end.rstrip(_BLANKS) if closed else words)
