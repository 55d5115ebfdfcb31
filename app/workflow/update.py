"""New segments meet the catalogs: every target is kept, live, stale or obsolete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from app.core import merge
from app.core.model import Catalog, State
from app.errors import UsageError
from app.store.workspace import Workspace
from app.workflow.ingest import Issue, ingest


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


def update(
    workspace: Workspace, slugs: Sequence[str], *, locales: Sequence[str], check: bool = False
) -> Iterator[Updated]:
    """Bring the catalogs of `slugs` up to date, one after the other; with `check` nothing is written.

    A source or a catalog that cannot be read is a `problem`, and the others go on. Catalogs done before a DiskError
    stay done.
    """
    for slug in slugs:
        try:
            issue = ingest(workspace, slug)
        except UsageError as error:
            yield from (Updated(slug, locale, problem=str(error)) for locale in locales)
            continue
        for locale in locales:
            try:
                done = update_catalog(workspace, issue, locale=locale, check=check)
            except UsageError as error:
                done = Updated(slug, locale, problem=str(error))
            yield done


def merged(issue: Issue, previous: Catalog | None, *, locale: str) -> Catalog:
    """What the catalog of an issue becomes; nothing is written."""
    return merge.merge(issue.segments, previous, locale=locale, path=issue.path, source_locale=issue.locale)


def update_catalog(workspace: Workspace, issue: Issue, *, locale: str, check: bool = False) -> Updated:
    """Bring one catalog up to date. InputError when it cannot be read, DiskError when it cannot be written."""
    path = workspace.catalog_path(issue.slug, locale)
    before = workspace.catalogs.load(path).catalog
    catalog = merged(issue, before, locale=locale)
    changed = catalog != before
    if changed and not check:
        workspace.catalogs.change(path, partial(merged, issue, locale=locale))
    states = Counter(unit.state for unit in catalog.units)
    return Updated(
        issue=issue.slug,
        locale=locale,
        changed=changed,
        segments=len(catalog.units),
        empty=states[State.EMPTY],
        stale=states[State.STALE],
        obsolete=len(catalog.obsolete),
    )
