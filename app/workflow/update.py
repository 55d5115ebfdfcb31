"""New segments meet the catalogs: every target is kept, live, stale or obsolete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core import merge
from app.core.model import Catalog, State
from app.store.workspace import Workspace
from app.workflow.ingest import Issue, ingest


@dataclass(frozen=True)
class Updated:
    """What an update did, or with `check` would do, to one catalog."""

    issue: str
    locale: str
    changed: bool
    segments: int
    empty: int
    stale: int
    obsolete: int


def update(
    workspace: Workspace, slugs: Sequence[str], *, locales: Sequence[str], check: bool = False
) -> Iterator[Updated]:
    """Bring the catalogs of `slugs` up to date, one after the other; with `check` nothing is written.

    Catalogs done before an error stay done. InputError when a source or a catalog cannot be read.
    """
    for slug in slugs:
        issue = ingest(workspace, slug)
        for locale in locales:
            yield _update_catalog(workspace, issue, locale=locale, check=check)


def _update_catalog(workspace: Workspace, issue: Issue, *, locale: str, check: bool) -> Updated:
    path = workspace.catalog_path(issue.slug, locale)

    def merged(previous: Catalog | None) -> Catalog:
        return merge.merge(issue.segments, previous, locale=locale, path=issue.path)

    before = workspace.catalogs.load(path)
    catalog = merged(before.catalog)
    changed = catalog != before.catalog
    if changed and not check:
        catalog = workspace.catalogs.change(path, merged).catalog or catalog
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
