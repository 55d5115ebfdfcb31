"""What requests to the API carry. A field with a default may be left out; one that may be null can be null instead."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import asdict

from app.core.model import Fallback, Standing, State
from app.engines import ENGINES
from app.exporters import EXPORTERS
from app.workflow.jobs import Deed
from app.workflow.review.targets import LONGEST_TARGET

TYPABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"  # no control characters but those of lines and tabs
MOST_AT_ONCE = 2_000  # segments
MOST_SHORTCUTS = 100
FAR = 1_000_000_000  # no list has as many pages

Page = Annotated[int, Meta(ge=1, le=FAR)]
Sorting = Literal["last", "first", "left"]  # by name, the last or the first on top; by how much is left
Chord = Annotated[str, Meta(max_length=40)]
# `workflow` refuses what is not as these say, in better words than a pattern has.
Text = Annotated[str, Meta(extra_json_schema={"pattern": TYPABLE, "maxLength": LONGEST_TARGET})]
Format = Annotated[
    str, Meta(extra_json_schema={"enum": sorted({name for names in EXPORTERS.values() for name in names})})
]
EngineName = Annotated[str, Meta(extra_json_schema={"enum": ["auto", "none", *ENGINES]})]
Version = Annotated[str, Meta(description="The version that was read: a save against an older one gets 409.")]
Accept = Annotated[str, Meta(description="The reason for which errors are let pass.")]


class Request(Struct, forbid_unknown_fields=True):
    """What no field is named for is refused, so that a slip of the pen is not taken for silence."""

    def said(self) -> dict[str, Any]:
        """The fields by name; null says nothing."""
        return {name: value for name, value in asdict(self).items() if value is not None}


class Save(Request):
    """What a segment is to be. `origin` and `previous_source` put a draft or a stale segment back as it was."""

    target: Text
    state: State
    version: Version
    origin: str | None = None
    previous_source: str | None = None
    accept: Accept | None = None


class SaveOneOfMany(Request):
    """As Save; without `target` the one that is there stays."""

    id: str
    state: State
    version: Version
    target: Text | None = None
    origin: str | None = None
    previous_source: str | None = None
    accept: Accept | None = None


class SaveMany(Request):
    """Segments that are saved at once, each of them once."""

    items: Annotated[list[SaveOneOfMany], Meta(min_length=1, max_length=MOST_AT_ONCE)]


class Target(Request):
    """A text to be checked."""

    target: Text


class Keep(Request):
    """A text that is still being typed, and the version that it was begun against."""

    target: Text
    version: Annotated[str, Meta(max_length=16)]


class Ask(Request):
    """The engine that is asked; "" for that of the settings."""

    engine: Annotated[str, Meta(max_length=40)] = ""


class Apart(Request):
    """The place that is to differ, by its id."""

    place: str
    version: Version


class Together(Request):
    """The segment as it was read."""

    version: Version


class Join(Request):
    """The id of the segment that follows."""

    following: str


class Part(Request):
    """Where in the source, in characters."""

    offset: int


class Say(Request):
    """A comment's text; @name mentions somebody."""

    text: str


class Settle(Request):
    """What a comment is to be."""

    state: Literal["settled", "open"]


class NewTerm(Request):
    """A term for the glossary."""

    source: str
    target: str
    note: str | None = None
    status: Standing | None = None


class SetShortcuts(Request):
    """Chords of keys by deed, where they are to differ from ours."""

    shortcuts: Annotated[
        dict[str, Annotated[list[Chord], Meta(max_length=MOST_SHORTCUTS)]], Meta(max_length=MOST_SHORTCUTS)
    ]


class Order(Request):
    """How an issue is to be exported: in the format of its source unless another is named."""

    format: Format | None = None
    fallback: Fallback = Fallback.FAIL
    reason: Annotated[str, Meta(description="Why errors that checks found may pass; none may without.")] | None = None


class StartDrafting(Request):
    """Who drafts, and the machine to which the text may go for that."""

    engine: EngineName | None = None
    agreed: Annotated[str, Meta(max_length=255)] | None = None


class SteerDrafting(Request):
    """What is to become of a drafting."""

    deed: Deed


class Window(Request):
    """A window that is closed. A page that goes away can send no headers: its proof is a field."""

    window: str = ""
    csrf_token: str = ""


class Since(Request):
    """What is known already, and the window that asks: its own random name and the segment that is open in it."""

    since: str = ""
    window: str = ""
    at: str = ""


class Words(Request):
    """What is looked for."""

    q: str = ""


class Listing(Request):
    """Which page of the issues, and what stands first on it."""

    page: Page = 1
    order: Sorting = "last"


class Chosen(Request):
    """Which issues and locales; all where none is named."""

    issue: tuple[str, ...] = ()
    locale: tuple[str, ...] = ()
    page: Page = 1
