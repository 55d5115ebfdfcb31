"""The issue as it would read now."""

from __future__ import annotations

from dataclasses import dataclass

from app.core import assembly
from app.core.model import Catalog, State
from app.exporters import piece
from app.exporters import preview as preview_page
from app.store.workspace import Workspace
from app.workflow.ingest import asset_reader, ingest
from app.workflow.review.rows import find


@dataclass(frozen=True)
class Piece:
    """What one segment's places in the preview show now. Without `nodes` only the whole page can tell."""

    state: State
    is_source: bool  # the source fills a gap
    nodes: list[piece.Node] | None


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


def preview_piece(workspace: Workspace, slug: str, locale: str, *, segment: str) -> Piece:
    """One segment of the preview; ConflictError when it has left the issue."""
    opened = find(workspace, slug, locale, identity=segment)
    unit, document = opened.unit, opened.issue.document
    text = unit.target or unit.source
    nodes = piece.nodes(text, format=document.format, labels=document.labels, around=document.text)
    return Piece(unit.state, not unit.target, nodes)
