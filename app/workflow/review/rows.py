"""The rows of the review screen: units in document order, with what the checks say of them and their versions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.core import assembly
from app.core.model import Catalog, Finding, Key, Segment, Severity, State, Unit
from app.errors import ConflictError
from app.store.activity import Snapshot
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.checking import structure_findings, unit_findings
from app.workflow.ingest import Issue, ingest
from app.workflow.review.targets import cleaned
from app.workflow.versions import drafts


@dataclass(frozen=True)
class Row:
    """A segment on the review screen. `places` counts where its unit stands in the issue."""

    segment: Segment
    unit: Unit
    version: str
    findings: tuple[Finding, ...]
    places: int = 1
    draft: Snapshot | None = None  # what its target was made from, once somebody has touched that

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def accepted(self) -> str:
        """The reason for which its errors were accepted, "" when none were."""
        return next((finding.reason for finding in self.findings if finding.reason), "")


@dataclass(frozen=True)
class Review:
    """A whole issue in one locale, as the review screen shows it. `version` changes with the catalog."""

    issue: Issue
    locale: str
    rows: tuple[Row, ...]
    version: str


@dataclass(frozen=True)
class Opened:
    """A unit as it stands now, with the first of the segments that it stands for and the indexes of them all."""

    issue: Issue
    locale: str
    segment: Segment
    unit: Unit
    indexes: tuple[int, ...]  # of those segments


def unit_version(unit: Unit) -> str:
    """Changes whenever the entry does, by whatever hand; where it stands in the file is not part of it."""
    entry = (unit.target, unit.state.value, unit.previous_source, unit.origin, unit.comments, unit.flags, unit.plural)
    accepted = (unit.accepted,) if unit.accepted else ()
    return hashlib.sha256(repr(entry + accepted).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def open_review(workspace: Workspace, slug: str, locale: str) -> Review:
    """The rows of an issue, one for each unit, in document order.

    Segments that the catalog does not hold yet (the source is newer than the last update) show as empty.
    """
    issue = ingest(workspace, slug)
    path = workspace.catalog_path(slug, locale)
    stored = workspace.catalogs.load(path)
    workspace.catalogs.remember(path)
    catalog = stored.catalog or Catalog(locale=locale)
    structure = structure_findings(issue, catalog)
    rows = tuple(
        row(opened, structure=structure.get(opened.unit.id, ()))
        for opened in _opened(issue, catalog, range(len(issue.segments)), locale=locale)
    )
    return Review(issue, locale, with_drafts(workspace, slug, locale, rows), stored.version)


def row_of(workspace: Workspace, slug: str, locale: str, *, segment: str) -> Row:
    """One row as it stands now; ConflictError when the segment has left the issue."""
    opened = find(workspace, slug, locale, identity=segment)
    return with_drafts(workspace, slug, locale, [row(opened, structure=_structure_of(opened))])[0]


def try_target(workspace: Workspace, slug: str, locale: str, segment: str, *, target: str) -> tuple[Finding, ...]:
    """What the checks would say of `target`; nothing is saved."""
    opened = find(workspace, slug, locale, identity=segment)
    opened = replace(opened, unit=replace(opened.unit, target=cleaned(target), state=State.NEEDS_WORK))
    return unit_findings(opened.unit, opened.issue, locale=locale) + _structure_of(opened)


def find(workspace: Workspace, slug: str, locale: str, *, identity: str) -> Opened:
    found = find_all(workspace, slug, locale, [identity]).get(identity)
    if found is None:
        raise left_the_issue()
    return found


def find_all(workspace: Workspace, slug: str, locale: str, identities: Iterable[str]) -> dict[str, Opened]:
    """Those of the units of an issue that have these ids."""
    issue = ingest(workspace, slug)
    catalog = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog or Catalog(locale=locale)
    indexes = {index for identity in identities for index in issue.parsed.standing.get(identity, ())}
    return {opened.unit.id: opened for opened in _opened(issue, catalog, sorted(indexes), locale=locale)}


def left_the_issue() -> ConflictError:
    return ConflictError(
        Message("This sentence is no longer in the issue: its source has changed."),
        fix=Message("Reload the page to see what took its place."),
    )


def with_drafts(workspace: Workspace, slug: str, locale: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    known = drafts(workspace, slug, locale, [one.unit for one in rows])
    return tuple(replace(one, draft=known[one.unit.id]) if one.unit.id in known else one for one in rows)


def row(opened: Opened, *, structure: tuple[Finding, ...]) -> Row:
    unit = opened.unit
    findings = unit_findings(unit, opened.issue, locale=opened.locale) + structure
    return Row(replace(opened.segment, id=unit.id), unit, unit_version(unit), findings, len(opened.indexes))


def structure_of(opened: Sequence[Opened]) -> dict[str, tuple[Finding, ...]]:
    """What assembly says of these units of an issue, every other one left in the source: unit id -> findings."""
    if not opened:
        return {}
    issue, locale = opened[0].issue, opened[0].locale
    placed = {index: one.unit for one in opened for index in one.indexes}
    if assembly.surely_fit(issue.document, issue.segments, placed, locale=locale):
        return {}
    filled = tuple(replace(one.unit, state=State.NEEDS_WORK) for one in opened if one.unit.target)
    return structure_findings(issue, Catalog(locale=locale, units=filled))


def _structure_of(opened: Opened) -> tuple[Finding, ...]:
    return structure_of([opened]).get(opened.unit.id, ())


def _opened(issue: Issue, catalog: Catalog, indexes: Iterable[int], *, locale: str) -> list[Opened]:
    """The units of these segments of an issue in document order, those that the catalog lacks as empty ones."""
    found: dict[Key, tuple[Unit, list[int]]] = {}
    for index in indexes:
        unit = catalog.unit_of(issue.segments[index]) or Unit(source=issue.segments[index].source)
        found.setdefault(unit.key, (unit, []))[1].append(index)
    return [Opened(issue, locale, issue.segments[places[0]], unit, tuple(places)) for unit, places in found.values()]
