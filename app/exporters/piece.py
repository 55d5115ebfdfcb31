"""One segment of the live preview by itself: what its spans hold now, so that a save need not make the whole page anew.

A browser is given nodes, never markup: ["em", {}, ["texte"]].
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pyromark

from app.core import events, inline
from app.exporters import html

Node = str | list[Any]  # a text, or [name, attributes, nodes]

EDGE = "\u205f"  # a space to emphasis, and no blank before which a block could begin
PARAGRAPH = re.compile(rf"<p>{EDGE}(.*)</p>\n?", re.DOTALL)
ALONE = frozenset({"br", "img", "wbr", "hr", "input"})
ELSEWHERE = frozenset({"footnote", "image"})  # what they become hangs on the rest of the document


def nodes(text: str, *, format: str, labels: frozenset[str]) -> list[Node] | None:
    """What a segment's text is shown as; None where that hangs on the document around it, which defines `labels`."""
    if "\n" in text or "\r" in text:
        return None
    if format == "text":
        return [text]
    made = text if format == "html" else _of_markdown(text, labels)
    return None if made is None else _parsed(html.sanitize(made))


def _of_markdown(text: str, labels: frozenset[str]) -> str | None:
    for code in inline.parse(text, labels=labels):
        refers = code.kind == "link" and code.role == "close" and not code.text.startswith("](")
        if refers or code.kind in ELSEWHERE:
            return None
    found = PARAGRAPH.fullmatch(pyromark.html(EDGE + text, options=events.OPTIONS))
    return found[1] if found else None


def _parsed(markup: str) -> list[Node]:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    """Sanitized HTML as nodes; what is left open ends with the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list[Node] = []
        self._open: list[tuple[str, list[Node]]] = [("", self.root)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inner: list[Node] = []
        self._open[-1][1].append([tag, {name: value or "" for name, value in attrs}, inner])
        if tag not in ALONE:
            self._open.append((tag, inner))

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1][1].append(data)
