"""Attributes of an HTML page that people read, or hear, or see in a search result or a shared link."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.documents.regions import Source, encoded, has_words
from app.core.inline.tags import Attribute, Tag, attributes
from app.core.model import Block

# What a block is called, by (element, attribute) or by attribute alone.
_KINDS = {
    ("a", "title"): "link title",
    ("img", "title"): "image title",
    ("option", "label"): "label",
    ("optgroup", "label"): "label",
    ("track", "label"): "label",
    ("table", "summary"): "table summary",
}
_ANYWHERE = {
    "alt": "image text",
    "title": "title",
    "aria-label": "label",
    "aria-description": "description",
    "aria-placeholder": "placeholder",
    "aria-valuetext": "label",
    "placeholder": "placeholder",
}
_META = {
    "description": "page description",
    "og:title": "page title",
    "og:description": "page description",
    "og:image:alt": "image text",
    "twitter:title": "page title",
    "twitter:description": "page description",
    "twitter:image:alt": "image text",
    "abstract": "page description",
    "subject": "page title",
}
_BUTTONS = frozenset(("submit", "button", "reset"))


def blocks(source: Source, tag: Tag, *, offset: int = 0) -> Iterator[Block]:
    """A block for each attribute of a tag that is translated; `offset` is added to the places of the tag."""
    found = list(attributes(tag)) if "=" in tag.rest and not tag.is_left_alone else []
    said = {attribute.name: attribute.value for attribute in found}
    for attribute in found:
        kind = _kind(tag, attribute, said)
        if kind and attribute.value.strip():
            text = " ".join(attribute.value.split())
            start, end = offset + attribute.start, offset + attribute.end
            block = encoded(source, start, end, kind=kind, text=text, encoding="attribute")
            if has_words(block):
                yield block


def _kind(tag: Tag, attribute: Attribute, said: dict[str, str]) -> str:
    if tag.name == "meta":
        name = said.get("name") or said.get("property") or said.get("itemprop") or ""
        return _META.get(name.lower(), "") if attribute.name == "content" else ""
    if tag.name == "input" and attribute.name == "value":
        return "button" if said.get("type", "").lower() in _BUTTONS else ""
    return _KINDS.get((tag.name, attribute.name)) or _ANYWHERE.get(attribute.name, "")
