"""When a catalog was last worked on: the header's dates change with a target or a state, and with nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from app.core.catalogs import header
from app.core.model import Catalog, State, Unit

DATE = "%Y-%m-%d %H:%M%z"


def dated(before: Catalog | None, after: Catalog, *, now: datetime, last_translator: str) -> Catalog:
    """`after` with `PO-Revision-Date`, and `Last-Translator` when given, if its work differs from that of `before`."""
    if not _differ(before, after):
        return after
    now = now.astimezone(UTC)
    # a clock set back must not make the newest save look older than the one before
    old = _date(header.value(before.headers, "PO-Revision-Date")) if before else None
    headers = header.replaced(after.headers, "PO-Revision-Date", max(now, old or now).strftime(DATE))
    if last_translator:
        headers = header.replaced(headers, "Last-Translator", last_translator)
    return replace(after, headers=headers)


def _differ(before: Catalog | None, after: Catalog) -> bool:
    """Whether a person's or an engine's work changed; entries that only moved to or from `#~` are the same."""
    old, new = ([*one.units, *one.obsolete] if one else [] for one in (before, after))
    same = {id(unit) for unit in old} & {id(unit) for unit in new}  # nearly all, and quickly told
    return _work(unit for unit in old if id(unit) not in same) != _work(unit for unit in new if id(unit) not in same)


def _work(units: Iterable[Unit]) -> set[tuple[object, ...]]:
    return {(unit.key, unit.target, unit.state, unit.plural) for unit in units if unit.state is not State.EMPTY}


def _date(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, DATE)
    except ValueError:
        return None
