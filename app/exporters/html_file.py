"""An issue written as HTML: the file itself, told to be in its locale."""

from __future__ import annotations

import re

from app.exporters import language
from app.exporters.page import Page

EXTENSION = "html"
MEDIA_TYPE = "text/html; charset=utf-8"

_UTF_8 = re.compile(r"charset\s*=\s*[\"']?\s*utf-?8", re.IGNORECASE)
_HEAD = 4_096  # characters; the charset stands in the first 1,024 bytes (HTML 4.2.5.4), but after mailers' comments


def render(page: Page) -> str:
    """The assembled text with its language told (`language.tell`); untouched when it is the source's.

    A file that holds nothing but ASCII and does not call itself UTF-8 may be sent as anything: it stays ASCII, further
    characters as numeric references.
    """
    if page.locale == page.source_locale:
        return page.text
    text = language.tell(page.text, original=page.source, source=page.source_locale, target=page.locale)
    if page.source.isascii() and not _UTF_8.search(page.source[:_HEAD]):
        return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return text
