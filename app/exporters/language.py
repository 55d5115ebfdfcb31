"""The language of an HTML file, told anew: `lang`, `dir`, `hreflang` and what its head says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from babel import Locale
from babel.core import get_global

from app.core.documents import html
from app.core.inline.tags import Attribute, Tag, attributes
from app.core.inline.variables import TEMPLATE
from app.core.locales import language

_META = frozenset(("content-language", "language", "dc.language", "dcterms.language"))
_UNDETERMINED = frozenset(("", "und"))


class Edit(NamedTuple):
    start: int
    end: int
    text: str


def tell(text: str, *, original: str, source: str, target: str) -> str:
    """The text of an HTML file that was `original` in the locale `source` and is now in `target`; nothing else changes.

    - `<html>` says the target's language (BCP 47), in `xml:lang` too where it has one; so does every other element that
      said the source's (mails say it in `<body>` or a `<div role="article">`), and `<meta>` of `content-language`.
    - `dir` of these and of `<body>` is the target's: `rtl` is added to `<html>` where it is needed, and an `ltr` or
      `rtl` that is there is changed. `auto` stays.
    - `og:locale` gets the target with its likely territory, as Facebook wants it: `en_US`.
    - `hreflang` tells the language of what a link leads to: it stays, unless the link leads to this very file (`#top`,
      or the address that its head calls canonical) or the translator gave it another address.
    - What is marked `translate="no"` is still in its own language. A fragment without `<html>` says nothing of itself.
    """
    edits = sorted(Teller(text, original=original, source=source, target=target).edits())
    pieces, last = [], 0
    for edit in edits:
        pieces += [text[last : edit.start], edit.text]
        last = edit.end
    return "".join([*pieces, text[last:]])


class Teller:
    """Finds what is to be changed in one file."""

    def __init__(self, text: str, *, original: str, source: str, target: str) -> None:
        self.text = text
        self.source = language(source)
        self.locale = target
        self.tag = target.replace("_", "-")
        self.direction = "rtl" if Locale.parse(target).character_order == "right-to-left" else "ltr"
        self.tags = list(html.tags(text))
        self.own = {"", *filter(None, map(_own_address, self.tags))}
        self.known = {one.value for tag in html.tags(original) for one in attributes(tag) if one.name == "href"}

    def edits(self) -> Iterator[Edit]:
        for tag in self.tags:
            found = {attribute.name: attribute for attribute in attributes(tag)}
            yield from self._meta(found) if tag.name == "meta" else self._element(tag, found)

    def _element(self, tag: Tag, found: dict[str, Attribute]) -> Iterator[Edit]:
        is_root = tag.name == "html"
        said = [found[name] for name in ("lang", "xml:lang") if name in found]
        speaks = is_root or any(self._is_source(attribute.value) for attribute in said)
        for attribute in said if speaks else ():
            yield from self._put(attribute, self.tag)
        if is_root and "lang" not in found:
            yield self._added(tag, "lang", self.tag)
        if speaks or tag.name == "body":
            yield from self._direction(tag, found.get("dir"))
        if "hreflang" in found and self._is_source(found["hreflang"].value) and self._is_translated(found.get("href")):
            yield from self._put(found["hreflang"], self.tag)

    def _direction(self, tag: Tag, said: Attribute | None) -> Iterator[Edit]:
        if said and said.value.lower() in ("ltr", "rtl"):
            yield from self._put(said, self.direction)
        elif not said and tag.name == "html" and self.direction == "rtl":
            yield self._added(tag, "dir", "rtl")

    def _meta(self, found: dict[str, Attribute]) -> Iterator[Edit]:
        names = {found[name].value.lower() for name in ("name", "property", "http-equiv") if name in found}
        content = found.get("content")
        if content and names & _META and self._is_source(content.value):
            yield from self._put(content, self.tag)
        if content and "og:locale" in names and self._is_source(content.value):
            yield from self._put(content, _with_territory(self.locale))

    def _is_source(self, value: str) -> bool:
        return language(value.strip()) == self.source or value.strip().lower() in _UNDETERMINED

    def _is_translated(self, href: Attribute | None) -> bool:
        """Whether what a link leads to is in the target's language now."""
        return href is not None and (href.value.split("#")[0].strip() in self.own or href.value not in self.known)

    def _put(self, attribute: Attribute, value: str) -> Iterator[Edit]:
        raw = self.text[attribute.start : attribute.end]
        if attribute.value != value and not TEMPLATE.search(raw) and raw:
            quote = raw[0] if raw[0] in "\"'" else '"'
            yield Edit(attribute.start, attribute.end, quote + value + quote)

    def _added(self, tag: Tag, name: str, value: str) -> Edit:
        place = tag.start + 1 + len(tag.name)
        return Edit(place, place, f' {name}="{value}"')


def _own_address(tag: Tag) -> str:
    """The address that a tag of the head calls this file's own."""
    if tag.name not in ("link", "meta"):
        return ""
    found = {attribute.name: attribute.value for attribute in attributes(tag)}
    if tag.name == "link" and found.get("rel", "").lower() == "canonical":
        return found.get("href", "").strip()
    return found.get("content", "").strip() if found.get("property", "").lower() == "og:url" else ""


def _with_territory(locale: str) -> str:
    """`en_US` for `en`: CLDR's likely subtags."""
    likely = Locale.parse(get_global("likely_subtags").get(locale, locale))
    return f"{likely.language}_{likely.territory}" if likely.territory else likely.language
