"""One unit is looked at, saved, approved; and the issue as it reads now."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace

from app.core import assembly
from app.core.model import Catalog, Finding, Key, Segment, Severity, State, Unit
from app.errors import BlockedError, ConflictError, UsageError
from app.exporters import preview as preview_page
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow import history
from app.workflow.checking import structure_findings, unit_findings
from app.workflow.ingest import Issue, asset_reader, ingest

UNTYPABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
LONGEST_TARGET = 20_000  # characters; the limit on a segment


@dataclass(frozen=True)
class Row:
    """A segment on the review screen. `places` counts where its unit stands in the issue."""

    segment: Segment
    unit: Unit
    version: str
    findings: tuple[Finding, ...]
    places: int = 1

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


@dataclass(frozen=True)
class Review:
    """A whole issue in one locale, as the review screen shows it. `version` changes with the catalog."""

    issue: Issue
    locale: str
    rows: tuple[Row, ...]
    version: str


def unit_version(unit: Unit) -> str:
    """Changes whenever the entry does, by whatever hand; where it stands in the file is not part of it."""
    entry = (unit.target, unit.state.value, unit.previous_source, unit.origin, unit.comments, unit.flags, unit.plural)
    return hashlib.sha256(repr(entry).encode("utf-8", "surrogatepass")).hexdigest()[:16]


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
        _row(opened, structure=structure.get(opened.unit.id, ())) for opened in _opened(issue, catalog, locale=locale)
    )
    return Review(issue=issue, locale=locale, rows=rows, version=stored.version)


@dataclass(frozen=True)
class _Opened:
    """A unit as it stands now, with the first of the segments that it stands for and how many they are."""

    issue: Issue
    locale: str
    segment: Segment
    unit: Unit
    places: int


def _opened(issue: Issue, catalog: Catalog, *, locale: str) -> list[_Opened]:
    """The units of an issue in document order, those that the catalog lacks as empty ones."""
    found: dict[Key, tuple[Segment, Unit]] = {}
    places: Counter[Key] = Counter()
    for segment in issue.segments:
        unit = catalog.unit_of(segment) or Unit(source=segment.source)
        found.setdefault(unit.key, (segment, unit))
        places[unit.key] += 1
    return [_Opened(issue, locale, segment, unit, places[key]) for key, (segment, unit) in found.items()]


def _row(opened: _Opened, *, structure: tuple[Finding, ...]) -> Row:
    unit = opened.unit
    findings = unit_findings(unit, opened.issue, locale=opened.locale) + structure
    return Row(replace(opened.segment, id=unit.id), unit, unit_version(unit), findings, opened.places)


def _find(workspace: Workspace, slug: str, locale: str, *, identity: str) -> _Opened:
    issue = ingest(workspace, slug)
    catalog = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog or Catalog(locale=locale)
    for opened in _opened(issue, catalog, locale=locale):
        if opened.unit.id == identity:
            return opened
    raise ConflictError(
        Message("This sentence is no longer in the issue: its source has changed."),
        fix=Message("Reload the page to see what took its place."),
    )


def row_of(workspace: Workspace, slug: str, locale: str, *, segment: str) -> Row:
    """One row as it stands now; ConflictError when the segment has left the issue."""
    opened = _find(workspace, slug, locale, identity=segment)
    return _row(opened, structure=_structure_of(opened))


def try_target(workspace: Workspace, slug: str, locale: str, segment: str, *, target: str) -> tuple[Finding, ...]:
    """What the checks would say of `target`; nothing is saved."""
    opened = _find(workspace, slug, locale, identity=segment)
    return _findings(replace(opened, unit=replace(opened.unit, target=_clean(target), state=State.NEEDS_WORK)))


def _findings(opened: _Opened) -> tuple[Finding, ...]:
    return unit_findings(opened.unit, opened.issue, locale=opened.locale) + _structure_of(opened)


def _structure_of(opened: _Opened) -> tuple[Finding, ...]:
    """Assembly's findings on one unit, with every other one left in the source."""
    if not opened.unit.target:
        return ()
    alone = Catalog(locale=opened.locale, units=(opened.unit,))
    return structure_findings(opened.issue, alone).get(opened.unit.id, ())


def save(
    workspace: Workspace,
    slug: str,
    locale: str,
    segment: str,
    *,
    target: str,
    state: str,
    version: str,
    origin: str | None = None,
    previous_source: str | None = None,
    by: str = "",
    kind: str = "",
    batch: str = "",
) -> Row:
    """Save one unit and give back its row.

    `version` is the one the text was typed against. `origin` and `previous_source` only matter when an undo puts a
    draft or a stale unit back; None keeps what the unit has. `by`, the name of a person, puts the change into the
    history, with a `kind` of its own and as part of a `batch` where they are given.

    ConflictError with the current row when another hand was faster; BlockedError when an approval has errors against
    it; UsageError for a state or text that no unit can have.
    """
    text = _clean(target)
    wanted = _wanted_state(state, target=text)
    opened = _find(workspace, slug, locale, identity=segment)
    structure = _structure_of(replace(opened, unit=replace(opened.unit, target=text, state=State.NEEDS_WORK)))
    before = opened.unit

    def changed(catalog: Catalog | None) -> Catalog:
        nonlocal before
        held = catalog or Catalog(locale=locale)
        current = held.by_key.get(opened.unit.key)
        if unit_version(current or Unit(source=opened.segment.source)) != version:
            raise ConflictError(Message("This sentence was changed elsewhere meanwhile."))
        if current is None:
            fix = Message("Run `passeur update {slug}`.", slug=slug)
            raise ConflictError(Message("This sentence is new: the catalog does not hold it yet."), fix=fix)
        before = current
        unit = _changed(current, target=text, state=wanted, origin=origin, previous_source=previous_source)
        if wanted is State.APPROVED:
            _refuse_errors(_row(replace(opened, unit=unit), structure=structure))
        return replace(held, units=tuple(unit if one is current else one for one in held.units))

    try:
        saved = workspace.catalogs.change(workspace.catalog_path(slug, locale), changed).catalog
    except ConflictError as error:
        error.current = row_of(workspace, slug, locale, segment=segment)
        raise
    assert saved
    unit = saved.by_key[opened.unit.key]
    if by:
        history.record(workspace, by, kind, slug, locale, before=before, after=unit, batch=batch)
    return _row(replace(opened, unit=unit), structure=structure)


def _clean(target: str) -> str:
    """Line ends as PO writes them, none at either end as in every source (`msgfmt --check` compares the two).

    UsageError for what no text file can hold.
    """
    text = target.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if len(text) > LONGEST_TARGET:
        raise UsageError(
            Message(
                "A target has at most {most} characters; this one has {number}.", most=LONGEST_TARGET, number=len(text)
            )
        )
    if UNTYPABLE.search(text):
        raise UsageError(
            Message("The target holds a control character that no text can have."), fix=Message("Type the text again.")
        )
    return text


def _wanted_state(state: str, *, target: str) -> State:
    try:
        wanted = State(state)
    except ValueError:
        raise UsageError(
            Message("There is no state named {state}.", state=repr(state)),
            fix=Message("States: {names}.", names=", ".join(State)),
        ) from None
    if not target.strip():
        if wanted is State.APPROVED:
            raise UsageError(
                Message("An empty target cannot be approved."), fix=Message("Type the target, or copy the source.")
            )
        return State.EMPTY
    return State.NEEDS_WORK if wanted is State.EMPTY else wanted


def _changed(unit: Unit, *, target: str, state: State, origin: str | None, previous_source: str | None) -> Unit:
    if state is State.APPROVED:
        return replace(unit, target=target, state=state, origin="", previous_source=None, previous_context=None)
    if state is State.EMPTY:
        return replace(unit, target="", state=state, origin="")
    kept = unit.origin if origin is None else " ".join(origin.split())[:200]
    return replace(
        unit,
        target=target,
        state=state,
        origin=kept if state in (State.DRAFT, State.STALE) else "",
        previous_source=previous_source or unit.previous_source,
    )


def _refuse_errors(row: Row) -> None:
    if row.errors:
        raise BlockedError(
            Message("This target cannot be approved yet."), reasons=tuple(error.message for error in row.errors)
        )


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
