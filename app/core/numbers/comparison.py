"""Which values of a source and its target have no equal on the other side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.core.numbers.items import Item, agree

SMALL = frozenset({0, 1, 2})  # "un", "les deux", 1つ: too common in idioms for an alarm


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that is missing (no target), extra (no source), or became another."""

    source: Item | None
    target: Item | None


def differences(source: Iterable[Item], target: Iterable[Item]) -> Iterator[Difference]:
    """Compares as sets: a value said twice may be said once, since repeating is a matter of style.

    Firm items (digits) must have an equal. Words only explain, unless both sides are left with one of the same kind:
    "une dizaine" and "a dozen" disagree, "un produit neuf" and "a new product" do not.
    """
    source, target = list(source), list(target)
    missing = [item for item in source if not _explained(item, target, backwards=False)]
    extra = [item for item in target if not _explained(item, source, backwards=True)]
    yield from _paired(
        [item for item in missing if item.firm and not item.vague],
        [item for item in extra if item.firm and not item.vague and _alarming(item)],
        others=[item for item in extra if not item.firm and not item.vague],
    )
    yield from _spelled([item for item in missing if _counts(item)], [item for item in extra if _counts(item)])


def _explained(item: Item, others: list[Item], *, backwards: bool) -> bool:
    """Whether an item has an equal, whole or part by part: "18 h 30" may be "18 hours 30 minutes", but not 30:18."""

    def equal(one: Item, candidates: Iterable[Item]) -> bool:
        return any(agree(other, one) if backwards else agree(one, other) for other in candidates)

    if item.parts:
        return equal(item, others) or all(equal(part, others) for part in item.parts)
    return equal(item, others) or any(equal(item, other.parts) for other in others)


def _alarming(item: Item) -> bool:
    """Whether an item that only the target has is worth a word: a name brought in is not, nor is a lone 1."""
    return any(reading.kind in ("number", "time", "month") for reading in item.readings) and 1 not in item.numbers()


def _counts(item: Item) -> bool:
    return not item.firm and not item.vague and not SMALL & set(item.numbers())


def _paired(missing: list[Item], extra: list[Item], *, others: list[Item]) -> Iterator[Difference]:
    """One missing and one extra value of the same kind are one fault: the first became the second."""
    left = list(extra)
    for item in missing:
        partner = next((other for other in [*left, *others] if _kinds(other) & _kinds(item)), None)
        if partner in left:
            left.remove(partner)
        yield Difference(item, partner)
    yield from (Difference(None, item) for item in left)


def _spelled(missing: list[Item], extra: list[Item]) -> Iterator[Difference]:
    for item in missing:
        partner = next((other for other in extra if _comparable(item, other)), None)
        if partner:
            extra.remove(partner)
            yield Difference(item, partner)


def _comparable(item: Item, other: Item) -> bool:
    """A number of things and a part of one are seldom two readings of the same: "six mois", "half a year"."""
    return bool(_kinds(item) & _kinds(other)) and _is_part(item) == _is_part(other)


def _is_part(item: Item) -> bool:
    return any(value.denominator > 1 for value in item.numbers())


def _kinds(item: Item) -> set[str]:
    return {reading.kind for reading in item.readings}
