"""How far every issue is in every locale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from app.core.model import Severity, State
from app.errors import UsageError
from app.store.workspace import Workspace
from app.workflow.checking import findings_of
from app.workflow.ingest import ingest


@dataclass(frozen=True)
class Progress:
    """One issue in one locale, in numbers. `errors` and `warnings` are None when checks were not asked for."""

    issue: str
    locale: str
    segments: int = 0
    words: int = 0
    empty: int = 0
    draft: int = 0
    stale: int = 0
    needs_work: int = 0
    approved: int = 0
    errors: int | None = None
    warnings: int | None = None
    problem: str = ""  # why the source or the catalog cannot be read, with file and line
    next_segment: str | None = None  # id of the first unit that needs review

    @property
    def left(self) -> int:
        return self.segments - self.approved

    @property
    def percent(self) -> int:
        """Approved units in a hundred, rounded down so that 100 means all."""
        return 100 * self.approved // self.segments if self.segments else 0

    def as_json(self) -> dict[str, Any]:
        """The shape that `passeur status --json` promises."""
        hidden = {"problem": not self.problem, "next_segment": True}
        return {key: value for key, value in asdict(self).items() if not hidden.get(key)}


def status(
    workspace: Workspace,
    slugs: Sequence[str] | None = None,
    locales: Sequence[str] | None = None,
    *,
    findings: bool = False,
) -> Iterator[Progress]:
    """The progress of `slugs` (all) in `locales` (all), issue by issue."""
    for slug in slugs if slugs is not None else workspace.slugs():
        for locale in locales if locales is not None else workspace.config.locales:
            yield progress_of(workspace, slug, locale=locale, findings=findings)


def progress_of(workspace: Workspace, slug: str, locale: str, *, findings: bool = False) -> Progress:
    """The progress of one issue in one locale; a file that cannot be read is a `problem`, not an exception."""
    try:
        catalog = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog
        if catalog is None:
            issue = ingest(workspace, slug)
            count = len({segment.id for segment in issue.segments})
            none = 0 if findings else None
            return Progress(slug, locale, segments=count, words=issue.words, empty=count, errors=none, warnings=none)
        found = findings_of(workspace, slug, locale=locale) if findings else []
    except UsageError as error:
        return Progress(slug, locale, problem=str(error))
    states = Counter(unit.state for unit in catalog.units)
    severities = Counter(item.finding.severity for item in found)
    waiting = (unit for unit in catalog.units if unit.state is not State.APPROVED)
    first = next(waiting, None)
    return Progress(
        slug,
        locale,
        segments=len(catalog.units),
        words=sum(len(unit.source.split()) for unit in catalog.units),
        empty=states[State.EMPTY],
        draft=states[State.DRAFT],
        stale=states[State.STALE],
        needs_work=states[State.NEEDS_WORK],
        approved=states[State.APPROVED],
        errors=severities[Severity.ERROR] if findings else None,
        warnings=severities[Severity.WARNING] if findings else None,
        next_segment=first.id if first else None,
    )
