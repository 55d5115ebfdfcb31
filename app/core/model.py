"""The few values that every stage speaks in. All frozen; positions are character offsets, lines count from 1."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal

from app.wording import Message

LineStart = tuple[int, int]  # where a line of a block begins: (offset in Block.text, offset in Document.text)
Key = tuple[str | None, str]  # what identifies a unit in its catalog: (context, source), gettext's msgctxt and msgid


class State(StrEnum):
    """Where a unit stands; read from its PO entry alone (`catalogs.reading`)."""

    EMPTY = "empty"
    DRAFT = "draft"
    STALE = "stale"
    NEEDS_WORK = "needs_work"
    APPROVED = "approved"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class Severity(StrEnum):
    """An error blocks approval and export, until it is fixed or a person accepts it; a warning never does."""

    ERROR = "error"
    ACCEPTED = "accepted"  # an error that somebody took upon themselves, with a reason
    WARNING = "warning"


class Fallback(StrEnum):
    """What export does with a unit that is not approved."""

    FAIL = "fail"
    SOURCE = "source"
    DRAFT = "draft"


@dataclass(frozen=True)
class Config:
    """The settings of a workspace (passeur.yaml, read by `app.config`), with their defaults."""

    source_locale: str = "fr"
    locales: tuple[str, ...] = ("en", "de", "es", "ja")
    translate_front_matter: tuple[str, ...] = ("title", "subtitle", "description", "summary")
    engine: str = "auto"
    segmentation: Literal["sentence", "paragraph"] = "sentence"  # "paragraph": whole blocks
    approve_in_context: bool = False  # matches in context are approved when they are drafted
    engines: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # engine -> its own settings: address, key
    jobs: Literal["server", "celery"] = "server"  # who drafts in the background: the server itself, or workers
    broker: str = ""  # through which workers are reached, as in redis://localhost:6379/0


@dataclass(frozen=True, slots=True)
class InlineCode:
    """Markup inside a text: `**`, `[` … `](url)`, `` `code` ``, `<br>`, a footnote call, a bare URL."""

    start: int
    end: int
    text: str  # exactly as it stands in the text: text[start:end]
    kind: str  # bold italic strike link image code html footnote break url escape variable
    role: str = "alone"  # open | close | alone
    pair: int = -1  # index of the partner code in the same tuple, -1 for alone
    value: str = ""  # what a target must keep: the text, but `][label]` at the end of every kind of reference link


@dataclass(frozen=True, slots=True)
class Block:
    """One translatable region of a document.

    A *spliced* block's text stands in the document (but for line prefixes) and its segments are replaced one by one;
    an *encoded* one (YAML value, link title, HTML attribute) is decoded for people and written back whole.
    """

    kind: str  # "paragraph", "heading 2", "list item", "table cell", "front matter: title", "image text", ...
    start: int  # region of Document.text that holds it, quotes and the like included when encoded
    end: int
    text: str  # prefixes of containers (`> `, indentation) taken off each line; decoded when encoded
    line: int  # line of the file where it begins
    lines: tuple[LineStart, ...] = ()  # () when encoded
    encoding: str = "markdown"  # how a target is written: markdown, cell, html, text; a key of WRITERS if encoded
    prefix: str = ""  # what a further line of this block begins with: "> ", "  "
    codes: tuple[InlineCode, ...] = ()  # positions in `text`
    level: int = 0  # heading level, else 0


@dataclass(frozen=True, slots=True)
class Document:
    """The source text and the regions of it that are translated, in order of appearance."""

    text: str
    format: str  # "markdown" | "html" | "text"
    blocks: tuple[Block, ...]
    labels: frozenset[str] = frozenset()  # those of link references and footnotes ("^1") that it defines, normalised
    title: str = ""  # front matter title, else first heading, else ""


@dataclass(frozen=True, slots=True)
class Segment:
    """The piece of a block that is translated at once."""

    id: str  # stable while source and context are: 12 hex digits of sha256("context\x04source")
    source: str  # soft line breaks folded to one space, no white space at either end
    block: int  # index into Document.blocks
    start: int  # characters of the block's text, without the white space around
    end: int
    line: int  # true line of the file
    note: str  # "paragraph, sentence 2 of 3": what the block is and the sentence's place in it
    context: str  # the msgctxt that this place takes when a reviewer asks it to differ


@dataclass(frozen=True, slots=True)
class Boundary:
    """What a reviewer decided about one place between two words: there a segment ends, or there none does.

    The place is told by the words around it, so that an edit elsewhere in the block leaves the decision alone.
    """

    before: str  # the text that ends there, white space folded, at most BOUNDARY_REACH characters of it
    after: str  # the text that begins there, the same
    parted: bool  # True: a segment ends there; False: what stands on both sides is one segment


BOUNDARY_REACH = 40


def segment_id(context: str | None, source: str) -> str:
    """The permanent name of a unit in its issue: 12 hex digits, the same as long as source and context are."""
    return hashlib.sha256(f"{context or ''}\x04{source}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def pair_digest(source: str, target: str) -> str:
    """12 hex digits that are others as soon as either text is."""
    return hashlib.sha256(f"{source}\x04{target}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The errors of one check that a person took upon themselves; they count for one pair of texts and no other."""

    check: str
    digest: str  # `pair_digest` of the texts
    reason: str
    person: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment with its target and state in one locale: one PO entry."""

    source: str
    target: str = ""
    state: State = State.EMPTY
    context: str | None = None  # msgctxt
    previous_source: str | None = None  # `#| msgid`: the source the target was made for
    previous_context: str | None = None
    origin: str = ""  # after "passeur: draft ": "engine=apertium route=fra-cat,cat-eng"
    accepted: tuple[Acceptance, ...] = ()
    comments: tuple[str, ...] = ()  # people's translator comments, a line each, without "# "
    notes: tuple[str, ...] = ()  # extracted comments `#.`, a line each
    places: tuple[tuple[str, int], ...] = ()  # `#:` references: (path, line); line 0 when none was given
    flags: tuple[str, ...] = ()  # flags other than fuzzy
    plural: tuple[str, tuple[str, ...]] | None = None  # msgid_plural and msgstr[n] of a foreign catalog; never ours
    previous_plural: str | None = None  # `#| msgid_plural` of a foreign catalog

    @property
    def key(self) -> Key:
        return (self.context, self.source)

    @property
    def id(self) -> str:
        """Its permanent name in the issue, as `segment_id` makes it."""
        return segment_id(self.context, self.source)


@dataclass(frozen=True)
class Catalog:
    """All units of one issue in one locale."""

    locale: str
    headers: tuple[tuple[str, str], ...] = ()
    header_comments: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    obsolete: tuple[Unit, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[Key, Unit]:
        """The units that are not obsolete."""
        return {unit.key: unit for unit in self.units}

    def unit_of(self, segment: Segment) -> Unit | None:
        """The unit of a segment: its place's own where a reviewer asked for one, else that of all with its source."""
        return self.by_key.get((segment.context, segment.source)) or self.by_key.get((None, segment.source))


@dataclass(frozen=True, slots=True)
class Match:
    """An approved pair that resembles a source. `score` is 0 to 100, 100 = same source."""

    source: str
    target: str
    score: int
    issue: str = ""


class Standing(StrEnum):
    """What a glossary says of a term."""

    APPROVED = "approved"  # say it so
    FORBIDDEN = "forbidden"  # never say it so
    KEEP = "keep"  # it stays as it is in the source


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a locale's glossary."""

    source: str
    target: str
    note: str = ""
    status: Standing = Standing.APPROVED


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check reports about one unit."""

    check: str  # the check's name: "inline codes", "numbers", ...
    severity: Severity
    message: Message  # for the translator: what is wrong and what to do
    source_span: tuple[int, int] | None = None
    target_span: tuple[int, int] | None = None
    suggestion: str | None = None
    final: bool = False  # an error that nobody may accept: it would break the issue, or harm its readers
    reason: str = ""  # why it was accepted
    person: str = ""  # and by whom


@dataclass(frozen=True, slots=True)
class Assembled:
    """An issue put together in a locale."""

    text: str
    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)  # unit id -> structure findings
    missing: tuple[str, ...] = ()  # ids of units without a usable target, once for each place
    from_source: int = 0  # how many gaps were filled with the source
    from_drafts: int = 0  # and how many with targets not approved
