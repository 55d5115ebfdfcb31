"""An issue written as plain text: the assembled text as it is."""

from __future__ import annotations

from app.exporters.page import Page

EXTENSION = "txt"
MEDIA_TYPE = "text/plain; charset=utf-8"


def render(page: Page) -> str:
    return page.text
