"""HTML pages -> blocks with their Markdown, kept or left out.

decoding    bytes -> text                       elements, marks   what tags, classes and styles mean
metadata    what the page says of itself        walk, notes, tables   the tree -> pieces, none lost
settling    pieces -> blocks                    runs, writing, fences   inline content and code -> Markdown
body        where the text is                   judging           which blocks stay, and as what
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.errors import InputError
from app.importing.html import body, judging, metadata, notes
from app.importing.html.elements import names
from app.importing.html.settling import settle
from app.importing.html.walk import Page, Walk
from app.importing.report import Report
from app.wording import Message, counted

__all__ = ["read"]

DEEPEST = 250  # elements in each other; libxml2, which the body finder parses with, drops what is 256 deep
MOST_ELEMENTS = 100_000
NESTING = ("div", "span", "table", "blockquote", "section", "font", "ul", "ol", "b", "i", "em", "strong", "a", "center")
MOST_UNCLOSED = 2000
MOST_BLOCKS = 10_000  # an issue holds 5,000 segments
MOST_ATTRIBUTES = 2_000
LONG_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}")
LONGEST_TEXT = 1_000_000  # characters: what an issue may hold


def read(text: str, *, origin: str = "", keep: Collection[str] = (), whole: bool = False, base: str = "") -> Report:
    """The report of a page. `whole`: all of it is the text (a mail, a document), so no body is looked for.

    InputError for a page that is nested too deep, has too many elements or more text than an issue may hold.
    """
    _refuse_unclosed(text)
    page = LexborHTMLParser(text)
    if page.body is None:
        return Report("", None, origin, ())
    _refuse_too_much(page.body)
    base = metadata.base_of(page, text, base or origin)
    found = notes.find(page, base)
    walk = Walk(Page(base, found))
    blocks = settle(walk.read(page.body), labels=found.labels)
    if len(blocks) > MOST_BLOCKS:
        raise InputError(Message("this page has more than {number} paragraphs.", number=MOST_BLOCKS), fix=SIMPLER)
    votes = [True] * len(blocks) if whole else body.voted(text, blocks)
    where = body.Body(blocks, votes, articles=_articles(page), leaves=_leaves(page))
    about = metadata.read(page, base)
    judged = judging.judge(blocks, votes, where, about=about, labels=found.labels, keep=keep)
    title = judged.title or (about.titles[0] if about.titles else "")
    return Report(
        title, about.date or judged.date, origin, judged.blocks, author=about.author,
        canonical=about.canonical or (base if whole is False and "://" in base else ""),
        language=about.language, remarks=tuple(_remarks(walk)),
    )  # fmt: skip


def _articles(page: LexborHTMLParser) -> set[int]:
    """Elements that say they are an article."""
    found = {node.mem_id for node in page.css("article, [itemtype*=Article], [itemtype*=BlogPosting]")}
    return found | {node.mem_id for node in page.css("[class]") if not body.ARTICLES.isdisjoint(names(node))}


def _leaves(page: LexborHTMLParser) -> set[int]:
    """Elements that hold one text."""
    return {node.mem_id for node in page.css("p, li, dd, dt, h1, h2, h3, h4, h5, h6, blockquote, ul, ol, figure, pre")}


def _remarks(walk: Walk) -> Iterator[Message]:
    if walk.untracked:
        yield counted(
            "{number} link from which tracking parameters were taken off.",
            "{number} links from which tracking parameters were taken off.",
            walk.untracked,
        )
    if walk.saved_images:
        yield counted(
            "{number} image in the folder that the browser saved beside the page: copy it beside the issue.",
            "{number} images in the folder that the browser saved beside the page: copy it beside the issue.",
            walk.saved_images,
        )


def _refuse_unclosed(text: str) -> None:
    """Before parsing: the parser's effort grows with the square of the depth."""
    lower = text.lower()
    for match in LONG_TAG.finditer(text):
        if len(match[0].split(None, MOST_ATTRIBUTES)) > MOST_ATTRIBUTES:
            raise InputError(
                Message("this page has an element with more than {number} attributes.", number=MOST_ATTRIBUTES),
                fix=SIMPLER,
            )
    for name in NESTING:
        if lower.count(f"<{name}>") + lower.count(f"<{name} ") - lower.count(f"</{name}") > MOST_UNCLOSED:
            raise InputError(
                Message(
                    "this page has more than {number} <{name}> that are never closed.", number=MOST_UNCLOSED, name=name
                ),
                fix=SIMPLER,
            )


def _refuse_too_much(root: LexborNode) -> None:
    node: LexborNode | None = root
    depth = elements = length = 0
    while node is not None:
        elements += 1
        length += len(node.text_content or "") if node.is_text_node else 0
        if depth > DEEPEST:
            raise InputError(
                Message("this page is nested more than {number} elements deep.", number=DEEPEST), fix=SIMPLER
            )
        if elements > MOST_ELEMENTS * 2 or length > LONGEST_TEXT:
            raise InputError(
                Message("this page holds more than an issue may: 1,000,000 characters of text."), fix=SIMPLER
            )
        if node.child is not None:
            node, depth = node.child, depth + 1
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
            if node is None or node.mem_id == root.mem_id:
                return
        node = node.next if node is not None else None


SIMPLER = Message("Copy its text into a file and import that.")
