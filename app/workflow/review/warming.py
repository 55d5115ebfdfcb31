"""The issues that people worked at last are read before they are asked for: after a start, the first page is quick."""

from __future__ import annotations

from contextlib import suppress

from app.errors import PasseurError
from app.store import stamps
from app.store.workspace import Workspace
from app.workflow.checking import findings_of

CATALOGS = 3  # half a second each for 2,000 segments


def warm(workspace: Workspace) -> None:
    """Parse and check the catalogs that were saved last. What cannot be read is left to whoever opens it."""
    with suppress(PasseurError):
        for slug, locale in _latest(workspace):
            with suppress(PasseurError):
                findings_of(workspace, slug, locale=locale)


def _latest(workspace: Workspace) -> list[tuple[str, str]]:
    """Slugs and locales, the catalog saved last in front."""
    found = [
        (stamps.changed(str(workspace.catalog_path(slug, locale))), slug, locale)
        for slug in workspace.slugs()
        for locale in workspace.config.locales
    ]
    return [(slug, locale) for changed, slug, locale in sorted(found, reverse=True)[:CATALOGS] if changed]
