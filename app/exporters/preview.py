"""The live preview: the issue as it would read now, every segment in a span that names it.

Segments are marked before the text becomes a page. The marks are made of Unicode spaces, because CommonMark reads white
space beside `*` and `_` as it reads the end of a line: the marks change nothing in how emphasis opens and closes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from typing import Protocol

from app.core.model import Assembled, Catalog, Document, Fallback, Segment, Unit
from app.exporters import html, mail
from app.exporters.page import Page

EDGE = "\u205f"  # medium mathematical space: stands around a mark
DIGITS = "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u200a"  # ten spaces that stand for 0 to 9
OPEN = re.compile(f"{EDGE}([{DIGITS}]+){EDGE}")
CLOSE = EDGE + EDGE + EDGE
MARK = re.compile(f"{EDGE}(?:[{DIGITS}]+|{EDGE}){EDGE}")
TAG = re.compile(r"<[^>]*>")
LINE_END = re.compile(r"\r\n|\r|\n")
INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
BLANK_LINES = re.compile(r"(?:(?:\r\n|\r|\n)[ \t]*+){2,}+")


class Assemble(Protocol):
    """`core.assembly.assemble`, handed in by the workflow."""

    def __call__(
        self,
        document: Document,
        segments: Sequence[Segment],
        catalog: Catalog,
        *,
        fallback: Fallback,
        mark: Callable[[Segment, str], str] | None = None,
    ) -> Assembled: ...


def render(
    document: Document,
    segments: Sequence[Segment],
    catalog: Catalog,
    *,
    assemble: Assemble,
    source_locale: str,
    asset: Callable[[str], bytes | None],
) -> str:
    """A whole page in `catalog.locale`; drafts show as they are, gaps show the source."""
    numbers = {id(segment): number for number, segment in enumerate(segments)}

    def mark(segment: Segment, text: str) -> str:
        number = "".join(DIGITS[int(digit)] for digit in str(numbers[id(segment)]))
        return f"{EDGE}{number}{EDGE}{text}{CLOSE}"

    marked = assemble(document, segments, catalog, fallback=Fallback.DRAFT, mark=mark).text
    text = marked if document.format == "markdown" else ""  # only Markdown has front matter
    page = Page(text=text, locale=catalog.locale, heading=MARK.sub("", document.title), asset=asset)
    spans = _spans(segments, catalog, source=replace(page, locale=source_locale))
    content = _anchored(BODIES[document.format](marked, page), spans=spans)
    if document.format == "html":
        return MARK.sub("", mail.document(content, page))
    return MARK.sub("", html.document(page, content=html.sanitize(content)))


def _of_markdown(text: str, page: Page) -> str:
    content = html.body(text)
    return html.header(page, content=content) + content


def _of_html(text: str, page: Page) -> str:
    return text


def _of_text(text: str, page: Page) -> str:
    """A paragraph for each stretch of lines, which stay lines with their indentation."""
    paragraphs = (escape(part.strip("\r\n")) for part in BLANK_LINES.split(text) if part.strip())
    indented = (INDENTATION.sub(lambda blanks: "\u00a0" * len(blanks[0]), part) for part in paragraphs)
    return "".join(f"<p>{LINE_END.sub('<br>', part)}</p>\n" for part in indented)


# the format of a source -> its assembled text as HTML, not sanitized yet
BODIES: dict[str, Callable[[str, Page], str]] = {"markdown": _of_markdown, "html": _of_html, "text": _of_text}


def _spans(segments: Sequence[Segment], catalog: Catalog, *, source: Page) -> list[str]:
    """The opening tag of each segment; where the source fills a gap it says the source's language."""
    tags = []
    for segment in segments:
        unit = catalog.unit_of(segment) or Unit(source=segment.source)
        language = "" if unit.target else f' lang="{source.tag}" dir="{source.direction}"'
        tags.append(f'<span data-segment="{unit.id}" data-state="{unit.state}"{language}>')
    return tags


def _anchored(content: str, *, spans: Sequence[str]) -> str:
    """Marks become spans in text, and vanish inside tags (an alternative text, a title)."""
    parts = []
    end = 0
    for tag in TAG.finditer(content):
        parts.append(_text(content[end : tag.start()], spans=spans))
        parts.append(MARK.sub("", tag.group()))
        end = tag.end()
    parts.append(_text(content[end:], spans=spans))
    return "".join(parts)


def _text(text: str, *, spans: Sequence[str]) -> str:
    def opened(found: re.Match[str]) -> str:
        number = int("".join(str(DIGITS.index(digit)) for digit in found[1]))
        return spans[number] if number < len(spans) else ""

    return OPEN.sub(opened, text.replace(CLOSE, "</span>"))
