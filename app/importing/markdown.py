"""Writes a report's kept blocks as a source issue: front matter, then Markdown that reads as the text reads."""

from __future__ import annotations

import re

import yaml

from app.core import inline
from app.importing.report import ImportedBlock, Report

# What Markdown would read as the beginning of a block where a paragraph stands (CommonMark 4 and 5, GFM, definitions).
BLOCK_START = re.compile(
    r"#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|<|:|~~~|```|---|\+\+\+|\||[-=+~|]+\s*$|(?:[*_-][ \t]*){3,}$"
    r"|\[(?:[ xX]\]|!|[^\]]{1,999}\]:)"
)
DELIMITER = re.compile(r"[*_\\]")  # within italics it could end them too early
NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def to_markdown(report: Report, *, source_locale: str) -> str:
    """The issue as Markdown. The title stands in the front matter only, where site builders and mailers take it from:
    as a first heading too it would be translated and shown twice. Image credits are paragraphs in italics.
    """
    front: dict[str, str] = {"title": report.title} if report.title else {}
    if report.date:
        front["date"] = report.date
    if report.origin:
        front["origin"] = report.origin
    front["lang"] = source_locale
    # Strings are quoted, so that a date stays text and a colon in a title stays in it.
    head = "".join(f"{key}: {_scalar(key, value)}\n" for key, value in front.items())
    return f"---\n{head}---\n\n{_body(report)}"


def _scalar(key: str, value: str) -> str:
    if key in ("date", "lang"):
        return value
    return yaml.safe_dump(value, default_style='"', allow_unicode=True, width=2**31).strip()


def _body(report: Report) -> str:
    parts: list[str] = []
    previous = ""
    for block in report.kept:
        if block.kind == "title":
            continue
        if parts:
            parts.append("\n" if block.kind == previous == "list item" else "\n\n")
        parts.append(_written(block))
        previous = block.kind
    return "".join([*parts, "\n"]) if parts else ""


def _written(block: ImportedBlock) -> str:
    text = _literal(block.text)
    if block.kind == "heading":
        return f"## {_closed(text)}"
    if block.kind == "image credit":
        return text if DELIMITER.search(text) else f"*{text}*"
    if block.kind == "quotation":
        return f"> {text}"
    if block.kind == "list item":
        number = next((up.removed for up in block.clean_ups if up.name == "list mark" and up.removed[0].isdigit()), "")
        return f"{number or '-'} {text}"
    return text


def _literal(text: str) -> str:
    """One line that Markdown reads as a paragraph of just these characters."""
    written = inline.from_parts([_one_line(text)])
    if BLOCK_START.match(written):
        return "\\" + written
    return NUMBER_START.sub(r"\1\\\2", written, count=1) if NUMBER_START.match(written) else written


def _one_line(text: str) -> str:
    return re.sub(r"[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+", " ", text)


def _closed(text: str) -> str:
    """A heading's own `#` or `}` at its end would be taken for the mark that closes it, or for attributes."""
    return re.sub(r"(?<!\\)((?:\\\\)*)((?<!#)#+|\})\Z", r"\1\\\2", text)
