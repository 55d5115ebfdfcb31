"""An assembled issue becomes a file: EXPORTERS lists the formats, one file each.

A format is added by one file with the same three names (EXTENSION, MEDIA_TYPE, render) and one line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.exporters import html, markdown
from app.exporters.page import Page

__all__ = ["EXPORTERS", "Exporter", "Page"]


@dataclass(frozen=True)
class Exporter:
    """How one format is written."""

    extension: str
    media_type: str
    render: Callable[[Page], str]


EXPORTERS = {
    "markdown": Exporter(markdown.EXTENSION, markdown.MEDIA_TYPE, markdown.render),
    "html": Exporter(html.EXTENSION, html.MEDIA_TYPE, html.render),
}
