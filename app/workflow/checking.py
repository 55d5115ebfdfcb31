"""Findings of whole catalogs, for `passeur check` and before export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.core import assembly
from app.core.checks import run_checks
from app.core.glossary import Glossary
from app.core.model import Catalog, Fallback, Finding, Key, Unit
from app.store.workspace import Workspace
from app.workflow.ingest import Issue, ingest

REMEMBERED = 5_000  # units: a few issues under review


@dataclass(frozen=True)
class Found:
    """A finding and where it stands."""

    issue: str
    locale: str
    path: str  # the source file, as catalogs refer to it
    line: int  # where the segment begins in it
    catalog: str  # the catalog, relative to the workspace
    unit: Unit
    finding: Finding


def findings_of(workspace: Workspace, slug: str, *, locale: str) -> list[Found]:
    """Every finding of one issue in one locale, in document order. UsageError when a file cannot be read."""
    issue = ingest(workspace, slug)
    path = workspace.catalog_path(slug, locale)
    catalog = workspace.catalogs.load(path).catalog
    return list(find(issue, catalog, name=workspace.relative(path))) if catalog else []


def find(issue: Issue, catalog: Catalog, *, name: str) -> Iterator[Found]:
    """The findings of every check, then those of assembly, segment by segment."""
    structure = structure_findings(issue, catalog)
    seen: set[Key] = set()
    for segment in issue.segments:
        unit = catalog.unit_of(segment)
        if unit is None or unit.key in seen:
            continue
        seen.add(unit.key)
        found = unit_findings(unit, issue, locale=catalog.locale)
        for finding in (*found, *structure.get(unit.id, ())):
            yield Found(issue.slug, catalog.locale, issue.path, segment.line, name, unit, finding)


def unit_findings(unit: Unit, issue: Issue, *, locale: str) -> tuple[Finding, ...]:
    """What the checks say of a unit; remembered, as a page asks again for what one save left alone."""
    return _findings(unit, locale, issue.locale, issue.document.labels, issue.terms_in(locale))


@lru_cache(maxsize=REMEMBERED)
def _findings(
    unit: Unit, locale: str, source_locale: str, labels: frozenset[str], glossary: Glossary
) -> tuple[Finding, ...]:
    return run_checks(unit, locale=locale, source_locale=source_locale, labels=labels, glossary=glossary)


def structure_findings(issue: Issue, catalog: Catalog) -> dict[str, tuple[Finding, ...]]:
    """What assembly says of the targets: unit id -> findings."""
    return assembly.assemble(issue.document, issue.segments, catalog, fallback=Fallback.DRAFT).findings
