"""What the API answers about issues and exports, and about who asks."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from app.core.model import Fallback
from app.store.jobs import JobState
from app.store.people import Role
from app.web.schemas.parts import Id, Moment


class Progress(TypedDict):
    """An issue in a locale, in numbers. `errors` and `warnings` are null as long as they are not known; `problem` says
    why a file cannot be read."""

    issue: str
    locale: str
    segments: int
    words: int
    empty: int
    draft: int
    stale: int
    needs_work: int
    approved: int
    errors: int | None
    warnings: int | None
    problem: NotRequired[str]


class Status(TypedDict):
    """Issues by name, each with its locales: one page of them."""

    issues: list[Progress]
    page: int
    pages: int
    total: int


class Issue(TypedDict):
    """An issue and where each locale stands."""

    issue: str
    title: str
    locales: list[Progress]


class Issues(TypedDict):
    """One page of the issues."""

    issues: list[Issue]
    page: int
    pages: int
    total: int


class Undrafted(TypedDict):
    """A segment that stays empty, and why."""

    id: Id
    source: str
    problem: str


class Drafting(TypedDict):
    """How far the last drafting is; `running` alone where there was none.

    A running one with a `wish` will take that state once the engine has answered. `goes_on` is when a paused one goes
    on by itself. `engine` is as it was named, "" for what the settings say.
    """

    running: bool
    state: NotRequired[JobState]
    wish: NotRequired[str]
    engine: NotRequired[str]
    person: NotRequired[str]
    done: NotRequired[int]
    total: NotRequired[int]
    failures: NotRequired[list[Undrafted]]
    message: NotRequired[str]
    goes_on: NotRequired[Moment | None]


class Export(TypedDict):
    """An export that somebody took; `reason` says why errors were let pass."""

    person: str
    at: Moment
    locale: str
    format: str
    fallback: Fallback
    sha256: str
    reason: str


class Exports(TypedDict):
    """The last exports of an issue, the newest first."""

    exports: list[Export]


class Me(TypedDict):
    """Who asks. `locales` are those that they save in; `csrf` is what changes made by this session carry."""

    name: str
    role: Role
    locales: list[str]
    language: str
    csrf: str
    account: bool


class Shortcuts(TypedDict):
    """Chords of keys by deed; `kept` is false where there are no accounts to keep them with."""

    shortcuts: dict[str, list[str]]
    kept: bool
