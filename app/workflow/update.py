"""New segments meet the catalogs: every target is kept, live, stale or obsolete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from app.core import merge
from app.core.model import Catalog
from app.errors import UsageError
from app.store.seen import Numbers
from app.store.workspace import Workspace
from app.workflow.archive import Done, Task, each
from app.workflow.ingest import Issue, ingest
from app.workflow.unchanged import UpToDate, look, numbers

WRITERS = 16  # catalogs that one process writes at once: a disk makes many safe in the time of one


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
    brought = _brought(workspace, issue, locale=locale, check=check)
    return _updated(issue.slug, locale, brought.numbers, changed=brought.changed)


def _brought(workspace: Workspace, issue: Issue, *, locale: str, check: bool) -> Brought:
    path = workspace.catalog_path(issue.slug, locale)
    stored = workspace.catalogs.load(path)
    before, catalog = stored.catalog, merged(issue, stored.catalog, locale=locale)
    changed = stored.recovered or catalog != before

    def again(current: Catalog | None) -> Catalog:
        return catalog if current is before else merged(issue, current, locale=locale)

    if changed and not check:
        stored = workspace.catalogs.change(path, again)
        catalog = stored.catalog or catalog
    elif not check:
        workspace.catalogs.remember(path)
    return Brought(numbers(catalog), stored.version, changed)


def _work(tasks: Sequence[Task], workspace: Workspace, recipe: str, *, check: bool) -> list[Done[Updated]]:
    """What a process does with the tasks it is handed: all of their catalogs wait for the disk together."""
    with ThreadPoolExecutor(WRITERS) as writers:
        begun = [_begun(workspace, task, recipe=recipe, check=check, writers=writers) for task in tasks]
        return [_done(task, digest, found, check=check) for task, digest, found in begun]


def _begun(
    workspace: Workspace, task: Task, *, recipe: str, check: bool, writers: ThreadPoolExecutor
) -> tuple[Task, str, dict[str, Future[Brought]]]:
    """A task with the issue's digest and what is becoming of each catalog."""
    digest = look(task.slug, folder=str(workspace.sources), recipe=recipe).digest
    try:
        issue = ingest(workspace, task.slug)
    except UsageError as error:
        refused: Future[Brought] = Future()
        refused.set_exception(error)
        return task, digest, dict.fromkeys(task.locales, refused)
    return (
        task,
        digest,
        {locale: writers.submit(_brought, workspace, issue, locale=locale, check=check) for locale in task.locales},
    )


def _done(task: Task, digest: str, found: Mapping[str, Future[Brought]], *, check: bool) -> Done[Updated]:
    results = []
    up_to_date = {}
    for locale, future in found.items():
        try:
            brought = future.result()
        except UsageError as error:
            results.append(Updated(task.slug, locale, problem=str(error)))
            continue
        results.append(_updated(task.slug, locale, brought.numbers, changed=brought.changed))
        if not (check and brought.changed):
            up_to_date[locale] = (brought.version, brought.numbers)
    return Done(tuple(results), UpToDate(digest, up_to_date))


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
