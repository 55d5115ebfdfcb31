"""Every example of CommonMark's specification and of its usual extensions, alone and inside other blocks, and French
documents of our own with all that people write.

The examples are those that goldmark's Debian package brings (`.ci/system-packages`): the 652 of CommonMark as JSON, and
files of its own for tables, task lists, footnotes, definition lists, strikethrough and bare addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from app.core import assembly, documents, events, segmentation
from app.core.documents import front_matter
from app.core.documents.outline import outline
from app.core.documents.regions import codes
from app.core.model import Assembled, Catalog, Document, Fallback, Segment, State, Unit

FRENCH = Path(__file__).parents[1] / "data" / "documents" / "french"
GOLDMARK = Path("/usr/share/gocode/src/github.com/yuin/goldmark")
EXTENSIONS = ("definition_list", "footnote", "linkify", "strikethrough", "table", "tasklist")
NEXT, PART = "//= = = = = = = = = = = = = = = = = = = = = = = =//", "//- - - - - - - - -//\n"

# Tags that never end (CommonMark's examples 156 to 158): their letters are words until the tag itself is changed.
UNFINISHED_TAGS = {'<div id="foo"\n*hi*\n', "<div class\nfoo\n", "<div *???-&&&-<---\n*foo*\n"}
# What nobody reads as prose: in HTML code, comments and tags; in running text addresses.
MARKUP = re.compile(r"<(pre|script|style|textarea)\b.*?(?:</\1>|\Z)|<!--.*?-->|<!\[.*?\]\]>|<\?.*|<[^<>]*>", re.DOTALL)
ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|\{\{.*?\}\}|\|[A-Z0-9]+\||\{ ?[#.][^}]*\}|%%.*?%%|\$\{.*?\}|\$\$.*?\$\$")
LEFT_ALONE = {"Grande", "Roue", "rien", "Entrée"}  # inside `translate="no"`, `<code>` and `<kbd>`
WORD = re.compile(r"[^\W\d_]+")


def nested(first: str, further: str) -> Callable[[str], str]:
    """Puts every line of a text into a container."""
    return lambda text: "".join((further if n else first) + line for n, line in enumerate(text.splitlines(True)))


PLACES: dict[str, Callable[[str], str]] = {
    "alone": str,
    "with CRLF": lambda text: text.replace("\n", "\r\n"),
    "with CR": lambda text: text.replace("\n", "\r"),
    "after a byte order mark": lambda text: "\ufeff" + text,
    "without its last line end": lambda text: text.rstrip("\n"),
    "in a quotation": nested("> ", "> "),
    "in a list item": nested("- ", "  "),
    "in a list in a quotation": nested("> 1. ", ">    "),
    "in a footnote": lambda text: "Voir[^9].\n\n" + nested("[^9]: ", "    ")(text),
    "after front matter": lambda text: "---\ntitle: Bonjour\n---\n" + text,
}


def examples() -> Iterator[str]:
    for path in sorted(FRENCH.glob("*.md")):
        yield path.read_bytes().decode()
    if not GOLDMARK.exists():
        return
    for example in json.loads((GOLDMARK / "_test" / "spec.json").read_text()):
        yield example["markdown"]
    for name in EXTENSIONS:
        for case in (GOLDMARK / "extension" / "_test" / f"{name}.txt").read_text().split(NEXT):
            if PART in case:
                yield case.split(PART)[1]


@cache
def read(text: str) -> tuple[Document, tuple[Segment, ...]]:
    document = documents.parse(text)
    return document, segmentation.segment(document)


def put_together(text: str, target: Callable[[Document, Segment], str]) -> Assembled:
    document, segments = read(text)
    units = {segment.source: Unit(segment.source, target(document, segment), State.APPROVED) for segment in segments}
    catalog = Catalog("en", units=tuple(units.values()))
    return assembly.assemble(document, segments, catalog, fallback=Fallback.SOURCE)


def marked(document: Document, segment: Segment) -> str:
    """The segment with an Ø before every word that is no markup."""
    encoding = document.blocks[segment.block].encoding
    pieces, last = [], 0
    for code in codes(segment.source, encoding=encoding, labels=document.labels):
        pieces += [WORD.sub(r"Ø\g<0>", segment.source[last : code.start]), code.text]
        last = code.end
    return "".join([*pieces, WORD.sub(r"Ø\g<0>", segment.source[last:])])


def unmarked_words(text: str) -> set[str]:
    """What a reader still sees in French: words of running text, of HTML blocks, alternative texts, titles."""
    shown, markup, left_alone = "", "", False
    matter = front_matter.locate(text)
    body = text[matter.body :] if matter else text.removeprefix("\ufeff")
    for event in events.read(body):
        if event.name in ("Link", "Image") and event.phase == "start":
            shown += "" if event.data["link_type"] in ("Autolink", "Email") else f" {event.data['title']} "
        if event.name in ("CodeBlock", "Link"):
            autolink = (
                event.name == "Link" and event.phase == "start" and event.data["link_type"] in ("Autolink", "Email")
            )
            left_alone = event.phase == "start" and (event.name == "CodeBlock" or autolink)
        elif event.name == "Html":
            markup += event.data
        elif event.name == "Text" and not left_alone:
            shown += event.data if event.data == body[event.start : event.end] else ""
        elif event.name not in ("Emphasis", "Strong", "Strikethrough"):
            shown += " "
    words = WORD.findall(MARKUP.sub(" ", markup) + ADDRESS.sub(" ", shown))
    return {word for word in words if not word.startswith("Ø")} - LEFT_ALONE


@pytest.mark.skipif(not GOLDMARK.exists(), reason="golang-github-yuin-goldmark-dev is not installed")
def test_there_are_as_many_examples_as_the_specification_has() -> None:
    assert len(list(examples())) > 652


@pytest.mark.parametrize("place", PLACES)
def test_examples_come_back_byte_for_byte(place: str) -> None:
    for text in map(PLACES[place], examples()):
        assembled = put_together(text, lambda _, segment: segment.source)
        assert assembled.text == text
        assert not assembled.findings
        assert put_together(text, lambda _, segment: "").text == text


@pytest.mark.parametrize("place", PLACES)
def test_examples_keep_their_tree_whatever_a_target_puts_before_them(place: str) -> None:
    for example in examples():
        text = PLACES[place](example)
        assembled = put_together(text, lambda _, segment: f"⟦Ünïcode {segment.source}⟧")
        assert outline(assembled.text, read(text)[0]) == outline(text, read(text)[0])
        assert not assembled.findings or example in UNFINISHED_TAGS


@pytest.mark.parametrize("place", ["alone", "in a list in a quotation", "in a footnote"])
def test_every_word_of_the_examples_is_translated(place: str) -> None:
    for example in examples():
        text = PLACES[place](example)
        assembled = put_together(text, marked)
        assert outline(assembled.text, read(text)[0]) == outline(text, read(text)[0])
        # `[[foo]]` is a template variable: left alone.
        assert not unmarked_words(assembled.text) or example in UNFINISHED_TAGS or "[[" in example, assembled.text
