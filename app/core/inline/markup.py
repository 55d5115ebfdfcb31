"""Inline codes of a piece of HTML, and how they are written for people: without what only browsers need."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from html.entities import html5
from itertools import pairwise

from app.core.inline.codes import Found, add, addresses, freeze
from app.core.inline.tags import RAW, Tag, attributes, pairs, scan
from app.core.model import InlineCode

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Browsers read these without their semicolon too (HTML 13.2.5.73).
_UNCLOSED = re.compile(rf"&(?:{'|'.join(sorted((name for name in html5 if not name.endswith(';')), reverse=True))})")
_SHOWN = {"a": ("href",), "area": ("href",), "img": ("src",)}  # what a translator needs to see, or may have to change
_BLANKS = re.compile(r"[ \t\r\n\f]+")  # not U+00A0: French needs it before ; : ! ?
_SPACES = "\u00a0\u202f\u2009\u3000"
_OPENING = re.compile(r"[^\W\d]|[/!?%&]")  # what makes a tag of a `<` before it, or may stand for what does
_LONGEST_COMMENT = 40
_UNKNOWN_TO_COMMONMARK = re.compile(r"[^a-z0-9-]")  # in names of tags


def parse_html(text: str) -> tuple[InlineCode, ...]:
    """Inline codes of a piece of HTML: tags, comments, character references, bare URLs, variables; no Markdown.

    The `value` of a code is how a segment's source shows it: a tag without its styles and classes, a reference as the
    character that it stands for where that can be read and means nothing to HTML.
    """
    found = _of_tags(text)
    urls = addresses(text, 0)
    for code in urls:
        code.value = unescape(text[code.start : code.end])
    add(found, urls)
    for pattern in (ENTITY, _UNCLOSED):
        add(found, [Found(*m.span(), "escape", value=_character(m, text)) for m in pattern.finditer(text)])
    return freeze(text, found)


def _of_tags(text: str) -> list[Found]:
    """The codes that are tags and variables; an element whose words are no prose is one of them."""
    tags = list(scan(text))
    partners = {pair.open: pair.close for pair in pairs(tags)}
    codes: dict[int, Found] = {}
    done = 0
    for index, tag in enumerate(tags):
        if tag.start < done:
            continue
        last = tags[partners.get(index, index)]
        if last is not tag and (tag.is_opaque):
            done = last.end
            words = _without_tags(text, tags[index : partners[index] + 1])
            codes[index] = Found(tag.start, last.end, "html", value=shown(tag, text) + words + shown(last, text))
        else:
            codes[index] = Found(tag.start, tag.end, _kind(tag), value=shown(tag, text))
    for first, second in partners.items():
        if first in codes and second in codes:
            one, other = codes[first], codes[second]
            one.role, other.role, one.partner, other.partner = "open", "close", other, one
    return list(codes.values())


def fold(text: str, codes: Iterable[InlineCode], start: int, end: int) -> str:
    """text[start:end] as a translator reads it: its codes by their values, white space as a browser shows it."""
    pieces, last = [], start
    for code in codes:
        pieces += [_BLANKS.sub(" ", text[last : code.start]), code.value]
        last = code.end
    return "".join([*pieces, _BLANKS.sub(" ", text[last:end])])


def shown(tag: Tag, text: str) -> str:
    """A tag as a segment's source shows it, in CommonMark's notation of tags whatever the file's is."""
    raw = text[tag.start : tag.end]
    if tag.name == "{":
        return raw
    if not tag.name:
        return raw if len(raw) <= _LONGEST_COMMENT and raw.startswith("<!--") and "\n" not in raw else "<!--…-->"
    name = _UNKNOWN_TO_COMMONMARK.sub("-", tag.name)
    if tag.close:
        return f"</{name}>"
    if tag.name in RAW:
        return f"<{name}>…</{name}>"
    kept = [(a.name, a.value) for a in attributes(tag) if a.name in _SHOWN[tag.name]] if tag.name in _SHOWN else []
    kept += [("translate", "no")] if tag.is_left_alone else []
    return f"<{name}{''.join(f' {key}={_quoted(value)}' for key, value in kept)}>"


def _quoted(value: str) -> str:
    return '"' + _BLANKS.sub(" ", value).replace('"', "&quot;") + '"'


def _kind(tag: Tag) -> str:
    return "variable" if tag.name == "{" else "break" if tag.name == "br" else "html"


def _character(match: re.Match[str], text: str) -> str:
    """What a reference stands for, or the reference where that would be read as markup or cannot be seen."""
    character = unescape(match.group())
    if character == "&":
        return match.group() if re.match(r"#?\w{1,32};", text[match.end() : match.end() + 40]) else "&"
    if character == "<":
        return match.group() if _OPENING.match(text, match.end()) else "<"
    return character if character.isprintable() or character in _SPACES else match.group()


def _without_tags(text: str, tags: list[Tag]) -> str:
    """What stands between the first of these tags and the last, on one line."""
    return _BLANKS.sub(" ", "".join(text[tag.end : after.start] for tag, after in pairwise(tags)))
