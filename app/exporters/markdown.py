"""Markdown: the assembled text as it is, with `lang` set in its front matter."""

from __future__ import annotations

import re

from app.core.documents import front_matter
from app.exporters.page import Page

EXTENSION = "md"
MEDIA_TYPE = "text/markdown; charset=utf-8"

LANG = re.compile(r"^lang:[^\r\n]*", re.MULTILINE)


def render(page: Page) -> str:
    """The text with `lang: <locale>` in its front matter, unless that is TOML; the rest is byte for byte what assembly made."""
    line = f"lang: {page.tag}"
    text = page.text
    newline = "\r\n" if "\r\n" in text else "\n"
    matter = front_matter.locate(text)
    if not matter:
        return f"---{newline}{line}{newline}---{newline}{newline}{text}"
    if not matter.is_yaml:
        return text
    old = LANG.search(text, matter.start, matter.end)
    if old:
        return text[: old.start()] + line + text[old.end() :]
    return text[: matter.end] + line + newline + text[matter.end :]
