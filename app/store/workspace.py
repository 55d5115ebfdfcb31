"""One workspace: the names of its issues, and where their sources, catalogs and exports lie."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import process

from app.core.model import Boundary, Config
from app.errors import UsageError
from app.store import atomic, boundaries, sources
from app.store.catalog_files import CatalogFiles
from app.store.glossaries import Glossaries
from app.wording import Message

if TYPE_CHECKING:
    from app.store.answers import Answers
    from app.store.database import Database
    from app.store.index import Index

SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
EXTENSIONS = (".md", ".html", ".txt")
SLUG_RULE = Message(
    "A slug is made of a-z, 0-9, dots, hyphens and underscores, 100 at most, and begins with a letter or digit."
)


class Workspace:
    """A folder with sources, catalogs and settings. Every path it gives lies inside its root."""

    def __init__(self, root: Path, config: Config) -> None:
        self.root = root.resolve()
        self.config = config
        self.sources = self.root / "source_issues"
        self.state_folder = self.root / ".passeur"  # what can be made again; it may not exist yet
        self.catalogs = CatalogFiles(self.root, self.state_folder)

    @cached_property
    def database(self) -> Database:
        """What catalogs cannot hold: accounts, comments, history. Imported here, as most commands need none of it."""
        from app.store.database import Database

        return Database(self.state_folder)

    @cached_property
    def answers(self) -> Answers:
        """What engines answered. Imported here, as most commands need none of it."""
        from app.store.answers import Answers

        return Answers(self.database)

    @cached_property
    def index(self) -> Index:
        """Every unit of every catalog, to be searched. Imported here, as most commands need none of it."""
        from app.store.index import Index

        return Index(self)

    def glossary_path(self, locale: str) -> Path:
        """Where the terms of a locale lie or will lie. UsageError: a locale that passeur.yaml lacks."""
        return self._inside(self.root / "locales" / self._known(locale) / "glossary.csv")

    def memory_path(self, locale: str) -> Path:
        """Where a memory that came from elsewhere lies or will lie. UsageError: a locale that passeur.yaml lacks."""
        return self._inside(self.root / "locales" / self._known(locale) / "memory.tmx")

    @cached_property
    def glossaries(self) -> Glossaries:
        """The terms of each locale."""
        return Glossaries(self)

    def slugs(self) -> list[str]:
        """All issues, sorted."""
        stems = {os.path.splitext(name)[0] for name in self._source_names()}
        return sorted(stem for stem in stems if SLUG.fullmatch(stem))

    def has(self, slug: str) -> bool:
        """Whether there is an issue of that slug."""
        return any(path.is_file() for path in self._source_candidates(slug))

    def unnamed_sources(self) -> list[str]:
        """Files in source_issues that are no issue because their name is no slug, as seen from the root."""
        names = (name for name in self._source_names() if not SLUG.fullmatch(os.path.splitext(name)[0]))
        return sorted(self.relative(self.sources / name) for name in names)

    def source_path(self, slug: str) -> Path:
        """The source of an issue. UsageError: no such issue, two files for one slug, a link that leads outside."""
        found = [path for path in self._source_candidates(slug) if path.is_file()]
        if not found:
            raise self._unknown(slug)
        if len(found) > 1:
            names = " and ".join(path.name for path in found)
            raise UsageError(
                Message("Two sources claim the slug {slug}: {names}.", slug=slug, names=names),
                fix=Message("Rename one of them."),
            )
        return self._inside(found[0])

    def resolve(self, name: str) -> str:
        """The slug of an issue named by slug, by its source's path or by a catalog's. UsageError when there is none."""
        if SLUG.fullmatch(name) and any(path.is_file() for path in self._source_candidates(name)):
            return name
        given = Path(name)
        if "\0" in name or given.suffix not in (*EXTENSIONS, ".po") or not SLUG.fullmatch(given.stem):
            raise self._unknown(name)
        places = {Path(os.path.abspath(base / given)) for base in (Path.cwd(), self.root, self.sources)}
        own = [path for path in self._source_candidates(given.stem) if path.is_file()]
        own += [self._catalog(given.stem, locale) for locale in self.config.locales] if own else []
        if not places & set(own) and not {place.resolve() for place in places} & {path.resolve() for path in own}:
            raise self._unknown(name)
        return given.stem

    def read_source(self, slug: str) -> str:
        """The text of an issue, exactly: byte order mark and line ends stay.

        InputError with its line for what `sources.decode` refuses.
        """
        path = self.source_path(slug)
        return sources.read(path, name=self.relative(path))

    def boundaries_path(self, slug: str) -> Path:
        """Where the decisions about an issue's segments lie: source_issues/<slug>.segments.yaml, to be kept in git."""
        _check_slug(slug)
        return self._inside(self.sources / f"{slug}.segments.yaml")

    def read_boundaries(self, slug: str) -> tuple[Boundary, ...]:
        """What reviewers decided about the segments of an issue; InputError with the line that cannot be read."""
        path = self.boundaries_path(slug)
        return boundaries.read(path, name=self.relative(path))

    def write_boundaries(self, slug: str, decided: Sequence[Boundary]) -> None:
        """Save them; DiskError. Whoever read them before holds them all the while (`boundaries_held`)."""
        boundaries.write(self.boundaries_path(slug), decided)

    def boundaries_held(self, slug: str) -> AbstractContextManager[None]:
        """While it is open nobody else changes the decisions; DiskError when another one does for five seconds."""
        name = self.relative(self.boundaries_path(slug))
        return boundaries.held(self.state_folder, name=name)

    def write_source(self, slug: str, text: str, *, extension: str = ".md", overwrite: bool = False) -> Path:
        """Save a new source; the path it went to.

        UsageError: no slug, an issue of that name exists already, or a text that could not be read again.
        """
        _check_slug(slug)
        path = self.sources / f"{slug}{extension}"
        if extension not in EXTENSIONS:
            raise UsageError(
                Message(
                    "A source ends in {names}, not in {extension}.", names=", ".join(EXTENSIONS), extension=extension
                )
            )
        there = next((one for one in self._source_candidates(slug) if one.exists()), None)
        if there and (there != path or not overwrite):
            raise UsageError(
                Message("{path} exists already.", path=self.relative(there)),
                fix=Message("Choose another slug with `--slug`."),
            )
        data = text.encode("utf-8", "surrogatepass")
        sources.decode(data, name=self.relative(path))
        atomic.write(self._inside(path), data)
        return path

    def catalog_path(self, slug: str, locale: str) -> Path:
        """Where the catalog of an issue lies or will lie. UsageError: no slug, or a locale that passeur.yaml lacks."""
        _check_slug(slug)
        return self._inside(self._catalog(slug, self._known(locale)))

    def export_folder(self, locale: str) -> Path:
        """dist/<locale>; also for the source locale, whose issues can be exported as they are."""
        if locale != self.config.source_locale:
            self._known(locale)
        return self._inside(self.root / "dist" / locale)

    def export_path(self, slug: str, locale: str, *, extension: str) -> Path:
        """dist/<locale>/<slug>.<extension>."""
        _check_slug(slug)
        return self._inside(self.export_folder(locale) / f"{slug}.{extension}")

    def relative(self, path: Path) -> str:
        """`path` as messages and `#:` lines name it: seen from the root, with `/`."""
        return str(path).removeprefix(f"{self.root}/")

    def sweep(self) -> int:
        """Delete temporary files that killed processes left; how many they were.

        Those of catalogs go at once, others when they are an hour old.
        """
        locales = self.config.locales
        swept = sum(self.catalogs.sweep(self.root / "locales" / name / "LC_MESSAGES") for name in locales)
        folders = (self.sources, self.state_folder, *(self.root / "dist" / name for name in locales))
        return swept + sum(atomic.sweep(folder) for folder in folders)

    def _source_names(self) -> list[str]:
        try:
            found = list(os.scandir(self.sources))
        except (FileNotFoundError, NotADirectoryError):
            return []
        # names, not paths: there may be 100,000 of them
        return [one.name for one in found if one.name[0] != "." and one.name.endswith(EXTENSIONS) and one.is_file()]

    def _source_candidates(self, slug: str) -> list[Path]:
        return [self.sources / f"{slug}{extension}" for extension in EXTENSIONS] if SLUG.fullmatch(slug) else []

    def _catalog(self, slug: str, locale: str) -> Path:
        return self.root / "locales" / locale / "LC_MESSAGES" / f"{slug}.po"

    def _known(self, locale: str) -> str:
        if locale not in self.config.locales:
            fix = Message("Locales: {names}.", names=", ".join(self.config.locales))
            raise UsageError(Message("passeur.yaml does not list the locale {locale}.", locale=_shown(locale)), fix=fix)
        return locale

    def _inside(self, path: Path) -> Path:
        """`path`, once it is sure that no symbolic link in it leads out of the workspace (ASVS 5.3.2)."""
        root = os.path.join(self.root, "")
        steps = accumulate(str(path).removeprefix(root).split(os.sep), os.path.join, initial=root)
        # most workspaces have no links, and each step of `realpath` asks the disk, from `/` on
        if any(map(os.path.islink, islice(steps, 1, None))) and not os.path.realpath(path).startswith(root):
            raise UsageError(
                Message("{path} leads outside the workspace.", path=_shown(str(path))),
                fix=Message("Put the file itself there."),
            )
        return path

    def _unknown(self, name: str) -> UsageError:
        near = process.extractOne(name[:100], self.slugs(), score_cutoff=60)
        fix = Message("Did you mean {name}?", name=near[0]) if near else Message("`passeur status` lists the issues.")
        return UsageError(Message("There is no issue named {name}.", name=_shown(name)), fix=fix)


def _check_slug(slug: str) -> None:
    if not SLUG.fullmatch(slug):
        raise UsageError(Message("{slug} is no slug.", slug=_shown(slug)), fix=SLUG_RULE)


def _shown(name: str) -> str:
    """A name safe to print on one line."""
    short = name if len(name) <= 60 else f"{name[:59]}…"
    return short if short.isprintable() and short else repr(short)
