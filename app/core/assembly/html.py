"""Targets as HTML needs them: the tags of the source whole again, and its special characters escaped."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from app.core import inline
from app.core.assembly.splices import Piece, Splice, filled, offset, within
from app.core.inline import markup
from app.core.inline.tags import Attribute, attributes, scan
from app.core.model import Block, Document, InlineCode, Segment

_NEWLINES = re.compile(r"(?<![ \t])[ \t]*(?:[\r\n][ \t]*)+")
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")
_REFERENCE_OR_AMPERSAND = re.compile(rf"({markup.ENTITY.pattern})|&")
_REFERENCES = {"<": "&lt;", "&": "&amp;"}
_TAGS = frozenset(("html", "break"))


def written(document: Document, segment: Segment, target: str, *, inner: Sequence[Splice] = ()) -> str:
    """A target as its place in the page needs it.

    A tag that is shown as one of the source's is that one, with its styles; equal ones in their order. An address that
    the target changed is changed in it. `inner` replaces what stands inside tags of the segment.
    """
    block = document.blocks[segment.block]
    text = unescaped(_NEWLINES.sub(" ", target), block)
    codes = [code for code in inline.parse_html(text) if code.kind != "escape" or markup.ENTITY.fullmatch(code.text)]
    tags = _tags(codes, _sources(document, block, segment, inner))
    pieces, last = [], 0
    for code in codes:
        pieces += [escaped(text[last : code.start]), tags.get(code.start) or _kept(code)]
        last = code.end
    return "".join([*pieces, escaped(text[last:])])


def unescaped(text: str, block: Block) -> str:
    """A target without the backslashes that only Markdown needs; what they kept from being markup stays words."""
    if "\\" not in text or "\\" in block.text:
        return text
    return _BACKSLASH.sub(lambda match: _REFERENCES.get(match[1], match[1]), text)


def escaped(text: str) -> str:
    """Text between codes: no `<` in it begins a tag, no `&` a reference."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def write_attribute(text: str, raw: str) -> str:
    """An HTML attribute's value in the quotes of the source, or in double quotes where it had none."""
    quote = raw[0] if raw[0] in "\"'" else '"'
    pieces, last = [], 0
    for code in inline.parse_plain(text):
        if code.kind == "variable" and code.text in raw:
            pieces += [_attribute(text[last : code.start], quote), code.text]
            last = code.end
    return "".join([quote, *pieces, _attribute(text[last:], quote), quote])


def _attribute(text: str, quote: str) -> str:
    return escaped(_NEWLINES.sub(" ", text)).replace(quote, "&quot;" if quote == '"' else "&#39;")


def _kept(code: InlineCode) -> str:
    """A code of the target that the source does not have: a tag is left to be found out, anything else is words."""
    if code.kind == "url":
        return _REFERENCE_OR_AMPERSAND.sub(lambda match: match[1] or "&amp;", code.text)
    return escaped(code.text) if code.kind == "html" and code.text.startswith(("<!", "<?")) else code.text


def _sources(document: Document, block: Block, segment: Segment, inner: Sequence[Splice]) -> dict[str, deque[str]]:
    """What the source's tags are shown as -> how they are written, in order."""
    pieces = sorted(Piece(offset(block, one.start), offset(block, one.end - 1) + 1, one.text) for one in inner)
    found: dict[str, deque[str]] = {}
    for code in within(block.codes, segment.start, segment.end):
        if code.kind in _TAGS:
            raw = filled(block.text, within(pieces, code.start, code.end), start=code.start, end=code.end)
            raw = raw if document.format == "html" else _NEWLINES.sub(" ", raw)
            found.setdefault(code.value, deque()).append(raw)
    return found


def _tags(codes: Sequence[InlineCode], sources: dict[str, deque[str]]) -> dict[int, str]:
    """The place of each tag of a target -> how it is written, for those that are the source's."""
    found: dict[int, str] = {}
    for code in codes:
        if code.kind in _TAGS and (raws := sources.get(code.value)):
            found[code.start] = raws.popleft() if len(raws) > 1 else raws[0]
    used = {code.value for code in codes if code.start in found}
    left = {_name(value): (value, raws[0]) for value, raws in reversed(sources.items()) if value not in used}
    for code in codes:
        if code.kind in _TAGS and code.start not in found and (source := left.get(_name(code.value))):
            found[code.start] = _changed(code, *source)
    return found


def _name(value: str) -> str:
    return re.split(r"[\s>]", value, maxsplit=1)[0]


def _changed(code: InlineCode, value: str, raw: str) -> str:
    """The tag of the source with the addresses that the target gives it; the target's own where that is not enough."""
    wanted, shown = (list(_attributes(text)) for text in (code.value, value))
    there = {attribute.name: attribute for attribute in _attributes(raw)}
    if [one.name for one in wanted] != [one.name for one in shown] or code.value.count("<") != 1:
        return code.text
    splices = [
        Splice(there[new.name].start, there[new.name].end, f'"{escaped(new.value).replace(chr(34), "&quot;")}"')
        for new, old in zip(wanted, shown, strict=True)
        if new.value != old.value and new.name in there
    ]
    return filled(raw, sorted(splices))


def _attributes(text: str) -> list[Attribute]:
    tag = next(scan(text), None)
    return list(attributes(tag)) if tag else []
