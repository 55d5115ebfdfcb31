"""The issue as it would read now."""

from __future__ import annotations

from app.core import assembly
from app.core.model import Catalog
from app.exporters import preview as preview_page
from app.store.workspace import Workspace
from app.workflow.ingest import asset_reader, ingest


def preview(workspace: Workspace, slug: str, locale: str) -> str:
    """The issue as it would read now, as a whole page; each segment stands in a span with its id and state."""
    issue = ingest(workspace, slug)
    catalog = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog or Catalog(locale=locale)
    return preview_page.render(
        issue.document,
        issue.segments,
        catalog,
        assemble=assembly.assemble,
        source_locale=issue.locale,
        asset=asset_reader(workspace, slug),
    )
