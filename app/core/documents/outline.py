"""Outlines: the tree of a text's blocks, to tell whether two texts are built alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from app.core import events
from app.core.documents import front_matter, html
from app.core.documents import text as plain
from app.core.documents.headings import attributes_start
from app.core.model import Document
from app.errors import InputError

Outline = list[tuple[Any, ...]]

_WORDS = frozenset(("Text", "Code", "InlineHtml", "SoftBreak", "HardBreak", "FootnoteReference"))
_SOME_WORDS = ("words",)
_SPANS = frozenset(("Emphasis", "Strong", "Strikethrough", "Link", "Image"))


def outline(text: str, document: Document) -> Outline:
    """The tree of blocks of a text in the format of `document`: kinds, nesting, levels, list types, table shapes, code,
    link definitions, and the front matter but for the values that `document` has as blocks."""
    return _of_format(text, document.format, _translated_keys(document))


def own_outline(document: Document) -> Outline:
    """The outline of the document's own text; remembered, as every save of a review compares with it."""
    return _remembered(document.text, document.format, _translated_keys(document))


def _translated_keys(document: Document) -> tuple[str, ...]:
    prefix = "front matter: "
    return tuple(block.kind.removeprefix(prefix) for block in document.blocks if block.kind.startswith(prefix))


def _of_format(text: str, format: str, keys: tuple[str, ...]) -> Outline:
    if format == "markdown":
        return _markdown(text, keys)
    if format == "html":
        return [(name,) for name in html.outline(text, inline=True)]
    return [(line,) for line in plain.outline(text)]


_remembered = lru_cache(maxsize=32)(_of_format)


def _markdown(text: str, keys: Sequence[str]) -> Outline:
    matter = front_matter.locate(text)
    found: Outline = []
    if matter:
        try:
            found += front_matter.outline(text, matter, keys)
        except InputError as error:
            found.append(("broken front matter", error.reason))
    start = matter.body if matter else len(text) - len(text.removeprefix("\ufeff"))
    found.append(("body",))
    found += _blocks(text, start)
    definitions = events.definitions(text, start=start)
    found += sorted(("definition", events.normalise_label(k), v["dest"]) for k, v in definitions.items())
    return found


def _blocks(text: str, start: int) -> Outline:
    found: Outline = []
    inside = markup = ""
    body, stream = events.stream(text, start=start)
    for phase, name, data, span in stream:
        if name in ("HtmlBlock", "CodeBlock"):
            if phase == "end" and inside == "HtmlBlock":
                found += [("html", tag) for tag in html.outline(markup)]
            inside, markup = (name, "") if phase == "start" else ("", "")
        if name == "Html":
            markup += data
        elif name in _WORDS and inside != "CodeBlock":
            if not found or found[-1] is not _SOME_WORDS:
                found.append(_SOME_WORDS)
        elif name not in _SPANS:
            found.append(_entry(phase, name, data))
            if name == "Heading" and phase == "end":
                found.append(("attributes", _attributes(body[span["start"] : span["end"]].decode())))
    return found


def _attributes(heading: str) -> str:
    line = heading.rstrip("\r\n")
    if not line.startswith("#"):
        line = re.split(r"[\r\n]+", line)[-2]  # the last is the underline
    return line[attributes_start(line) :].strip(" \t#")


def _entry(phase: str, name: str, data: Any) -> tuple[Any, ...]:
    if isinstance(data, dict):
        data = tuple(sorted((key, str(value)) for key, value in data.items()))
    return (phase, name, data)
