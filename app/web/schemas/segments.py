"""What the API answers about segments, and what it answers when something is wrong."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from app.core.model import Severity, State
from app.web.schemas.parts import Id, Run, Span, Version


class Problem(TypedDict):
    """What went wrong. `problem` is the word that scripts test, `fix` the way out."""

    problem: str
    title: str
    message: str
    fix: str
    reasons: list[str]


class Finding(TypedDict):
    """What a check says of a segment. An error blocks approval and export; a `final` one cannot be accepted."""

    check: str
    severity: Severity
    message: str
    source_span: Span | None
    target_span: Span | None
    suggestion: str | None
    final: bool
    reason: str
    person: str


class Display(TypedDict):
    """What the review screen shows of a segment beside its texts."""

    target: list[Run]
    origin: str
    difference: list[Run]


class Segment(TypedDict):
    """A segment with its target. `own` is true for one that differs from equal sentences elsewhere in the issue."""

    id: Id
    source: str
    target: str
    state: State
    version: Version
    findings: list[Finding]
    previous_source: str | None
    origin: str
    note: str
    line: int
    places: int
    own: bool
    display: Display


class Conflict(Problem):
    """It changed since the version named: `current` is what is there now, null when it left the issue."""

    current: NotRequired[Segment | None]


class Findings(TypedDict):
    """What the checks would say."""

    findings: list[Finding]


class Preview(TypedDict):
    """The assembled issue as a page."""

    html: str


class LeftOut(TypedDict):
    """A segment that was not saved, and why."""

    id: Id
    message: str
    reasons: list[str]


class ChangedElsewhere(TypedDict):
    """A segment that was not saved, as it changed since the version named."""

    id: Id
    message: str
    current: Segment | None


class SavedMany(TypedDict):
    """What became of each item. `batch` is the name by which all of it can be taken back."""

    batch: str
    saved: list[Segment]
    left_out: list[LeftOut]
    conflicts: list[ChangedElsewhere]


class Place(TypedDict):
    """Where a sentence stands that stands in several places."""

    id: Id
    line: int
    note: str
    own: bool


class Repetitions(TypedDict):
    """All places of a sentence."""

    places: list[Place]


class KeptText(TypedDict):
    """What somebody typed and has not saved."""

    id: Id
    target: str
    version: Version


class Kept(TypedDict):
    """What you typed and have not saved; nobody else is shown it."""

    kept: list[KeptText]


class Done(TypedDict):
    """It is done."""


class Here(TypedDict):
    """Another window at this issue, and the segment that is open in it."""

    person: str
    segment: str
    mine: bool


class Changes(TypedDict):
    """`versions` by segment unless `version` is the one that was named; the rest for a window that names itself."""

    version: str
    versions: NotRequired[dict[str, str]]
    here: NotRequired[list[Here]]
    comments: NotRequired[str]


class Following(TypedDict):
    """The segment after this one."""

    id: Id
    source: str


class Boundaries(TypedDict):
    """Offsets of the source where it can be parted, those where it was joined, and what it can be joined with."""

    source: str
    offsets: list[int]
    joined: list[int]
    following: Following | None


class Followed(TypedDict):
    """Whether the catalog of a locale followed; `problem` says why not."""

    locale: str
    name: str
    problem: str


class Redrawn(TypedDict):
    """The ids of what stands there now, and where in the source the parts meet."""

    segments: list[Id]
    offset: int
    locales: list[Followed]
