"""How far every issue is in every locale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from app.core.model import Severity
from app.errors import UsageError
from app.store.seen import Numbers
from app.store.workspace import Workspace
from app.workflow.archive import Done, Task, each
from app.workflow.checking import findings_of
from app.workflow.ingest import ingest
from app.workflow.unchanged import UpToDate, look, numbers
from app.workflow.update import merged

FEW = 12  # issues that are read sooner than the record is asked


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
    """The progress of `slugs` (all) in `locales` (all), issue by issue; of many, what stayed as it was is not read."""
    slugs = workspace.slugs() if slugs is None else slugs
    locales = workspace.config.locales if locales is None else locales
    if len(slugs) <= FEW:
        return (progress_of(workspace, slug, locale, findings=findings) for slug in slugs for locale in locales)
    return each(
        workspace,
        slugs,
        locales=locales,
        work=partial(_work, findings=findings),
        known=partial(_progress, findings=findings),
        enough=partial(_is_enough, findings=findings),
        write=workspace.state_folder.is_dir(),
    )


def progress_of(workspace: Workspace, slug: str, locale: str, *, findings: bool = False) -> Progress:
    """The progress of one issue in one locale; a file that cannot be read is a `problem`, not an exception."""
    try:
        return _progress(slug, locale, _counted(workspace, slug, locale, findings=findings)[0], findings=findings)
    except UsageError as error:
        return Progress(slug, locale, problem=str(error))


def _work(tasks: Sequence[Task], workspace: Workspace, recipe: str, *, findings: bool) -> list[Done[Progress]]:
    return [_task_done(workspace, task, recipe=recipe, findings=findings) for task in tasks]


def _task_done(workspace: Workspace, task: Task, *, recipe: str, findings: bool) -> Done[Progress]:
    digest = look(task.slug, folder=str(workspace.sources), recipe=recipe).digest
    results = []
    up_to_date = {}
    for locale in task.locales:
        try:
            found, version = _counted(workspace, task.slug, locale, findings=findings)
        except UsageError as error:
            results.append(Progress(task.slug, locale, problem=str(error)))
            continue
        results.append(_progress(task.slug, locale, found, findings=findings))
        if version:
            up_to_date[locale] = (version, found)
    return Done(tuple(results), UpToDate(digest, up_to_date))


def _counted(workspace: Workspace, slug: str, locale: str, *, findings: bool) -> tuple[Numbers, str]:
    """The numbers of a catalog, or of an issue that has none yet; its version if it is known to be up to date."""
    stored = workspace.catalogs.load(workspace.catalog_path(slug, locale))
    catalog = stored.catalog
    if catalog is None:
        issue = ingest(workspace, slug)
        count = len({segment.id for segment in issue.segments})
        return Numbers(count, issue.words, count, errors=0, warnings=0), ""
    if not findings:
        return numbers(catalog), ""
    severities = Counter(item.finding.severity for item in findings_of(workspace, slug, locale=locale))
    found = numbers(catalog)._replace(errors=severities[Severity.ERROR], warnings=severities[Severity.WARNING])
    current = not stored.recovered and merged(ingest(workspace, slug), catalog, locale=locale) == catalog
    return found, stored.version if current else ""


def _progress(slug: str, locale: str, found: Numbers, *, findings: bool) -> Progress:
    return Progress(
        slug,
        locale,
        segments=found.segments,
        words=found.words,
        empty=found.empty,
        draft=found.draft,
        stale=found.stale,
        needs_work=found.needs_work,
        approved=found.approved,
        errors=found.errors if findings else None,
        warnings=found.warnings if findings else None,
        next_segment=found.next_segment or None,
    )


def _is_enough(found: Numbers, *, findings: bool) -> bool:
    return not findings or found.errors is not None
