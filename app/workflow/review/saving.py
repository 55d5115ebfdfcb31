"""Units are saved, one or many at once, against the versions that a person has seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.model import Catalog, Finding, State, Unit
from app.errors import BlockedError, ConflictError, PasseurError
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow import history
from app.workflow.review.rows import (
    Opened,
    Row,
    find_all,
    left_the_issue,
    row,
    row_of,
    structure_of,
    unit_version,
    with_drafts,
)
from app.workflow.review.targets import accepting, changed, cleaned, wanted_state


@dataclass(frozen=True)
class Wish:
    """What somebody wants a unit to be. `version` is the one they saw when they wished it.

    `origin` and `previous_source` only matter when an undo puts a draft or a stale unit back; None keeps what the unit
    has. `accept` is the reason for which errors are let pass, "" lets none.
    """

    segment: str
    state: str
    version: str
    target: str | None = None  # None: as it is
    origin: str | None = None
    previous_source: str | None = None
    accept: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of wishes: the rows as they stand now, and why others were not saved, by the id of the segment."""

    saved: tuple[Row, ...]
    refused: dict[str, PasseurError]


@dataclass(frozen=True)
class _Change:
    """A wish that a unit of the issue can be given."""

    wish: Wish
    opened: Opened
    target: str
    state: State
    structure: tuple[Finding, ...] = ()

    def unit(self, current: Unit, *, by: str) -> Unit:
        """What `current` becomes. BlockedError when it cannot be approved."""
        wish = self.wish
        unit = changed(
            current, target=self.target, state=self.state, origin=wish.origin, previous_source=wish.previous_source
        )
        if self.state is not State.APPROVED:
            return unit
        errors = row(replace(self.opened, unit=unit), structure=self.structure).errors
        if wish.accept.strip():
            unit = accepting(unit, errors, reason=wish.accept, person=by)
            errors = tuple(error for error in errors if error.final)
        if errors:
            reasons = tuple(error.message for error in errors)
            raise BlockedError(Message("This target cannot be approved yet."), reasons=reasons)
        return unit


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
    accept: str = "",
    by: str = "",
    kind: str = "",
    batch: str = "",
) -> Row:
    """Save one unit and give back its row; the arguments are those of `Wish` and `save_all`.

    ConflictError with the current row when another hand was faster; BlockedError when an approval has errors against
    it; UsageError for a state or text that no unit can have.
    """
    wish = Wish(segment, state, version, target, origin, previous_source, accept)
    outcome = save_all(workspace, slug, locale, [wish], by=by, kind=kind, batch=batch)
    for error in outcome.refused.values():
        raise error
    return outcome.saved[0]


def save_all(
    workspace: Workspace,
    slug: str,
    locale: str,
    wishes: Sequence[Wish],
    *,
    by: str = "",
    kind: str = "",
    batch: str = "",
) -> Outcome:
    """Save what can be saved of `wishes`, with one write of the catalog.

    `by`, the name of a person, puts the changes into the history, with a `kind` of its own and as part of a `batch`
    where they are given. InputError and DiskError when the catalog cannot be read or written: nothing is saved then.
    """
    changes, refused = _possible(workspace, slug, locale, wishes)
    made: list[tuple[_Change, Unit, Unit]] = []

    def written(catalog: Catalog | None) -> Catalog:
        made.clear()  # another program overtook us: it is done once more
        if catalog is None:
            raise _new(slug)
        for change in changes:
            try:
                current = _current(catalog, change, slug=slug)
                made.append((change, current, change.unit(current, by=by)))
            except PasseurError as error:
                refused[change.wish.segment] = error
        new = {before.key: after for _, before, after in made}
        return replace(catalog, units=tuple(new.get(unit.key, unit) for unit in catalog.units))

    try:
        saved = workspace.catalogs.change(workspace.catalog_path(slug, locale), written).catalog if changes else None
    except ConflictError as error:  # there is no catalog at all
        saved, refused = None, refused | {change.wish.segment: error for change in changes}
    _tell(workspace, slug, locale, refused)
    if by and made:
        pairs = [(before, after) for _, before, after in made]
        history.record_all(workspace, by, slug, locale, changes=pairs, kind=kind, batch=batch)
    units = saved.by_key if saved else {}
    rows = [row(replace(one.opened, unit=units[new.key]), structure=one.structure) for one, _, new in made]
    return Outcome(with_drafts(workspace, slug, locale, rows), refused)


def _possible(
    workspace: Workspace, slug: str, locale: str, wishes: Sequence[Wish]
) -> tuple[list[_Change], dict[str, PasseurError]]:
    """The wishes that can be tried, and why others cannot. What assembly says of all is asked at once."""
    found = find_all(workspace, slug, locale, [wish.segment for wish in wishes])
    refused: dict[str, PasseurError] = {}
    changes: list[_Change] = []
    for wish in wishes:
        try:
            changes.append(_change(wish, found.get(wish.segment)))
        except PasseurError as error:
            refused[wish.segment] = error
    if not changes:
        return [], refused
    wished = [replace(one.opened, unit=replace(one.opened.unit, target=one.target)) for one in changes]
    structure = structure_of(wished)
    return [replace(one, structure=structure.get(one.wish.segment, ())) for one in changes], refused


def _change(wish: Wish, opened: Opened | None) -> _Change:
    if opened is None:
        raise left_the_issue()
    target = cleaned(opened.unit.target if wish.target is None else wish.target)
    return _Change(wish, opened, target, wanted_state(wish.state, target=target))


def _current(held: Catalog, change: _Change, *, slug: str) -> Unit:
    """The unit as the catalog has it. ConflictError when it is another than was seen, or not there."""
    current = held.by_key.get(change.opened.unit.key)
    if unit_version(current or Unit(source=change.opened.segment.source)) != change.wish.version:
        raise ConflictError(Message("This sentence was changed elsewhere meanwhile."))
    if current is None:
        raise _new(slug)
    return current


def _new(slug: str) -> ConflictError:
    fix = Message("Run `passeur update {slug}`.", slug=slug)
    return ConflictError(Message("This sentence is new: the catalog does not hold it yet."), fix=fix)


def _tell(workspace: Workspace, slug: str, locale: str, refused: dict[str, PasseurError]) -> None:
    """Put what is there now into the conflicts."""
    for segment, error in refused.items():
        if isinstance(error, ConflictError) and error.current is None:
            error.current = _row_or_none(workspace, slug, locale, segment)


def _row_or_none(workspace: Workspace, slug: str, locale: str, segment: str) -> Row | None:
    try:
        return row_of(workspace, slug, locale, segment=segment)
    except ConflictError:
        return None
