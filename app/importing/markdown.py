"""Writes a report's kept blocks as a source issue: front matter, then Markdown that reads as the text reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from app.core import inline
from app.importing.report import Container, ImportedBlock, Report

# What Markdown would read as the beginning of a block where a paragraph stands (CommonMark 4 and 5, GFM, definitions).
BLOCK_START = re.compile(
    r"#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|<|:|~~~|```|---|\+\+\+|\||[-=+~|]+\s*$|(?:[*_-][ \t]*){3,}$"
    r"|\[(?:[ xX]\]|!|[^\]]{1,999}\]:)"
)
DELIMITER = re.compile(r"[*_\\]")  # within italics it could end them too early
NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
OTHER_MARKS = {"-": "*", ".": ")"}


def to_markdown(report: Report, *, source_locale: str) -> str:
    """The issue as Markdown. The title stands in the front matter only, where site builders and mailers take it from:
    as a first heading too it would be translated and shown twice. Captions and image credits are in italics.
    """
    known = {"title": report.title, "date": report.date, "author": report.author, "canonical": report.canonical,
             "origin": report.origin, "lang": source_locale}  # fmt: skip
    head = "".join(f"{key}: {_scalar(key, value)}\n" for key, value in known.items() if value)
    body = _Body()
    for block in _without_idle_rules(report.kept):
        if block.kind != "title":
            body.add(block)
    return f"---\n{head}---\n\n{body.text}"


def _scalar(key: str, value: str) -> str:
    """Strings are quoted, so that a date stays text and a colon in a title stays in it."""
    if key in ("date", "lang"):
        return value
    return yaml.safe_dump(value, default_style='"', allow_unicode=True, width=2**31).strip()


def _without_idle_rules(blocks: Sequence[ImportedBlock]) -> Iterator[ImportedBlock]:
    """A rule parts two blocks: one at either end, or a second one beside it, parts nothing."""
    pending: ImportedBlock | None = None
    begun = False
    for block in blocks:
        if block.kind == "rule":
            pending = block if begun else None
            continue
        if pending:
            yield pending
        yield block
        pending, begun = None, begun or block.kind != "title"


class _Body:
    """The text as it grows: each block after the one before, in the containers that both share."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: tuple[Container, ...] = ()
        self._other_marks: dict[int, bool] = {}

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, block: ImportedBlock) -> None:
        containers = block.within or _by_kind(block, len(self._parts))
        within = tuple(self._apart(one, at) for at, one in enumerate(containers))
        shared = 0
        while shared < min(len(within), len(self._open)) and within[shared].key == self._open[shared].key:
            shared += 1
        if self._parts and not self._is_next_item(within, shared):
            self._parts.append("".join(one.rest for one in within[:shared]).rstrip() + "\n")
        prefix = "".join(one.rest if at < shared else one.first for at, one in enumerate(within))
        for line in _written(block).split("\n"):
            self._parts.append(f"{prefix}{line}\n" if line else prefix.rstrip() + "\n")
            prefix = "".join(one.rest for one in within)
        self._open = within

    def _apart(self, one: Container, at: int) -> Container:
        """A list right after another of its kind takes other marks, or Markdown would read one list."""
        before = self._open[at] if at < len(self._open) else None
        if one.list and one.list not in self._other_marks:
            beside = before and before.list not in (0, one.list) and _is_bullet(before) == _is_bullet(one)
            self._other_marks[one.list] = bool(before and beside and not self._other_marks[before.list])
        if not self._other_marks.get(one.list):
            return one
        return one._replace(first=f"{one.first[:-2]}{OTHER_MARKS[one.first[-2]]} ")

    def _is_next_item(self, within: Sequence[Container], shared: int) -> bool:
        """Whether an item follows an item, or the words that its list is under, without anything between."""
        if shared == len(within) or not within[shared].list:
            return False
        if shared < len(self._open):
            return self._open[shared].list == within[shared].list
        return shared > 0 and bool(self._open[-1].list) and within[shared].first in ("- ", "* ", "1. ", "1) ")


def _is_bullet(item: Container) -> bool:
    return not item.first[0].isdigit()


def _by_kind(block: ImportedBlock, key: int) -> tuple[Container, ...]:
    """The containers of a pasted line: its mark says what it is in."""
    if block.kind == "quotation":
        return (Container(key, "> ", "> "),)
    if block.kind == "list item":
        number = next((up.removed for up in block.clean_ups if up.name == "list mark" and up.removed[0].isdigit()), "")
        mark = f"{number or '-'} "
        return (Container(key, mark, " " * len(mark), list=-1),)
    return ()


def _written(block: ImportedBlock) -> str:
    text = block.markdown or _literal(block.text)
    if block.kind == "heading":
        return f"{'#' * block.level} {_closed(text)}"
    if block.kind in ("image credit", "caption"):
        return text if DELIMITER.search(text) else f"*{text}*"
    return text


def _literal(text: str) -> str:
    """One line that Markdown reads as a paragraph of just these characters."""
    return guarded(inline.from_parts([_one_line(text)]))


def guarded(written: str) -> str:
    """A line of Markdown that begins no block."""
    if BLOCK_START.match(written):
        return "\\" + written
    return NUMBER_START.sub(r"\1\\\2", written, count=1) if NUMBER_START.match(written) else written


def _one_line(text: str) -> str:
    return re.sub(r"[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+", " ", text)


def _closed(text: str) -> str:
    """A heading's own `#` or `}` at its end would be taken for the mark that closes it, or for attributes."""
    return re.sub(r"(?<!\\)((?:\\\\)*)((?<!#)#+|\})\Z", r"\1\\\2", text)
