"""Markdown: the assembled text as it is, with `lang` set in its front matter."""

from __future__ import annotations

import re

from app.exporters.page import Page

EXTENSION = "md"
MEDIA_TYPE = "text/markdown; charset=utf-8"

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*(\r?\n)(?:.*\r?\n)*?(?=---[ \t]*(?:\r?\n|\Z))")
LANG = re.compile(r"^lang:[^\r\n]*", re.MULTILINE)


def render(page: Page) -> str:
    """The text with `lang: <locale>` in its front matter; the rest is byte for byte what assembly made."""
    line = f"lang: {page.tag}"
    found = FRONT_MATTER.match(page.text)
    if not found:
        end = "\r\n" if "\r\n" in page.text else "\n"
        return f"---{end}{line}{end}---{end}{end}{page.text}"
    head, rest = found.group(), page.text[found.end() :]
    if LANG.search(head):
        return LANG.sub(line, head, count=1) + rest
    return head + line + found.group(1) + rest
