"""What a page says of itself in its head: title, date, author, address, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from app.importing.html.elements import address, attribute

SAVED_FROM = re.compile(r"<!--\s{0,3}saved from url=\(\d{1,5}\)(\S{1,2000})")
DATE = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
TITLE_PARTS = re.compile(r"\s[|–—·•-]\s|\s?:\s")
LONGEST_JSON = 200_000  # characters
DEEPEST = 6
TITLES = ("og:title", "twitter:title", "dc.title", "title")
DATES = ("article:published_time", "og:article:published_time", "date", "dc.date", "dc.date.issued", "dcterms.created",
         "pubdate", "publication_date", "parsely-pub-date", "citation_publication_date", "sailthru.date")  # fmt: skip
AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "citation_author", "byl")


class Metadata(NamedTuple):
    """`titles`: as said, most reliable first; `site`: its name; all "" or () when not said."""

    titles: tuple[str, ...] = ()
    date: str = ""
    author: str = ""
    canonical: str = ""
    language: str = ""
    site: str = ""


def read(page: LexborHTMLParser, base: str) -> Metadata:
    """The metadata of a page. `base`: where it came from."""
    metas = _metas(page)
    linked = list(_linked_data(page))
    head = page.css_first("head title")
    named = [metas.get(name, "") for name in TITLES] + [_text(one.get("headline")) for one in linked]
    titles = [title for title in [*named, " ".join((head.text() if head else "").split())] if title]
    dates = [metas.get(name, "") for name in DATES] + [_text(one.get("datePublished")) for one in linked]
    authors = [_author(one.get("author")) for one in linked] + [metas.get(name, "") for name in AUTHORS]
    link = page.css_first('link[rel="canonical"]')
    canonical = address(attribute(link, "href") if link else metas.get("og:url", ""), base)
    html = page.css_first("html")
    return Metadata(
        titles=tuple(dict.fromkeys(titles)),
        date=next(filter(None, map(_iso, dates)), ""),
        author=next((one for one in authors if one and "://" not in one), ""),
        canonical=canonical if canonical.startswith(("http://", "https://")) else "",
        language=(attribute(html, "lang") or attribute(html, "xml:lang") if html else "") or metas.get("og:locale", ""),
        site=metas.get("og:site_name", ""),
    )


def base_of(page: LexborHTMLParser, text: str, origin: str) -> str:
    """Where relative links of the page start from; "" when that is not known.

    A page that a browser saved tells its address in a comment; its own files lie in a folder beside it.
    """
    saved = SAVED_FROM.search(text[:3000])
    started = saved[1] if saved else origin if "://" in origin else ""
    if not started:
        link = page.css_first('link[rel="canonical"]') or page.css_first('meta[property="og:url"]')
        started = (attribute(link, "href") or attribute(link, "content")) if link else ""
    element = page.css_first("base[href]")
    base = address(attribute(element, "href"), started) if element else started
    return base if base.lower().startswith(("http://", "https://")) else ""


def _metas(page: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in page.css("meta"):
        name = (attribute(node, "property") or attribute(node, "name")).lower()
        content = " ".join(attribute(node, "content").split())
        if name and content:
            found.setdefault(name, content)
    return found


def _linked_data(page: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that speak of a text."""
    for node in page.css('script[type="application/ld+json"]')[:20]:
        text = node.text() or ""
        if len(text) > LONGEST_JSON:
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        yield from (one for one in _objects(value, 0) if "headline" in one or "datePublished" in one)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        value = value.get("@graph", ())
    for one in value if isinstance(value, list) else ():
        yield from _objects(one, depth + 1)


def _author(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_author, value[:5])))
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: Any) -> str:
    return " ".join(value.split())[:500] if isinstance(value, str) else ""


def _iso(value: str) -> str:
    match = DATE.match(value)
    try:
        return date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        return ""
