"""One segment of the live preview by itself: what its spans hold now, so that a save need not make the whole page anew.

A browser is given nodes, never markup: ["em", {}, ["texte"]].
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pyromark

from app.core import events, inline
from app.core.model import InlineCode
from app.exporters import html

Node = str | list[Any]  # a text, or [name, attributes, nodes]

EDGE = "\u205f"  # a space to emphasis, and no blank before which a block could begin
PARAGRAPH = re.compile(rf"<p>{EDGE}(.*?)</p>\n?", re.DOTALL)
ALONE = frozenset({"br", "img", "wbr", "hr", "input"})


def nodes(text: str, *, format: str, labels: frozenset[str], around: str = "") -> list[Node] | None:
    """What a segment's text is shown as; None where that hangs on the whole page.

    `around` is the source, which defines `labels`. Calls of footnotes are numbered as if they were the first.
    """
    if "\n" in text or "\r" in text:
        return None
    if format == "text":
        return [text]
    made = text if format == "html" else _of_markdown(text, labels, around=around)
    return None if made is None else _parsed(html.sanitize(made))


def _of_markdown(text: str, labels: frozenset[str], *, around: str) -> str | None:
    codes = inline.parse(text, labels=labels)
    found = PARAGRAPH.fullmatch(pyromark.html(EDGE + text, options=events.OPTIONS))
    if found is None or any(code.kind == "image" for code in codes):
        return None
    if not any(map(_refers, codes)):
        return found[1]
    defined = PARAGRAPH.match(pyromark.html(f"{EDGE}{text}\n\n{around}", options=events.OPTIONS))
    # the title of a link may stand in the source's language where it is defined
    return None if defined is None or " title=" in defined[1] else defined[1]


def _refers(code: InlineCode) -> bool:
    """Whether what it becomes is defined elsewhere in the document."""
    return code.kind == "footnote" or (code.kind == "link" and code.role == "close" and not code.text.startswith("]("))


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
