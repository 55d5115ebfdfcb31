"""What the API answers about what stands around a segment: history, comments, matches, terms."""

from __future__ import annotations

from typing import TypedDict

from app.core.model import Standing
from app.web.schemas.parts import Id, Moment, Run


class Draft(TypedDict):
    """What an engine made first."""

    target: str
    engine: str


class PastVersion(TypedDict):
    """A version of a segment; `effort` is how much of the draft was changed, in %."""

    deed: str
    person: str
    at: Moment
    when: str
    target: str
    state: str
    engine: str
    source: str
    difference: list[Run]
    from_draft: list[Run]
    effort: int | None


class History(TypedDict):
    """The versions of a segment, the newest first."""

    versions: list[PastVersion]
    draft: Draft | None
    effort: int | None


class Comment(TypedDict):
    """A remark about a segment; `pieces` is its text cut at the names that it mentions."""

    id: int
    person: str
    at: Moment
    when: str
    text: str
    pieces: list[Run]
    settled: bool
    mine: bool
    segment: Id
    source: str


class OpenComments(TypedDict):
    """How many comments are open by segment, and those about texts that have left the issue."""

    open: dict[str, int]
    left: list[Comment]
    stamp: str


class SegmentComments(TypedDict):
    """Comments about a segment, `earlier` about what it took the place of; `names` can be mentioned."""

    comments: list[Comment]
    earlier: list[Comment]
    names: list[str]


class Match(TypedDict):
    """What the memory knows of a sentence like this; `score` in %."""

    kind: str
    words: str
    score: int
    source: str
    target: str
    difference: list[Run]
    issue: str
    address: str


class Machine(TypedDict):
    """The engine that may be asked; without one `reason` says why. `sends_to` is where texts would go."""

    engine: str
    sends_to: str
    gist: bool
    reason: str


class Suggestions(TypedDict):
    """Matches of the memory; `behind` tells that it is still reading catalogs."""

    matches: list[Match]
    machine: Machine
    repeated: int
    behind: int


class Engines(TypedDict):
    """The engines that may be asked beside that of the settings."""

    engines: list[Machine]


class MachineTarget(TypedDict):
    """What an engine said; `unknown` are words of the source that it does not know."""

    target: str
    engine: str
    gist: bool
    unknown: list[str]


class Term(TypedDict):
    """A term of the glossary."""

    source: str
    target: str
    note: str
    status: Standing


class FoundTerm(TypedDict):
    """A place of the source, and the terms that it may be."""

    text: str
    terms: list[Term]


class Terms(TypedDict):
    """The source in runs of text and terms, and what the glossary says of these."""

    runs: list[Run]
    found: list[FoundTerm]


class Line(TypedDict):
    """How a sentence was said before, in runs of kind "text", "mark" for the words, "cut" where text is left out."""

    source: list[Run]
    target: list[Run]
    issue: str
    address: str


class Concordance(TypedDict):
    """Sentences that hold what was looked for; `more` are there than are shown."""

    lines: list[Line]
    more: bool
    behind: int
