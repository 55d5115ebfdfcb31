"""What a block of an issue is called on the screens; `core.documents` names kinds in English."""

from __future__ import annotations

import re
from functools import lru_cache

from app.web.interface import _, language, translated
from app.wording import Message

KINDS: dict[str, Message] = {
    one: one
    for one in (
        Message("button"),
        Message("caption"),
        Message("definition"),
        Message("definition term"),
        Message("description"),
        Message("footnote"),
        Message("image credit"),
        Message("image text"),
        Message("image title"),
        Message("label"),
        Message("link"),
        Message("link title"),
        Message("list item"),
        Message("option"),
        Message("page description"),
        Message("page title"),
        Message("paragraph"),
        Message("placeholder"),
        Message("preheader"),
        Message("quotation"),
        Message("table cell"),
        Message("table header"),
        Message("table summary"),
        Message("title"),
    )
}
HEADING = re.compile(r"heading (\d)")
FIELD = re.compile(r"front matter: (.+)")
NOTE = re.compile(r"(.+), sentence (\d+) of (\d+)")


def kind(name: str) -> str:
    """ "heading 2", "table cell" in the language of the request; a kind that is not known as it is."""
    if heading := HEADING.fullmatch(name):
        return _("heading {level}", level=heading[1])
    if field := FIELD.fullmatch(name):
        return _("front matter: {name}", name=field[1])
    return translated(KINDS.get(name, name))


def note(text: str) -> str:
    """A segment's note, "paragraph, sentence 2 of 3", in the language of the request."""
    return _note(text, language())


@lru_cache(maxsize=4096)
def _note(text: str, _language: str) -> str:
    sentence = NOTE.fullmatch(text)
    if not sentence:
        return kind(text)
    return _("{kind}, sentence {number} of {all}", kind=kind(sentence[1]), number=sentence[2], all=sentence[3])
