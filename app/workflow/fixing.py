"""Safe fixes of targets: what a person would do without thinking, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from app.core.checks import white_space
from app.core.localize import localized
from app.core.model import Catalog, Finding, Unit
from app.store.workspace import Workspace
from app.workflow.checking import unit_findings
from app.workflow.ingest import Issue, ingest

SAFE = frozenset({white_space.NAME})  # checks whose suggestions never change what a text says
ROUNDS = 3  # taking one space out may uncover another


def fix(workspace: Workspace, slug: str, *, locale: str) -> int:
    """Apply the suggestions of the SAFE checks to one catalog; how many units changed. States stay as they are."""
    issue = ingest(workspace, slug)
    path = workspace.catalog_path(slug, locale)
    fixed = 0

    def changed(catalog: Catalog | None) -> Catalog:
        nonlocal fixed
        held = catalog or Catalog(locale=locale)
        units = tuple(fixed_unit(unit, issue, locale=locale) for unit in held.units)
        fixed = sum(new is not old for new, old in zip(units, held.units, strict=True))
        return replace(held, units=units)

    if workspace.catalogs.load(path).catalog is not None:
        workspace.catalogs.change(path, changed)
    return fixed


def readable(unit: Unit, issue: Issue, *, locale: str) -> Unit:
    """A unit that an engine has just drafted, in the forms of its locale and without what nobody writes."""
    target, _ = localized(
        unit.source, unit.target, source_locale=issue.locale, locale=locale, labels=issue.document.labels
    )
    return fixed_unit(replace(unit, target=target), issue, locale=locale)


def fixed_unit(unit: Unit, issue: Issue, *, locale: str) -> Unit:
    """The unit with its safe fixes; the same object when there are none."""
    for _ in range(ROUNDS):
        findings = [one for one in unit_findings(unit, issue, locale=locale) if one.check in SAFE]
        target = _applied(unit.target, findings)
        if target == unit.target or not target.strip():
            break
        unit = replace(unit, target=target)
    return unit


def _applied(target: str, findings: list[Finding]) -> str:
    """`target` with each suggestion in its place, the last first so that places stay true."""
    end = len(target) + 1
    for finding in sorted(findings, key=lambda one: one.target_span or (0, 0), reverse=True):
        if finding.target_span is None or finding.suggestion is None or finding.target_span[1] > end:
            continue
        start, end = finding.target_span[0], finding.target_span[0]
        target = target[:start] + finding.suggestion + target[finding.target_span[1] :]
    return target
