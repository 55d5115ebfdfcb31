"""Document and catalog become the issue in a locale, once nothing stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.core import assembly, documents
from app.core.model import Assembled, Catalog, Fallback, Key, Severity, State
from app.errors import BlockedError, UsageError
from app.exporters import EXPORTERS, Exporter, Page
from app.store import atomic
from app.store.workspace import Workspace
from app.workflow.checking import Found, find
from app.workflow.ingest import Issue, asset_reader, ingest

LISTED = 20  # units named one by one in a refusal; the rest are counted
WAYS_OUT = {
    Fallback.FAIL: "Review what is listed, or choose a fallback: `--fallback draft` or `--fallback source`.",
    Fallback.DRAFT: "Mend what is listed, or choose `--fallback source`.",
    Fallback.SOURCE: "Mend what is listed.",
}
MISSING = {
    State.EMPTY: "has no target",
    State.DRAFT: "is a draft",
    State.STALE: "is stale: the source changed",
    State.NEEDS_WORK: "needs work",
}


@dataclass(frozen=True)
class Exported:
    """An issue ready to be saved or downloaded."""

    issue: str
    locale: str
    extension: str
    media_type: str
    data: bytes
    from_source: int  # gaps filled with the source
    from_drafts: int  # targets used though nobody approved them

    @property
    def name(self) -> str:
        """Of its file."""
        return f"{self.issue}.{self.extension}"


def export(
    workspace: Workspace, slug: str, locale: str, *, format: str = "", fallback: Fallback = Fallback.FAIL
) -> Exported:
    """The issue in `locale`, in the format of its source unless another is named.

    BlockedError lists what is missing or wrong; UsageError for a format that the issue cannot have.
    """
    issue = ingest(workspace, slug)
    exporter = _exporter(issue, format)
    path = workspace.catalog_path(slug, locale)
    catalog = workspace.catalogs.load(path).catalog or Catalog(locale=locale)
    assembled = assembly.assemble(issue.document, issue.segments, catalog, fallback=fallback)
    reasons = tuple(_blocking(issue, catalog, assembled, fallback=fallback, name=workspace.relative(path)))
    if reasons:
        raise BlockedError(
            f"{slug} cannot be exported in {locale} yet.",
            reasons=_shortened(reasons),
            fix=WAYS_OUT[fallback],
        )
    return _rendered(workspace, issue, assembled, locale=locale, exporter=exporter)


def formats_of(issue: Issue) -> tuple[str, ...]:
    """The formats that an issue can be exported in, that of its source first."""
    return tuple(EXPORTERS[issue.document.format])


def _exporter(issue: Issue, format: str) -> Exporter:
    formats = formats_of(issue)
    if format and format not in formats:
        raise UsageError(
            f"{issue.path} cannot be exported as {format}.", fix=f"Formats of this issue: {', '.join(formats)}."
        )
    return EXPORTERS[issue.document.format][format or formats[0]]


def _rendered(workspace: Workspace, issue: Issue, assembled: Assembled, *, locale: str, exporter: Exporter) -> Exported:
    untranslated = assembled.from_source == len(issue.segments)
    source_locale = workspace.config.source_locale
    page = Page(
        text=assembled.text,
        locale=source_locale if untranslated else locale,
        heading=documents.parse(assembled.text, format=issue.document.format).title or issue.slug,
        asset=asset_reader(workspace, issue.slug),
        source=issue.document.text,
        source_locale=source_locale,
    )
    text = exporter.render(page)
    return Exported(
        issue=issue.slug,
        locale=locale,
        extension=exporter.extension,
        media_type=exporter.media_type,
        data=text.encode("utf-8"),
        from_source=assembled.from_source,
        from_drafts=assembled.from_drafts,
    )


def _blocking(issue: Issue, catalog: Catalog, assembled: Assembled, *, fallback: Fallback, name: str) -> Iterator[str]:
    """Sentences that say what stands in the way, in document order."""
    used = {unit.key for unit in catalog.units if _is_used(unit.state, fallback)}
    errors = {item.unit.id: item for item in find(issue, catalog, name=name) if _blocks(item, used)}
    missing = set(assembled.missing) if fallback is Fallback.FAIL else set()
    seen: set[str] = set()
    for segment in issue.segments:
        unit = catalog.unit_of(segment)
        identity = unit.id if unit else segment.id
        if identity in seen:
            continue
        seen.add(identity)
        place = f"{issue.path}:{segment.line}: “{_excerpt(segment.source)}”"
        if identity in missing:
            yield f"{place} {MISSING[unit.state if unit else State.EMPTY]}."
        elif identity in errors:
            yield f"{place} {errors[identity].finding.message}"


def _is_used(state: State, fallback: Fallback) -> bool:
    return state is State.APPROVED or (fallback is Fallback.DRAFT and state is not State.EMPTY)


def _blocks(item: Found, used: set[Key]) -> bool:
    return item.finding.severity is Severity.ERROR and item.unit.key in used


def _shortened(reasons: tuple[str, ...]) -> tuple[str, ...]:
    rest = len(reasons) - LISTED
    return reasons if rest <= 0 else (*reasons[:LISTED], f"… and {rest} more.")


def _excerpt(source: str) -> str:
    return source if len(source) <= 60 else f"{source[:59].rstrip()}…"


def write(workspace: Workspace, exported: Exported, *, output: Path | None = None) -> Path:
    """Save under dist/<locale>/, or under `output`/<locale>/; the path it went to. DiskError when it cannot."""
    if output:
        path = output / exported.locale / exported.name
    else:
        path = workspace.export_path(exported.issue, exported.locale, extension=exported.extension)
    atomic.write(path, exported.data)
    return path
