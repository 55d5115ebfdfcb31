"""A sentence that stands in several places has one unit; a reviewer can let one place differ, and take that back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.core.model import Catalog, Key, Segment, Unit, segment_id
from app.errors import ConflictError, UsageError
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow import history
from app.workflow.ingest import ingest
from app.workflow.review.rows import Row, find, row_of, unit_version
from app.workflow.update import merged

RELOAD = Message("Reload the page to see how it stands now.")


@dataclass(frozen=True)
class Place:
    """Where a sentence stands. `id` is that of the unit that the place has, or would have, for itself."""

    id: str
    segment: Segment
    own: bool  # it has one


def places_of(workspace: Workspace, slug: str, locale: str, segment: str) -> tuple[Place, ...]:
    """Every place of the sentence that `segment` names, in document order. ConflictError when it left the issue."""
    opened = find(workspace, slug, locale, identity=segment)
    catalog = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog or Catalog(locale=locale)
    return tuple(
        Place(segment_id(*key), one, own=key in catalog.by_key)
        for one in opened.issue.segments
        if one.source == opened.unit.source
        for key in [_own_key(one)]
    )


def apart(workspace: Workspace, slug: str, locale: str, segment: str, *, place: str, version: str) -> Row:
    """Give `place`, the id of one of `places_of`, a unit of its own that begins as the others are; its row.

    ConflictError as for a save; UsageError when `segment` does not stand in that place, or in no other.
    """
    places = places_of(workspace, slug, locale, segment)
    shared = [one for one in places if not one.own]
    chosen = next((one for one in shared if one.id == place), None)
    if chosen is None or len(shared) < 2:
        raise UsageError(Message("This place has no others that it could differ from."), fix=RELOAD)

    def changed(catalog: Catalog, unit: Unit) -> Catalog:
        own = replace(unit, context=chosen.segment.context)
        return replace(catalog, units=(*catalog.units, own))

    _change(workspace, slug, locale, (None, chosen.segment.source), version=version, changed=changed)
    return row_of(workspace, slug, locale, segment=place)


def together(workspace: Workspace, slug: str, locale: str, segment: str, *, version: str, by: str = "") -> Row:
    """Let the place that has `segment` for itself be as the others again; the row of them all.

    What its own unit held stands in the history. ConflictError as for a save; UsageError when it is not one's own.
    """
    opened = find(workspace, slug, locale, identity=segment)
    own = opened.unit
    if own.context is None:
        raise UsageError(Message("This place does not differ from the others."), fix=RELOAD)
    key = (None, own.source)

    def changed(catalog: Catalog, unit: Unit) -> Catalog:
        if key in catalog.by_key:
            return replace(catalog, units=tuple(one for one in catalog.units if one is not unit))
        units = tuple(replace(one, context=None) if one is unit else one for one in catalog.units)
        return replace(catalog, units=units, obsolete=tuple(one for one in catalog.obsolete if one.key != key))

    catalog = _change(workspace, slug, locale, own.key, version=version, changed=changed)
    shared = catalog.by_key[key]
    if by:
        history.record(workspace, by, "fill", slug, locale, before=own, after=replace(shared, context=own.context))
    return row_of(workspace, slug, locale, segment=shared.id)


def _own_key(segment: Segment) -> Key:
    return (segment.context, segment.source)


def _change(
    workspace: Workspace, slug: str, locale: str, key: Key, *, version: str, changed: Callable[[Catalog, Unit], Catalog]
) -> Catalog:
    """Change the catalog by its unit of `key`, when it is the one that was seen; places and notes follow."""
    issue = ingest(workspace, slug)

    def written(catalog: Catalog | None) -> Catalog:
        unit = catalog.by_key.get(key) if catalog else None
        if catalog is None or unit is None or unit_version(unit) != version:
            raise ConflictError(Message("This sentence was changed elsewhere meanwhile."))
        return merged(issue, changed(catalog, unit), locale=locale)

    saved = workspace.catalogs.change(workspace.catalog_path(slug, locale), written).catalog
    assert saved
    return saved
