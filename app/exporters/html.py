"""A stand-alone page: one file with its typography and images inside, nothing to fetch."""

from __future__ import annotations

import base64
import datetime
import mimetypes
import re
from functools import cache
from html import escape
from importlib import resources
from urllib.parse import unquote

import nh3
import pyromark
from babel.dates import format_date

from app.core import events
from app.core.documents import front_matter
from app.exporters.page import Page

EXTENSION = "html"
MEDIA_TYPE = "text/html; charset=utf-8"

ATTRIBUTES = {
    **{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()},
    "*": {"id", "class", "lang", "dir", "title", "translate"},
    "time": {"datetime"},
    "input": {"type", "checked", "disabled"},
    "td": {"style", "colspan", "rowspan"},
    "th": {"style", "colspan", "rowspan", "scope"},
    "span": {"data-segment", "data-state"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
LARGEST_IMAGE = 5_000_000  # bytes; a larger one stays a link
IMAGE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]+)(")')


def body(text: str) -> str:
    """The Markdown of an issue as HTML, without its front matter; not sanitized yet."""
    matter = front_matter.locate(text)
    return pyromark.html(text[matter.body :] if matter else text, options=events.OPTIONS)


def sanitize(html: str) -> str:
    """HTML with the tags and attributes a newsletter needs, and nothing that runs or loads by itself."""
    return nh3.clean(
        html,
        tags=nh3.ALLOWED_TAGS | {"input"},
        clean_content_tags={"script", "style", "title"},
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        filter_style_properties={"text-align"},
        link_rel="noopener noreferrer",
    )


def render(page: Page) -> str:
    """The whole page: `lang`, `dir`, title, subtitle, the date as the locale writes it, the issue."""
    content = body(page.text)
    return document(page, content=sanitize(header(page, content=content) + content))


def document(page: Page, *, content: str, style: str | None = None) -> str:
    """A page around sanitized `content`, with the images that lie beside the source, in our typography or `style`."""
    if style is None:
        style = _typography()
    return (
        "<!doctype html>\n"
        f'<html lang="{escape(page.tag)}" dir="{page.direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(page.title)}</title>\n{_description(page)}<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"{_with_images(content, page=page)}</main>\n</body>\n</html>\n"
    )


@cache
def _typography() -> str:
    return resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")


def _description(page: Page) -> str:
    text = page.meta.get("description") or page.meta.get("summary")
    return f'<meta name="description" content="{escape(str(text))}">\n' if text else ""


def header(page: Page, *, content: str) -> str:
    """The issue's title, subtitle and date; over a body with a first-level heading of its own the title is small."""
    lines = []
    if page.meta.get("title"):
        headed = "<h1" in content
        lines.append(f'<p class="title">{escape(page.title)}</p>' if headed else f"<h1>{escape(page.title)}</h1>")
    subtitle = page.meta.get("subtitle")
    if subtitle:
        lines.append(f'<p class="subtitle">{escape(str(subtitle))}</p>')
    date = _date(page.meta.get("date"))
    if date:
        words = format_date(date, "long", locale=page.babel)
        lines.append(f'<p class="date"><time datetime="{date.isoformat()}">{escape(words)}</time></p>')
    return "<header>\n" + "\n".join(lines) + "\n</header>\n" if lines else ""


def _date(value: object) -> datetime.date | None:
    """The front matter's date when it is one: ISO 8601, with or without a time."""
    try:
        return datetime.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _with_images(html: str, *, page: Page) -> str:
    """Images that lie beside the source go into the page; remote ones stay links for the reader's program."""

    def embedded(found: re.Match[str]) -> str:
        path = unquote(found[2])
        data = None if ":" in path or path.startswith("//") else page.asset(path)
        if data is None or len(data) > LARGEST_IMAGE:
            return found[0]
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return f"{found[1]}data:{kind};base64,{base64.b64encode(data).decode('ascii')}{found[3]}"

    return IMAGE.sub(embedded, html)
