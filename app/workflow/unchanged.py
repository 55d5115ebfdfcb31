"""Catalogs that are up to date because nothing changed, told from stamps and hashes; work that was done is noted."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import app
from app.core.model import Catalog, Config, State
from app.store import stamps
from app.store.seen import Numbers, Seen, SeenCatalog, SeenIssue
from app.store.workspace import EXTENSIONS, Workspace

FILES = (*EXTENSIONS, ".segments.yaml")  # what an issue's segments are read from
SETTLING = stamps.SETTLED_NANOSECONDS
EVERY = 500_000_000  # nanoseconds between two writings of the record


class UpToDate(NamedTuple):
    """An issue whose catalogs were just seen up to date, by the hash of what they hold."""

    digest: str  # of the issue, as `look` gave it before the work
    catalogs: Mapping[str, tuple[str, Numbers]]  # locale -> version and numbers


class Unchanged:
    """What stayed as it was last left, of the issues of one workspace.

    Files that were just written are too young for their stamps to be relied on. They wait a little to be looked at
    again, and those that are too young still when the work is over are told by their hash at the next look.
    """

    def __init__(self, workspace: Workspace, *, write: bool = True) -> None:
        self.recipe = recipe(workspace.config)
        self._sources = str(workspace.sources)
        self._locales = str(workspace.root / "locales")
        self._seen = Seen(workspace.state_folder, write=write)
        self._terms: dict[str, str] = {}  # locale -> digest of its glossary before the work
        self._waiting: deque[tuple[int, str, UpToDate]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._settle(time.time_ns())
        self._seen.note((slug, self._young(done)) for _, slug, done in self._waiting if done.digest)

    def numbers(self, slugs: Sequence[str], locales: Sequence[str]) -> dict[str, dict[str, Numbers]]:
        """The numbers of those catalogs that are as they were when they were last up to date, by slug and locale.

        What was counted of findings under another glossary is not known any more.
        """
        self._terms |= {locale: self._terms_of(locale) for locale in locales if locale not in self._terms}
        known = self._seen.issues(slugs)
        moved: dict[str, SeenIssue] = {}  # the same bytes under a new stamp
        found = {}
        for slug, seen in known.items():
            now = self._as_it_is(slug, seen)
            if now is None:
                continue
            catalogs = {}
            for locale in locales:
                catalog = seen.catalogs.get(locale)
                catalog = catalog and self._catalog_as_it_is(slug, locale, catalog, made_from=now.digest)
                if catalog:
                    catalogs[locale] = catalog
            found[slug] = {locale: self._counted(locale, catalog) for locale, catalog in catalogs.items()}
            newer = {locale: one for locale, one in catalogs.items() if one is not seen.catalogs[locale]}
            if newer or now is not seen:
                moved[slug] = now._replace(catalogs=newer)
        self._seen.note(moved.items())
        return found

    def remember(self, slug: str, done: UpToDate) -> None:
        """Note catalogs that were up to date with a source of `done.digest`."""
        now = time.time_ns()
        self._waiting.append((now + SETTLING, slug, done))
        if now - self._waiting[0][0] > EVERY:
            self._settle(now)

    def _settle(self, until: int) -> None:
        """Record those of the waiting whose time has come, if they still are what they were."""
        settled = []
        while self._waiting and self._waiting[0][0] <= until:
            settled.append(self._waiting.popleft())
        self._seen.note((slug, issue) for _, slug, done in settled if (issue := self._still(slug, done)))

    def _still(self, slug: str, done: UpToDate) -> SeenIssue | None:
        source = self._look(slug)
        if not source.digest or source.digest != done.digest:
            return None
        catalogs = {}
        for locale, (version, numbers) in done.catalogs.items():
            now = stamps.look([self._catalog(slug, locale)])
            if now.digest == version:
                catalogs[locale] = SeenCatalog(now.stamp, now.digest, source.digest, numbers, self._terms[locale])
        return SeenIssue(source.stamp, source.digest, catalogs)

    def _young(self, done: UpToDate) -> SeenIssue:
        """What is known of an issue whose files are too young for their stamps, whatever became of them meanwhile."""
        catalogs = {
            locale: SeenCatalog("", version, done.digest, numbers, self._terms[locale])
            for locale, (version, numbers) in done.catalogs.items()
        }
        return SeenIssue("", done.digest, catalogs)

    def _counted(self, locale: str, seen: SeenCatalog) -> Numbers:
        if seen.terms == self._terms[locale]:
            return seen.numbers
        return seen.numbers._replace(errors=None, warnings=None)

    def _terms_of(self, locale: str) -> str:
        return stamps.look([f"{self._locales}/{locale}/glossary.csv"]).digest

    def _as_it_is(self, slug: str, seen: SeenIssue) -> SeenIssue | None:
        """`seen`, under its new stamp if it has one; None when the issue is no longer that."""
        if seen.stamp and seen.stamp == _stamped(stamps.stamp_of(_files(slug, self._sources)), self.recipe):
            return seen
        now = self._look(slug)
        return SeenIssue(now.stamp, now.digest, seen.catalogs) if now.digest == seen.digest else None

    def _catalog_as_it_is(self, slug: str, locale: str, seen: SeenCatalog, *, made_from: str) -> SeenCatalog | None:
        if seen.made_from != made_from:
            return None
        path = self._catalog(slug, locale)
        if seen.stamp and seen.stamp == stamps.stamp(path):
            return seen
        now = stamps.look([path])
        return seen._replace(stamp=now.stamp) if now.digest == seen.digest else None

    def _look(self, slug: str) -> stamps.Look:
        return look(slug, folder=self._sources, recipe=self.recipe)

    def _catalog(self, slug: str, locale: str) -> str:
        return f"{self._locales}/{locale}/LC_MESSAGES/{slug}.po"


def look(slug: str, *, folder: str, recipe: str) -> stamps.Look:
    """What the segments of an issue with its source in `folder` are made from, the program included."""
    found = stamps.look(_files(slug, folder))
    return stamps.Look(
        stamp=_stamped(found.stamp, recipe),
        digest=found.digest and stamps.digest([recipe.encode(), found.digest.encode()]),
    )


def numbers(catalog: Catalog) -> Numbers:
    """A catalog, counted."""
    states = [unit.state for unit in catalog.units]
    waiting = (unit.id for unit in catalog.units if unit.state is not State.APPROVED)
    return Numbers(
        segments=len(states),
        words=sum(len(unit.source.split()) for unit in catalog.units),
        empty=states.count(State.EMPTY),
        draft=states.count(State.DRAFT),
        stale=states.count(State.STALE),
        needs_work=states.count(State.NEEDS_WORK),
        approved=states.count(State.APPROVED),
        obsolete=len(catalog.obsolete),
        next_segment=next(waiting, ""),
    )


def recipe(config: Config) -> str:
    """What else decides what becomes of a source: settings, this program and the libraries it stands on."""
    settings = (config.source_locale, config.translate_front_matter, config.segmentation)
    program = (sys.version_info[:2], sorted(_own_files()), sorted(_libraries()))
    return hashlib.sha256(repr((settings, program)).encode()).hexdigest()[:16]


def _files(slug: str, folder: str) -> list[str]:
    return [f"{folder}/{slug}{extension}" for extension in FILES]


def _stamped(stamp: str, recipe: str) -> str:
    return stamp and f"{recipe}; {stamp}"


def _own_files() -> Iterable[tuple[str, int, int]]:
    """Name, size and time of every file of the package: its version alone says nothing of a checkout."""
    for folder, _, names in os.walk(Path(app.__file__).parent):
        if folder.endswith("__pycache__"):
            continue
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name in names:
                    found = entry.stat()
                    yield entry.path, found.st_size, found.st_mtime_ns


def _libraries() -> Iterable[str]:
    """Installed packages with their versions, by the names of their folders: reading them would take longer."""
    for folder in {path for path in sys.path if os.path.isdir(path)}:
        yield from (name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))
