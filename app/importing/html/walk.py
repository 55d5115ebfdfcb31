"""Walks a page's tree once, in order: every character of it goes into one piece."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from app.importing.html import elements, notes, tables
from app.importing.html.elements import attribute, children
from app.importing.html.fences import fenced
from app.importing.html.marks import Mark, mark_of
from app.importing.html.runs import BREAK, PLAIN, Link, Run, Style, raw_of
from app.importing.report import Container

WORD_MARK = re.compile(r"mso-list\s{0,3}:\s{0,3}ignore", re.IGNORECASE)  # bullets and numbers as Word writes them
ONE_TEXT = frozenset(["p", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "blockquote", "dd", "dt"])
IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What the elements around a place say of it."""

    style: Style = PLAIN
    kind: str = "paragraph"
    level: int = 0
    within: tuple[Container, ...] = ()
    marks: tuple[Mark, ...] = ()
    reason: str = ""  # why nobody sees it, or ""
    gone: str = ""  # inside a block, the clean-up that takes it off
    preformatted: bool = False


@dataclass(slots=True)
class Piece:
    """A block of the page in the making. `text` is for blocks written whole (code, tables), with `markdown`."""

    context: Context
    node: LexborNode  # the innermost block element around it
    kind: str
    runs: list[Run] = field(default_factory=list)
    text: str = ""
    markdown: str = ""
    reason: str = ""

    @property
    def raw(self) -> str:
        return self.text or raw_of(self.runs)


@dataclass(frozen=True, slots=True)
class Page:
    """What the walk needs to know of the whole: where links start from, and the footnotes."""

    base: str = ""
    notes: notes.Notes = field(default_factory=notes.Notes)


class Walk:
    """Pieces in the order of the page; `untracked` counts links that lost parameters,
    `saved_images` images in the folder that a browser saved beside the page."""

    def __init__(self, page: Page) -> None:
        self.pieces: list[Piece] = []
        self.untracked = 0
        self.saved_images = 0
        self._page = page
        self._runs: list[Run] = []
        self._key = 0
        self._levels: list[Container] = []  # open items of lists that are nested by their names only

    def read(self, body: LexborNode) -> list[Piece]:
        """The pieces of `body`. Not for trees deeper than Python's stack allows."""
        self._block(body, Context())
        return self.pieces

    def _next_key(self) -> int:
        self._key += 1
        return self._key

    def _block(self, node: LexborNode, context: Context) -> None:
        """A block element: what stands in it is apart from what stands around it."""
        context = _placed(node, context)
        if label := self._page.notes.definitions.get(node.mem_id):
            context = replace(context, within=(Container(self._next_key(), f"[^{label}]: ", "    "),), kind="note")
        context = self._opened(node, context)
        self._children(node, context, node)
        self._flush(context, node)

    def _opened(self, node: LexborNode, context: Context) -> Context:
        tag = node.tag or ""
        context = replace(context, style=elements.styled(node, context.style))
        if tag == "p" and elements.is_title(node):
            return replace(context, kind="heading", level=1)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            return replace(context, kind="heading", level=int(tag[1]), style=replace(context.style, bold=False))
        if tag == "blockquote" or "pullquote" in elements.names(node):
            quote = Container(self._next_key(), "> ", "> ")
            return replace(context, within=(*context.within, quote), kind="quotation")
        if tag in ("figcaption", "caption"):
            return replace(context, kind="caption")
        if tag in ("dt", "summary"):
            return replace(context, style=replace(context.style, bold=True))
        return context

    def _children(self, node: LexborNode, context: Context, block: LexborNode) -> None:
        for child in children(node):
            self._node(child, context, block)

    def _node(self, node: LexborNode, context: Context, block: LexborNode) -> None:
        tag = node.tag or ""
        if node.is_text_node:
            self._text(node.text_content or "", context)
        elif tag in elements.SKIPPED or not node.is_element_node:
            return
        elif tag in elements.BLOCKS:
            self._flush(context, block)
            self._known_block(node, tag, context, block)
        elif tag == "br":
            self._runs.append(Run(BREAK, context.style))
        elif tag == "img":
            self._image(node, context, block)
        elif tag in elements.CONTROLS or tag in elements.EMBEDDED:
            self._apart(node, context, block)
        else:
            self._inline(node, context, block)

    def _known_block(self, node: LexborNode, tag: str, context: Context, block: LexborNode) -> None:
        if tag == "hr":
            self._add(Piece(context, block, "rule", markdown="---", reason=context.reason))
        elif tag in ("ul", "ol", "menu", "dir"):
            self._list(node, context)
        elif tag == "pre":
            self._code(node, context)
        elif tag == "table" and tables.holds_data(node):
            self._table(node, context)
        else:
            self._block(node, context)

    def _text(self, text: str, context: Context) -> None:
        if not context.preformatted:
            self._runs.append(Run(text, context.style, gone=context.gone))
            return
        for at, line in enumerate(text.split("\n")):
            self._runs += [Run(BREAK, context.style)] if at else []
            self._runs.append(Run(line, context.style, gone=context.gone))

    def _inline(self, node: LexborNode, context: Context, block: LexborNode) -> None:
        mark = mark_of(node, node.mem_id)
        if mark := mark if block.tag not in ONE_TEXT else None:
            self._flush(context, block)
            context = replace(context, marks=(*context.marks, mark))
        if reason := elements.hidden(node):
            context = replace(context, gone=reason)
        if WORD_MARK.search(attribute(node, "style")[:500]):
            context = replace(context, gone="list mark")
        context = replace(context, style=elements.styled(node, context.style))
        if label := self._page.notes.definitions.get(node.mem_id):
            self._flush(context, block)
            context = replace(context, within=(Container(self._next_key(), f"[^{label}]: ", "    "),), kind="note")
        if node.tag == "a":
            if (label := self._page.notes.calls.get(node.mem_id)) and (text := node.text(deep=True)):
                self._runs.append(Run(text, context.style, note=label))
                return
            if node.mem_id in self._page.notes.returns:
                context = replace(context, gone="note mark")
            context = replace(context, style=replace(context.style, link=self._link(node)))
            if context.marks:  # entries of a menu, parted by styles only
                self._runs.append(Run(" "))
        self._children(node, context, block)
        if mark:
            self._flush(context, block)

    def _link(self, node: LexborNode) -> Link | None:
        url = elements.address(attribute(node, "href"), self._page.base)
        clean = elements.untracked(url)
        self.untracked += clean != url
        return Link(clean, self._next_key()) if clean else None

    def _image(self, node: LexborNode, context: Context, block: LexborNode) -> None:
        if elements.is_pixel(node):
            source = attribute(node, "src")[:200]
            self._add(Piece(context, block, "image", markdown=source or "image", reason="tracking pixel"))
            return
        if context.reason:
            return
        found = elements.image(node, self._page.base)
        if not found:
            self._add(Piece(context, block, "image", markdown=attribute(node, "alt") or "image",
                            reason="image in the file"))  # fmt: skip
            return
        self.saved_images += bool(elements.SAVED.search(found.url))
        link = context.style.link
        if link and IMAGE_FILE.search(urlsplit(link.url).path):  # the same image, larger
            link = None
        self._runs.append(Run("", Style(link), image=found))

    def _apart(self, node: LexborNode, context: Context, block: LexborNode) -> None:
        """Controls of a form, films and sounds: no text of the issue, but told of."""
        embedded = node.tag in elements.EMBEDDED
        if embedded:
            source = attribute(node, "src") or attribute(node, "data-src") or attribute(node, "data") or "video"
            self._add(Piece(context, block, "image", markdown=source[:300], reason="embedded content"))
        if (node.text(deep=True) or "").strip():
            self._flush(context, block)
            reason = context.reason or ("embedded content" if embedded else "form")
            inside = replace(context, gone="", reason=reason)
            self._children(node, inside, block)
            self._flush(inside, block)

    def _list(self, node: LexborNode, context: Context) -> None:
        context = _placed(node, context)
        level = elements.list_level(node)
        goes_on = level < len(self._levels) and "start" not in elements.names(node)
        key, number = self._levels[level].list if goes_on else self._next_key(), elements.list_start(node)
        context = replace(context, within=(*context.within, *self._levels[:level]))
        for child in children(node):
            if child.tag != "li":
                self._node(child, context, node)
                continue
            self._flush(context, node)
            mark_ = f"{number}. " if node.tag == "ol" else "- "
            item = Container(self._next_key(), mark_, " " * len(mark_), key)
            is_note = child.mem_id in self._page.notes.definitions
            within = context.within if is_note else (*context.within, item)
            self._block(child, replace(context, within=within, kind="list item", level=0))
            number += 1
            self._levels[level:] = [item] if "lst-" in attribute(node, "class") else []
        self._flush(context, node)

    def _code(self, node: LexborNode, context: Context) -> None:
        text, placed = node.text(deep=True), _placed(node, context)
        if placed.reason or not text.strip() or any(child.tag in elements.BLOCKS for child in node.iter()):
            self._block(node, replace(context, preformatted=True))
            return
        self._add(Piece(placed, node, "code", text=text, markdown=fenced(node, text)))

    def _table(self, node: LexborNode, context: Context) -> None:
        placed = _placed(node, context)
        before = len(self.pieces)
        rows = [[self._cell(cell, placed) for cell in row] for row in tables.rows(node)]
        if placed.reason or len(self.pieces) > before:  # unseen, or more than words stands in its cells
            del self.pieces[before:]
            self._block(node, context)
            return
        for child in children(node):
            if child.tag == "caption":
                self._block(child, placed)
        text = " ".join(raw_of(cell) for row in rows for cell in row)
        self._add(Piece(placed, node, "table", text=text, markdown=tables.markdown(node, rows)))

    def _cell(self, node: LexborNode, context: Context) -> list[Run]:
        saved, self._runs = self._runs, []
        for child in children(node):
            self._in_cell(child, replace(context, style=elements.styled(node, PLAIN)), node)
        found, self._runs = self._runs, saved
        return found

    def _in_cell(self, node: LexborNode, context: Context, cell: LexborNode) -> None:
        """Blocks of a cell are lines of it."""
        if node.tag not in elements.BLOCKS or node.tag is None:
            self._node(node, context, cell)
            return
        self._runs.append(Run(BREAK))
        for child in children(node):
            self._in_cell(child, replace(context, style=elements.styled(node, context.style)), cell)
        self._runs.append(Run(BREAK))

    def _flush(self, context: Context, block: LexborNode) -> None:
        if self._runs:
            runs, self._runs = self._runs, []
            self.pieces.append(Piece(context, block, context.kind, runs, reason=context.reason))

    def _add(self, piece: Piece) -> None:
        """A piece that is no run: what was begun before it ends."""
        if self._runs:
            context = replace(piece.context, style=PLAIN)
            self._flush(context, piece.node)
        self.pieces.append(piece)


def _placed(node: LexborNode, context: Context) -> Context:
    """The context with what the element says of itself: that it is no text of the issue, or not to be seen."""
    if mark := mark_of(node, node.mem_id):
        context = replace(context, marks=(*context.marks, mark))
    if not context.reason and (reason := elements.hidden(node)):
        context = replace(context, reason=reason)
    return context
