"""New segments meet the catalogs: every target is kept, live, stale or obsolete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from app.core import merge
from app.core.model import Catalog
from app.errors import UsageError
from app.store.catalog_files import Stored
from app.store.seen import Numbers
from app.store.workspace import Workspace
from app.workflow.archive import Done, Task, each
from app.workflow.ingest import Issue, ingest
from app.workflow.unchanged import UpToDate, look, numbers


@dataclass(frozen=True)
class Updated:
    """What an update did, or with `check` would do, to one catalog."""

    issue: str
    locale: str
    changed: bool = False
    segments: int = 0
    empty: int = 0
    stale: int = 0
    obsolete: int = 0
    problem: str = ""  # why the source or the catalog cannot be read, with file and line; nothing was done


class Coming(NamedTuple):
    """A catalog as it is, and what it becomes."""

    issue: Issue
    locale: str
    path: Path
    before: Stored
    catalog: Catalog
    changed: bool

    def again(self, current: Catalog | None) -> Catalog:
        """What becomes of the catalog, which another program may have changed meanwhile."""
        return self.catalog if current is self.before.catalog else merged(self.issue, current, locale=self.locale)


class Begun(NamedTuple):
    """An issue with the digest of its source and its catalogs by locale, or why they cannot be read."""

    slug: str
    digest: str
    catalogs: Mapping[str, Coming | UsageError]


class Brought(NamedTuple):
    """A catalog that was brought up to date."""

    numbers: Numbers
    version: str  # on disk
    changed: bool  # or with `check` would have been


def update(
    workspace: Workspace, slugs: Sequence[str], *, locales: Sequence[str], check: bool = False
) -> Iterator[Updated]:
    """Bring the catalogs of `slugs` up to date, issue by issue in order, on all cores; with `check` none is written.

    A source or a catalog that cannot be read is a `problem`, and the others go on. Catalogs done before a DiskError
    stay done. Files that are as they were left are not read.
    """
    return each(
        workspace,
        slugs,
        locales=locales,
        work=partial(_work, check=check),
        known=_updated,
        write=not check or workspace.state_folder.is_dir(),
    )


def merged(issue: Issue, previous: Catalog | None, *, locale: str) -> Catalog:
    """What the catalog of an issue becomes; nothing is written."""
    return merge.merge(issue.segments, previous, locale=locale, path=issue.path, source_locale=issue.locale)


def update_catalog(workspace: Workspace, issue: Issue, *, locale: str, check: bool = False) -> Updated:
    """Bring one catalog up to date. InputError when it cannot be read, DiskError when it cannot be written."""
    coming = _coming(workspace, issue, locale=locale)
    brought = _brought(workspace, [coming], check=check)[coming.path]
    if isinstance(brought, UsageError):
        raise brought
    return _updated(issue.slug, locale, brought.numbers, changed=brought.changed)


def _work(tasks: Sequence[Task], workspace: Workspace, recipe: str, *, check: bool) -> list[Done[Updated]]:
    """What a process does with the tasks it is handed."""
    begun = [_begun(workspace, task, recipe=recipe) for task in tasks]
    coming = [catalog for one in begun for catalog in one.catalogs.values() if isinstance(catalog, Coming)]
    brought = _brought(workspace, coming, check=check)
    return [_done(one, brought, check=check) for one in begun]


def _begun(workspace: Workspace, task: Task, *, recipe: str) -> Begun:
    digest = look(task.slug, folder=str(workspace.sources), recipe=recipe).digest
    try:
        issue = ingest(workspace, task.slug)
    except UsageError as error:
        return Begun(task.slug, digest, dict.fromkeys(task.locales, error))
    return Begun(task.slug, digest, {name: _tried(workspace, issue, locale=name) for name in task.locales})


def _tried(workspace: Workspace, issue: Issue, *, locale: str) -> Coming | UsageError:
    try:
        return _coming(workspace, issue, locale=locale)
    except UsageError as error:
        return error


def _coming(workspace: Workspace, issue: Issue, *, locale: str) -> Coming:
    path = workspace.catalog_path(issue.slug, locale)
    before = workspace.catalogs.load(path)
    catalog = merged(issue, before.catalog, locale=locale)
    return Coming(issue, locale, path, before, catalog, before.recovered or catalog != before.catalog)


def _brought(workspace: Workspace, coming: Sequence[Coming], *, check: bool) -> dict[Path, Brought | UsageError]:
    """What became of each; those that change are written together."""
    changing = {one.path: one.again for one in coming if one.changed and not check}
    written = workspace.catalogs.change_together(changing)
    found: dict[Path, Brought | UsageError] = {}
    for one in coming:
        stored = written.get(one.path, one.before)
        if isinstance(stored, UsageError):
            found[one.path] = stored
            continue
        if not (one.changed or check):
            workspace.catalogs.remember(one.path)
        catalog = stored.catalog if one.path in written else None
        found[one.path] = Brought(numbers(catalog or one.catalog), stored.version, one.changed)
    return found


def _done(begun: Begun, brought: Mapping[Path, Brought | UsageError], *, check: bool) -> Done[Updated]:
    results = []
    up_to_date = {}
    for locale, coming in begun.catalogs.items():
        one = brought[coming.path] if isinstance(coming, Coming) else coming
        if isinstance(one, UsageError):
            results.append(Updated(begun.slug, locale, problem=str(one)))
            continue
        results.append(_updated(begun.slug, locale, one.numbers, changed=one.changed))
        if not (check and one.changed):
            up_to_date[locale] = (one.version, one.numbers)
    return Done(tuple(results), UpToDate(begun.digest, up_to_date))


def _updated(slug: str, locale: str, found: Numbers, *, changed: bool = False) -> Updated:
    return Updated(
        issue=slug,
        locale=locale,
        changed=changed,
        segments=found.segments,
        empty=found.empty,
        stale=found.stale,
        obsolete=found.obsolete,
    )
