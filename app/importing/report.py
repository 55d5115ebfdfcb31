"""What cleaning gives: blocks in the order of the input, each kept or left out with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.wording import Message

REASONS = (
    "advertising",
    "around the text",
    "comments",
    "cookies",
    "embedded content",
    "form",
    "forwarding note",
    "hidden text",
    "image in the file",
    "navigation",
    "publication line",
    "reading time",
    "related articles",
    "screen-reader remark",
    "second copy",
    "separator",
    "sharing",
    "sign-up",
    "signature",
    "tracking pixel",
)
KINDS = (
    "title", "heading", "paragraph", "image credit", "list item", "quotation",
    "image", "caption", "table", "code", "rule", "note",
)  # fmt: skip
INVISIBLE = "invisible characters"


class CleanUp(NamedTuple):
    """A named change from a block's `raw` to its `text`: `removed` stood at raw[start:]; empty: a space put there."""

    name: str
    removed: str
    start: int


class Container(NamedTuple):
    """A quotation, list item or footnote that blocks stand in: what their first and further lines begin with."""

    key: int  # its own
    first: str
    rest: str
    list: int = 0  # the key of the list that the item is of; 0 for what is none


@dataclass(frozen=True, slots=True)
class ImportedBlock:
    """A piece of the input. `raw` is exactly as it came; `text` is raw after its clean-ups, white space aside.

    What a page shows without words (an image, a rule) has neither; `markdown` says what it is.
    """

    kind: str  # one of KINDS
    text: str
    reason: str | None = None  # None: kept; else one of REASONS
    clean_ups: tuple[CleanUp, ...] = ()
    raw: str = ""
    markdown: str = ""  # how it is written where markup is known; else `text` is escaped
    within: tuple[Container, ...] = ()  # outermost first
    level: int = 2  # of a heading


@dataclass(frozen=True, slots=True)
class Report:
    """The law: the raws of all blocks, joined, are the input but for white space; `accounts_for` checks it."""

    title: str
    date: str | None  # ISO 8601, "2025-03-06"
    origin: str  # file name or address the text came from
    blocks: tuple[ImportedBlock, ...]
    author: str = ""
    canonical: str = ""  # the address that the page gives as its own
    language: str = ""  # what the page says it is written in, as it says it
    remarks: tuple[Message, ...] = ()  # what a person should know besides: sentences

    def with_remark(self, remark: Message) -> Report:
        """The report with a remark more, unless that is empty."""
        return replace(self, remarks=(*self.remarks, remark)) if remark else self

    @property
    def kept(self) -> tuple[ImportedBlock, ...]:
        return tuple(block for block in self.blocks if block.reason is None)

    @property
    def left_out(self) -> tuple[ImportedBlock, ...]:
        return tuple(block for block in self.blocks if block.reason is not None)


def squeeze(text: str) -> str:
    """`text` without any white space."""
    return "".join(text.split())


def apply_clean_ups(raw: str, clean_ups: Iterable[CleanUp]) -> str:
    """`raw` with its clean-ups carried out; what was removed leaves a space, invisible characters excepted."""
    parts, at = [], 0
    for name, removed, start in sorted(clean_ups, key=lambda clean_up: clean_up.start):
        parts += [raw[at:start], "" if name == INVISIBLE else " "]
        at = start + len(removed)
    return "".join([*parts, raw[at:]])


def accounts_for(report: Report, text: str) -> bool:
    """Whether every non-space character of `text` is in one block, in order, but for the named clean-ups."""
    whole = squeeze("".join(block.raw for block in report.blocks)) == squeeze(text)
    return whole and all(
        squeeze(apply_clean_ups(block.raw, block.clean_ups)) == squeeze(block.text) for block in report.blocks
    )
