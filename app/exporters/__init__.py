"""An assembled issue becomes a file: EXPORTERS says which formats an issue can have, one file each.

A format is added by one file with the same three names (EXTENSION, MEDIA_TYPE, render) and one line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.exporters import html, html_file, markdown, text
from app.exporters.page import Page

__all__ = ["EXPORTERS", "Exporter", "Page"]


@dataclass(frozen=True)
class Exporter:
    """How one format is written."""

    extension: str
    media_type: str
    render: Callable[[Page], str]


# the format of a source -> the formats that it is exported in, its own first
EXPORTERS = {
    "markdown": {
        "markdown": Exporter(markdown.EXTENSION, markdown.MEDIA_TYPE, markdown.render),
        "html": Exporter(html.EXTENSION, html.MEDIA_TYPE, html.render),
    },
    "html": {
        "html": Exporter(html_file.EXTENSION, html_file.MEDIA_TYPE, html_file.render),
    },
    "text": {
        "text": Exporter(text.EXTENSION, text.MEDIA_TYPE, text.render),
    },
}
