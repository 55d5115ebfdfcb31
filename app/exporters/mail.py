"""A page or mail that somebody else wrote, as it looks: its own styles, and nothing in it that runs, loads or hides."""

from __future__ import annotations

import re
from html import escape

import nh3

from app.exporters import html
from app.exporters.page import Page

# nothing here can load an address, or hide what is to be reviewed (a preheader)
STYLES = frozenset(
    re.findall(
        r"[\w-]+",
        "color background-color border border-top border-right border-bottom border-left border-radius border-collapse "
        "font-family font-size font-style font-weight line-height letter-spacing text-align text-decoration "
        "text-transform margin margin-top margin-right margin-bottom margin-left padding padding-top padding-right "
        "padding-bottom padding-left width max-width min-width height vertical-align direction white-space",
    )
)
TAGS = nh3.ALLOWED_TAGS | {"input", "font", "main", "section"}
LOOKS = {"align", "valign", "bgcolor", "border", "cellpadding", "cellspacing", "width", "height", "color", "style"}
ATTRIBUTES = {**html.ATTRIBUTES, "*": html.ATTRIBUTES["*"] | LOOKS, "font": {"face", "size"}}
SHEET = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
UNWANTED = re.compile(
    r"@import[^;]*;?|@font-face\s*\{[^}]*\}|url\([^)]*\)?|(?:display\s*:\s*none|visibility\s*:\s*hidden)[^;}]*|<!--|-->|[<\\]",
    re.IGNORECASE,
)


def document(text: str, page: Page) -> str:
    """`text` as a page of its own look, in the locale of `page`."""
    content = nh3.clean(
        text,
        tags=TAGS,
        clean_content_tags={"script", "style", "title"},
        attributes=ATTRIBUTES,
        url_schemes=html.SCHEMES,
        filter_style_properties=STYLES,
        link_rel="noopener noreferrer",
    )
    return html.document(page, content=content, style=sheets(text))


def sheets(text: str) -> str:
    """The style sheets that stand in a file, without what would load or hide something."""
    return UNWANTED.sub("", "\n".join(SHEET.findall(text)))


def as_written(text: str, page: Page) -> str:
    """A text as it stands, line by line."""
    sheet = "pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 1rem; } :root { color-scheme: light dark; }"
    return html.document(page, content=f"<pre>{escape(text)}</pre>\n", style=sheet)
