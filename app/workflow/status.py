"""How far every issue is in every locale."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import groupby
from typing import Any

from app.core.model import Severity
from app.errors import UsageError
from app.store.catalog_files import Stored
from app.store.seen import Numbers
from app.store.workspace import Workspace
from app.workflow.archive import Done, Task, each
from app.workflow.checking import find
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


def glance(
    workspace: Workspace, slugs: Sequence[str], locales: Sequence[str], *, seconds: float = 0
) -> Iterator[Progress]:
    """As `status`, with errors as far as they are known; those of further catalogs are looked for during `seconds`.

    What is found is remembered, so that looking again and again comes to know them all.
    """
    until = time.monotonic() + seconds
    for slug, found in _by_issue(_recorded(workspace, slugs, locales, findings=False)):
        unknown = any(one.errors is None and not one.problem for one in found)
        if unknown and time.monotonic() < until:
            found = list(_recorded(workspace, [slug], locales, findings=True))
        yield from found


def _recorded(
    workspace: Workspace, slugs: Sequence[str], locales: Sequence[str], *, findings: bool
) -> Iterator[Progress]:
    return each(
        workspace,
        slugs,
        locales=locales,
        work=partial(_work, findings=findings),
        known=partial(_progress, findings=True),
        enough=partial(_is_enough, findings=findings),
        write=workspace.state_folder.is_dir(),
    )


def _by_issue(found: Iterable[Progress]) -> Iterator[tuple[str, list[Progress]]]:
    return ((slug, list(group)) for slug, group in groupby(found, key=lambda one: one.issue))


def _work(tasks: Sequence[Task], workspace: Workspace, recipe: str, *, findings: bool) -> list[Done[Progress]]:
    return [_task_done(workspace, task, recipe=recipe, findings=findings) for task in tasks]


def _task_done(workspace: Workspace, task: Task, *, recipe: str, findings: bool) -> Done[Progress]:
    digest = look(task.slug, folder=str(workspace.sources), recipe=recipe).digest
    results = []
    up_to_date = {}
    for locale in task.locales:
        try:
            found, stored = _counted(workspace, task.slug, locale, findings=findings)
            current = _is_current(workspace, task.slug, stored, locale=locale)
        except UsageError as error:
            results.append(Progress(task.slug, locale, problem=str(error)))
            continue
        results.append(_progress(task.slug, locale, found, findings=findings))
        if current:
            up_to_date[locale] = (stored.version, found)
    return Done(tuple(results), UpToDate(digest, up_to_date))


def _counted(workspace: Workspace, slug: str, locale: str, *, findings: bool) -> tuple[Numbers, Stored]:
    """The numbers of a catalog, or of an issue that has none yet; and the catalog."""
    path = workspace.catalog_path(slug, locale)
    stored = workspace.catalogs.load(path)
    if stored.catalog is None:
        issue = ingest(workspace, slug)
        count = len({segment.id for segment in issue.segments})
        return Numbers(count, issue.words, count, errors=0, warnings=0), stored
    found = numbers(stored.catalog)
    if findings:
        every = find(ingest(workspace, slug), stored.catalog, name=workspace.relative(path))
        severities = Counter(item.finding.severity for item in every)
        found = found._replace(errors=severities[Severity.ERROR], warnings=severities[Severity.WARNING])
    return found, stored


def _is_current(workspace: Workspace, slug: str, stored: Stored, *, locale: str) -> bool:
    """Whether a catalog is up to date with its source."""
    if stored.catalog is None or stored.recovered:
        return False
    return merged(ingest(workspace, slug), stored.catalog, locale=locale) == stored.catalog


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
