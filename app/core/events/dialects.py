"""Lines that site generators and mailing tools read as structure, and CommonMark as words of a paragraph.

The parser is shown structure of the same length in their place, so that every offset stays. Folded into one line with
the words around them they would mean nothing to those tools any more.
"""

from __future__ import annotations

import re
from functools import partial

_BEFORE = r"^([ \t>]*+)"
_END = r"[ \t]*+(?=\r?$)"
_INDENTED_BELOW = r"(?=\r?\n(?:[ \t]*+\r?\n)*+(?: {4}|\t))"
# Each piece is possessive, and ends where another begins: linear.
_TAGS = (
    r"(?:(?:\{%(?:[^%\r\n]|%(?!\}))*+%\}"  # Liquid, Jinja, Twig
    r"|\{\{<(?:[^>\r\n]|>(?!\}\}))*+>\}\}|\{\{%(?:[^%\r\n]|%(?!\}\}))*+%\}\})"  # Hugo
    r"[ \t]*+)++"
)
_BREAKS = (
    rf"(?::{{3}}[^\r\n]*+|{_TAGS}|\[TOC\]|\[\[_?TOC_?\]\]|\{{:[^{{}}\r\n]*+\}})"  # fences; contents; kramdown's marks
)
_ADMONITIONS = r"(?:(?:!!!|\?\?\?\+?)[ \t]+\w[^\"\r\n]*+(?:\"[^\"\r\n]*+\")?|===[ \t]+\"[^\"\r\n]*+\")"  # MkDocs

# What one of them begins with, after a line end: several times as quick to search for as `^`.
_SIGN = re.compile(r"\n[ \t>]*+(?::|\{[%{:]|\[(?:\[_?)?TOC|!!!|\?\?\?|===|\$\$)", re.IGNORECASE)
_STAND_INS = (
    (re.compile(_BEFORE + _BREAKS + _END, re.MULTILINE | re.IGNORECASE), "***"),
    (re.compile(_BEFORE + _ADMONITIONS + _END + _INDENTED_BELOW, re.MULTILINE), "-"),
    (re.compile(_BEFORE + r":(?=[^ \t\r\n:-])", re.MULTILINE), "."),  # an emoji's name is no definition
)
_CODE = re.compile(r"\{(?:%-?|\{[%<])[ \t]*+(end|/)?[ \t]*+(highlight|comment)\b[^{}\r\n]*+\}\}?")
_FORMULA = re.compile(_BEFORE + r"\$\$([^$]*+)\$\$" + _END, re.MULTILINE)
_TABLE_ROW = re.compile(r"[ \t>]*\|")


def as_commonmark(text: str) -> str:
    """A text of the same length in which those lines are a break between blocks, a list item, or a block left alone."""
    if not _SIGN.search("\n" + text):
        return text
    text = _FORMULA.sub(r"\1<?\2?>", _without_code(text))
    for pattern, stand_in in _STAND_INS:
        text = pattern.sub(partial(_in_place, stand_in), text)
    return text


def _in_place(stand_in: str, match: re.Match[str]) -> str:
    text, start = match.string, match.start()
    if stand_in == "***" and _TABLE_ROW.match(text, text.rfind("\n", 0, max(start - 1, 0)) + 1):
        return match.group()  # between the rows of a table it is a row
    return match[1] + stand_in.ljust(match.end() - match.end(1))


def _without_code(text: str) -> str:
    """The text with what `highlight` encloses (Liquid, Hugo) as a processing instruction: HTML without words."""
    pieces, last = [], 0
    opening: re.Match[str] | None = None
    for match in _CODE.finditer(text):
        if not match[1]:
            opening = opening or match
        elif opening and opening[2] == match[2]:
            pieces += [text[last : opening.start()], "<?", text[opening.start() + 2 : match.end() - 2], "?>"]
            last, opening = match.end(), None
    return "".join([*pieces, text[last:]])
