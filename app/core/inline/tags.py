"""Tags of an HTML text as a browser finds them, with the templates of mailing tools inside and around them.

A scanner of its own: tree-sitter-html drops the text of fragments (`</div>texte`), and reads no template.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from app.core.inline.variables import TEMPLATE

# Bounded, and each ends where another begins: the scan stays linear whatever is left open.
_FILLED = r"\{\{[^{}]{0,200}\}\}|\{%[^%]{0,300}%\}|<%[^%]{0,300}%>"
_VALUE = (
    rf"(?:\"(?:[^\"{{<]++|{_FILLED}|[{{<])*+\"|'(?:[^'{{<]++|{_FILLED}|[{{<])*+'"
    rf"|(?:{_FILLED}|[^\s<>\"'])(?:{_FILLED}|[^\s<>])*+)"
)
# A `<` between attributes belongs to the next tag. Quotes mean something after `=` only (HTML 13.2.5.33 and on).
_TOKEN = re.compile(
    rf"(?P<variable>{TEMPLATE.pattern})"
    r"|<!--(?:-?>|.*?(?:--!?>|\Z))|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^>]*(?:>|\Z)"
    rf"|<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]{{0,60}})(?P<rest>(?:[^<>={{]++|=\s*+{_VALUE}?|{_FILLED}|{{)*+)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rf"(?:{_FILLED})|([^\s\"'<>/=]++)(?:\s*+=\s*+({_VALUE}))?", re.DOTALL)

# What stands inside is no markup, or markup of another language: such an element is one tag to us.
RAW = frozenset(("script", "style", "pre", "textarea", "svg", "math", "template", "iframe", "noframes", "xmp"))
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big br button cite code data del dfn em font i img ins kbd label mark math nobr "
        "picture q s samp script small source span strike strong style sub sup svg time tt u var wbr",
    )
)
OPAQUE = frozenset(("code", "kbd", "samp", "var", "script", "style", "svg", "math"))  # their words are no prose
_SAYS_TRANSLATE = re.compile("translate", re.IGNORECASE)  # nearly no tag does: the rest is not read then
_NO_TRANSLATION = re.compile(r"\bnotranslate\b")


class Tag(NamedTuple):
    """One tag of a text."""

    start: int
    end: int  # of the whole element when it is raw
    name: str  # in lower case; "" for a comment or declaration, "{" for a variable
    close: bool
    rest: str  # what stands between the name and the `>`

    @property
    def is_alone(self) -> bool:
        """Whether nothing closes it. `/>` counts: it is written so in XHTML, and `<o:p/>` by Outlook."""
        if self.close:
            return False
        whole = self.name in RAW and self.end - self.start > len(self.name) + len(self.rest) + 2
        return whole or self.name in ("", "{") or self.name in VOID or self.rest.endswith("/")

    @property
    def is_inline(self) -> bool:
        return self.name in INLINE or self.name in ("", "{") or ":" in self.name

    @property
    def is_opaque(self) -> bool:
        """Whether what stands between it and its partner is not translated."""
        return self.name in OPAQUE or self.is_left_alone

    @property
    def is_left_alone(self) -> bool:
        """Whether it says that its words are not to be translated."""
        if not _SAYS_TRANSLATE.search(self.rest):
            return False
        found = {attribute.name: attribute.value for attribute in attributes(self)}
        return found.get("translate", "").lower() == "no" or bool(_NO_TRANSLATION.search(found.get("class", "")))


class Attribute(NamedTuple):
    """One attribute of a tag; `start` and `end` are where its value stands in the text, quotes included."""

    name: str
    value: str  # without its quotes, character references decoded
    start: int
    end: int


class Pair(NamedTuple):
    """Two tags that belong together, by their index in the list that they were found in."""

    open: int
    close: int


def scan(text: str) -> Iterator[Tag]:
    """Tags, comments and variables of a text in order."""
    position = 0
    while match := _TOKEN.search(text, position):
        name, close, rest = match["name"] or "", bool(match["close"]), match["rest"] or ""
        name = name.lower() or ("{" if match["variable"] else "")
        position = match.end()
        if name in RAW and not close and not rest.endswith("/"):
            end = re.compile(rf"</{name}(?:[\s/][^>]*)?>", re.IGNORECASE).search(text, position)
            position = end.end() if end else len(text)
        yield Tag(match.start(), position, name, close, rest)


def attributes(tag: Tag) -> Iterator[Attribute]:
    """Attributes of a tag in order, names in lower case; a value that is missing is empty and stands nowhere."""
    begin = tag.start + tag.close + 1 + len(tag.name)
    for match in _ATTRIBUTE.finditer(tag.rest):
        if match[1]:
            raw = match[2] or ""
            value = raw[1:-1] if raw[:1] in ("'", '"') else raw
            start, end = match.span(2) if match[2] else (match.end(), match.end())
            yield Attribute(match[1].lower(), html.unescape(value), begin + start, begin + end)


def pairs(tags: list[Tag]) -> list[Pair]:
    """The tags that belong together, each close with the last open of its name; those opened between stay alone."""
    waiting: list[int] = []
    names: dict[str, int] = {}
    found = []
    for index, tag in enumerate(tags):
        if tag.is_alone:
            continue
        if not tag.close:
            waiting.append(index)
            names[tag.name] = names.get(tag.name, 0) + 1
        elif names.get(tag.name):
            first = -1
            while first < 0 or tags[first].name != tag.name:
                first = waiting.pop()
                names[tags[first].name] -= 1
            found.append(Pair(first, index))
    return found
