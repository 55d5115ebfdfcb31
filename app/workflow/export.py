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
from app.wording import Message
from app.workflow.checking import Found, find
from app.workflow.ingest import Issue, asset_reader, ingest

LISTED = 20  # units named one by one in a refusal; the rest are counted
WAYS_OUT = {
    Fallback.FAIL: Message("Review what is listed, or choose a fallback: `--fallback draft` or `--fallback source`."),
    Fallback.DRAFT: Message("Mend what is listed, or choose `--fallback source`."),
    Fallback.SOURCE: Message("Mend what is listed."),
}
MISSING = {
    State.EMPTY: Message("{place}: “{source}” has no target."),
    State.DRAFT: Message("{place}: “{source}” is a draft."),
    State.STALE: Message("{place}: “{source}” is stale: the source changed."),
    State.NEEDS_WORK: Message("{place}: “{source}” needs work."),
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


@dataclass(frozen=True)
class Obstacle:
    """What stands in the way of an export: a unit without a usable target, or an error that a check found in it."""

    segment: str  # id of the unit
    source: str
    state: State
    error: str  # what the check says; "" where the target is missing
    text: Message  # all of it, with its place in the file


@dataclass(frozen=True)
class Survey:
    """What an export would meet: obstacles in document order, and how many gaps it would fill with what."""

    obstacles: tuple[Obstacle, ...] = ()
    from_source: int = 0
    from_drafts: int = 0


def export(
    workspace: Workspace,
    slug: str,
    locale: str,
    *,
    format: str = "",
    fallback: Fallback = Fallback.FAIL,
    despite_errors: bool = False,
) -> Exported:
    """The issue in `locale`, in the format of its source unless another is named.

    BlockedError lists what is missing or wrong; `despite_errors` lets what checks found pass. UsageError for a format
    that the issue cannot have.
    """
    issue, catalog, assembled = _assembled(workspace, slug, locale, fallback=fallback)
    exporter = _exporter(issue, format)
    found = _obstacles(issue, catalog, assembled, fallback=fallback)
    reasons = tuple(one.text for one in found if not (one.error and despite_errors))
    if reasons:
        raise BlockedError(
            Message("{slug} cannot be exported in {locale} yet.", slug=slug, locale=locale),
            reasons=_shortened(reasons),
            fix=WAYS_OUT[fallback],
        )
    return _rendered(workspace, issue, assembled, locale=locale, exporter=exporter)


def survey(workspace: Workspace, slug: str, locale: str, *, fallback: Fallback) -> Survey:
    """What stands in the way of an export, and what it would fill. UsageError when a file cannot be read."""
    issue, catalog, assembled = _assembled(workspace, slug, locale, fallback=fallback)
    found = tuple(_obstacles(issue, catalog, assembled, fallback=fallback))
    if fallback is Fallback.FAIL:
        return Survey(found)
    return Survey(found, from_source=assembled.from_source, from_drafts=assembled.from_drafts)


def trial(workspace: Workspace, slug: str, locale: str, *, format: str, fallback: Fallback) -> Exported:
    """What an export would give although something stands in its way, to be looked at."""
    issue, _, assembled = _assembled(workspace, slug, locale, fallback=fallback)
    return _rendered(workspace, issue, assembled, locale=locale, exporter=_exporter(issue, format))


def untranslated(workspace: Workspace, slug: str, *, format: str) -> Exported:
    """The source in the same form, to be set beside a locale."""
    issue = ingest(workspace, slug)
    nothing = Catalog(locale=issue.locale)
    assembled = assembly.assemble(issue.document, issue.segments, nothing, fallback=Fallback.SOURCE)
    return _rendered(workspace, issue, assembled, locale=issue.locale, exporter=_exporter(issue, format))


def _assembled(workspace: Workspace, slug: str, locale: str, *, fallback: Fallback) -> tuple[Issue, Catalog, Assembled]:
    issue = ingest(workspace, slug)
    catalog = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog or Catalog(locale=locale)
    return issue, catalog, assembly.assemble(issue.document, issue.segments, catalog, fallback=fallback)


def formats_of(issue: Issue) -> tuple[str, ...]:
    """The formats that an issue can be exported in, that of its source first."""
    return tuple(EXPORTERS[issue.document.format])


def _exporter(issue: Issue, format: str) -> Exporter:
    formats = formats_of(issue)
    if format and format not in formats:
        raise UsageError(
            Message("{path} cannot be exported as {format}.", path=issue.path, format=format),
            fix=Message("Formats of this issue: {names}.", names=", ".join(formats)),
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


def _obstacles(issue: Issue, catalog: Catalog, assembled: Assembled, *, fallback: Fallback) -> Iterator[Obstacle]:
    used = {unit.key for unit in catalog.units if _is_used(unit.state, fallback)}
    errors = {item.unit.id: item for item in find(issue, catalog, name="") if _blocks(item, used)}
    missing = set(assembled.missing) if fallback is Fallback.FAIL else set()
    seen: set[str] = set()
    for segment in issue.segments:
        unit = catalog.unit_of(segment)
        identity = unit.id if unit else segment.id
        if identity in seen:
            continue
        seen.add(identity)
        place, source = f"{issue.path}:{segment.line}", _excerpt(segment.source)
        state = unit.state if unit else State.EMPTY
        if identity in missing:
            yield Obstacle(identity, source, state, "", MISSING[state].filled(place=place, source=source))
        elif identity in errors:
            error = errors[identity].finding.message
            text = Message("{place}: “{source}” {message}", place=place, source=source, message=error)
            yield Obstacle(identity, source, state, error, text)


def _is_used(state: State, fallback: Fallback) -> bool:
    return state is State.APPROVED or (fallback is Fallback.DRAFT and state is not State.EMPTY)


def _blocks(item: Found, used: set[Key]) -> bool:
    return item.finding.severity is Severity.ERROR and item.unit.key in used


def _shortened(reasons: tuple[Message, ...]) -> tuple[Message, ...]:
    rest = len(reasons) - LISTED
    return reasons if rest <= 0 else (*reasons[:LISTED], Message("… and {number} more.", number=rest))


def _excerpt(source: str) -> str:
    return source if len(source) <= 60 else f"{source[:59].rstrip()}…"


def write(workspace: Workspace, exported: Exported, *, output: Path | None = None) -> Path:
    """Save it at its `place`, which is given back. DiskError when it cannot."""
    path = place(workspace, exported, output=output)
    atomic.write(path, exported.data)
    return path


def place(workspace: Workspace, exported: Exported, *, output: Path | None = None) -> Path:
    """Where it goes: under dist/<locale>/, or under `output`/<locale>/."""
    if output:
        return output / exported.locale / exported.name
    return workspace.export_path(exported.issue, exported.locale, extension=exported.extension)
