"""Segments, catalogs and updates for tests of merging, in a line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.core import documents
from app.core.merge import merge
from app.core.model import Catalog, Segment, State, Unit
from app.core.segmentation import segment

PATH = "source_issues/lettre.md"


def lines(*sources: str) -> tuple[Segment, ...]:
    return segment(documents.parse("\n\n".join(sources)), by="paragraph")


def update(segments: Sequence[Segment], previous: Catalog | None, locale: str = "en") -> Catalog:
    return merge(segments, previous, locale=locale, path=PATH)


def approved(catalog: Catalog, targets: dict[str, str] | None = None) -> Catalog:
    """The catalog with every unit approved; a target is the source in brackets unless one is given."""
    told = targets or {}
    units = (
        replace(unit, target=told.get(unit.source, f"<<{unit.source}>>"), state=State.APPROVED)
        for unit in catalog.units
    )
    return replace(catalog, units=tuple(units))


def edited(before: str, after: str, target: str, locale: str = "en") -> Unit:
    """What the approved target of `before` becomes when its sentence, alone between two others, is `after`."""
    frame = "La première phrase ne change pas.", "La dernière non plus."
    catalog = approved(update(lines(frame[0], before, frame[1]), None), {before: target})
    return update(lines(frame[0], after, frame[1]), catalog, locale).units[1]


def state_and_origin(unit: Unit) -> tuple[str, str]:
    return unit.state, unit.previous_source or unit.source
