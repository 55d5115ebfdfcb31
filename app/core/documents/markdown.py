"""Markdown: which regions of a text are translated, told by pulldown-cmark's events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core import events, inline
from app.core.documents import front_matter, html, limits, titles
from app.core.documents.headings import attributes_start
from app.core.documents.regions import Source, encoded, has_words, spliced
from app.core.events import Event
from app.core.inline.tags import scan
from app.core.model import Block, Document

_SPANS = ("Emphasis", "Strong", "Strikethrough", "Link", "Image")
_INLINE = frozenset((*_SPANS, "Text", "Code", "InlineHtml", "SoftBreak", "HardBreak", "FootnoteReference"))
_KINDS = {
    "Item": "list item",
    "BlockQuote": "quotation",
    "FootnoteDefinition": "footnote",
    "DefinitionListTitle": "definition term",
    "DefinitionListDefinition": "definition",
}
_LONE_TAG = re.compile(r"[ \t]*<(/?)([A-Za-z][\w-]*)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>\s*")
_CELL = {
    "markdown": "cell",
    "title": "cell title",
    "attribute": "cell attribute",
    "image label": "cell image label",
}


def parse(text: str, *, front_matter_keys: Sequence[str] = ()) -> Document:
    """Blocks of a Markdown text. InputError with the line when the front matter cannot be read."""
    source = Source(text)
    matter = front_matter.locate(text)
    body = matter.body if matter else len(text) - len(text.removeprefix("\ufeff"))
    blocks = front_matter.blocks(source, matter, front_matter_keys) if matter else []
    limits.check_marks(source)
    found = events.read(text, start=body, limit=limits.EVENTS)
    limits.check_depth(found, source)
    references = events.definitions(text, start=body)
    limits.check_definitions([source.line(reference["span"][0]) for reference in references.values()])
    labels = frozenset(
        [events.normalise_label(label) for label in references]
        + ["^" + events.normalise_label(e.data) for e in found if e.phase == "start" and e.name == "FootnoteDefinition"]
    )
    walk = _Walk(source, labels)
    blocks += [block for block in walk.run(found) if has_words(block)]
    blocks += titles.of_definitions(source, references)
    blocks.sort(key=lambda block: (block.start, -block.end))
    return Document(text=text, format="markdown", blocks=tuple(blocks), labels=labels, title=title(blocks, labels))


def title(blocks: Sequence[Block], labels: frozenset[str] = frozenset()) -> str:
    """The front matter's title, else the first heading, else nothing."""
    for block in blocks:
        if block.kind == "front matter: title":
            return " ".join(block.text.split())
    for block in blocks:
        if block.level:
            return " ".join(inline.visible(block.text, labels=labels).split())
    return ""


class _Walk:
    """Events of a whole text to blocks."""

    def __init__(self, source: Source, labels: frozenset[str]) -> None:
        self.source = source
        self.labels = labels
        self.containers: list[Event] = []
        self.waiting: list[Event] = []  # inline events that belong together
        self.pieces: list[Event] = []  # lines of the HTML block being read

    def run(self, found: list[Event]) -> Iterator[Block]:
        for event in found:
            if event.name in _INLINE and not self._stands_apart(event):
                self.waiting.append(event)
                continue
            if self.waiting:
                yield from self._flush()
            if event.name == "Html":
                self.pieces.append(event)
            elif event.phase == "start":
                self.containers.append(event)
            elif event.phase == "end":
                self.containers.pop()
                if self.pieces:
                    yield from self._html([(piece.start, piece.end) for piece in self.pieces])
                    self.pieces = []

    def _stands_apart(self, event: Event) -> bool:
        """Whether an inline event is no part of a block's text: code, and the end of a line of several terms of a
        definition list, each of which is a block of its own."""
        inside = self.containers[-1].name if self.containers else ""
        if inside != "DefinitionListTitle" or event.name != "SoftBreak":
            return inside == "CodeBlock"
        return not sum((one.phase == "start") - (one.phase == "end") for one in self.waiting)

    def _flush(self) -> Iterator[Block]:
        run, self.waiting = self.waiting, []
        names = [event.name for event in self.containers]
        kind, level = self._kind(names)
        depth = names.count("BlockQuote")
        nested = self._nested(run, depth=depth)
        if kind in ("table header", "table cell"):
            yield self._region(run, kind=kind, depth=depth, encoding="cell")
            nested = (replace(inner, encoding=_CELL.get(inner.encoding, inner.encoding)) for inner in nested)
        else:
            yield self._region(run, kind=kind, level=level, depth=depth)
        yield from nested

    def _html(self, lines: list[tuple[int, int]]) -> Iterator[Block]:
        """Blocks of an HTML block. An inline tag alone on its first line stays outside of the text, and so does its end
        on the last: on one line with words it would begin no HTML block (CommonMark 4.6, the seventh kind)."""
        if not self.source.text[slice(*lines[0])].lstrip().startswith("<"):
            return  # a formula or code of a dialect (events.dialects)
        first = _LONE_TAG.fullmatch(self.source.text, *lines[0])
        if first and not any(tag.is_opaque for tag in scan(first[0])) and not html.outline(first[0]):
            yield from html.attributes(self.source, *lines[0])
            last = _LONE_TAG.fullmatch(self.source.text, *lines[-1])
            ends = last is not None and (last[1], last[2]) == ("/", first[2])
            lines = lines[1 : len(lines) - ends]
        yield from html.fragment(self.source, lines)

    def _nested(self, run: list[Event], *, depth: int) -> Iterator[Block]:
        """Blocks inside the codes of another: alternative texts, titles, attributes."""
        for index, event in enumerate(run):
            if event.phase == "start" and event.name == "Image":
                yield from self._image(run, index, depth=depth)
            elif event.phase == "end" and event.name == "Link":
                yield from titles.of_link(self.source, run, index)
            elif event.name == "InlineHtml":
                yield from html.attributes(self.source, event.start, event.end)

    def _region(self, run: list[Event], *, kind: str, depth: int, level: int = 0, encoding: str = "markdown") -> Block:
        start, end = extent(self.source.text, run)
        if level:
            end = start + attributes_start(self.source.text[start:end])
        return spliced(
            self.source,
            start,
            end,
            kind=kind,
            labels=self.labels,
            anchors=sorted([event.start for event in run]),
            depth=depth,
            encoding=encoding,
            level=level,
        )

    def _image(self, run: list[Event], index: int, *, depth: int) -> Iterator[Block]:
        end = closing(run, index)
        inner = run[index + 1 : end]
        if inner and run[index].data["link_type"] in ("Inline", "Reference"):
            yield self._region(inner, kind="image text", depth=depth)
        elif inner:
            yield from self._image_label(inner, run[end])
        yield from titles.of_link(self.source, run, end, kind="image title")

    def _image_label(self, inner: list[Event], last: Event) -> Iterator[Block]:
        """The alternative text of `![label]` or `![label][]`, with what ends it: another text needs the label there."""
        start, end = extent(self.source.text, inner)[0], extent(self.source.text, [last])[1]
        label = self.source.text[start:end].removesuffix("[]").removesuffix("]")
        if "\n" not in label and "\r" not in label:
            words = inline.visible(label, labels=self.labels)
            yield encoded(self.source, start, end, kind="image text", text=words, encoding="image label")

    def _kind(self, names: Sequence[str]) -> tuple[str, int]:
        """What a block inside containers of these names is called, and its level when it is a heading."""
        last = names[-1] if names else ""
        if last == "Heading":
            level = int(self.containers[-1].data["level"][1:])
            return f"heading {level}", level
        if last == "TableCell":
            return ("table header" if "TableHead" in names else "table cell"), 0
        return next((_KINDS[name] for name in reversed(names) if name in _KINDS), "paragraph"), 0


def closing(run: Sequence[Event], index: int) -> int:
    """Index of the event that ends the one at `index`."""
    depth = 0
    for position in range(index, len(run)):
        depth += (run[position].phase == "start") - (run[position].phase == "end")
        if depth == 0:
            return position
    return len(run) - 1


def extent(text: str, run: Sequence[Event]) -> tuple[int, int]:
    """Where the text of inline events begins and ends: with the backslash before an escaped character, which
    pulldown-cmark leaves out of its range, and the `[]` of a collapsed reference, which it leaves out too."""
    first, last = run[0], run[-1]
    start, end = first.start, last.end
    if first.name == "Text" and start and text[start - 1] == "\\":
        start -= 1
    if last.name in ("Link", "Image") and last.data is None and text[end - 1] == "]" and text.startswith("[]", end):
        end += 2
    return start, end
