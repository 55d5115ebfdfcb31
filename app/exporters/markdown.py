"""Markdown: the assembled text as it is, with `lang` set in its front matter."""

from __future__ import annotations

import re

from app.core.documents import front_matter
from app.exporters.page import Page

EXTENSION = "md"
MEDIA_TYPE = "text/markdown; charset=utf-8"

LANG = re.compile(r"^lang:[^\r\n]*", re.MULTILINE)


def render(page: Page) -> str:
    """The text with `lang: <locale>` in its front matter (not in TOML); the rest is byte for byte what assembly made.

    Untouched when it is in the source's locale: the source says of its language what its author wants.
    """
    if page.locale == page.source_locale:
        return page.text
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
