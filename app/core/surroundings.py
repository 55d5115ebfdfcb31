"""How a unit stands in its issue: what stands alike in another issue is said in the same words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from app.core.model import Unit

APART = "front matter"  # its values are nobody's neighbours
DIGITS = re.compile(r"\d+")


class Surroundings(NamedTuple):
    """One place of a unit, as digests of eight hex digits."""

    part: str  # what kind of block it is, and the heading above
    near: str  # these, and both neighbours under that heading

    @property
    def text(self) -> str:
        return f"{self.part}:{self.near}"


def of(units: Iterable[Unit]) -> dict[str, tuple[Surroundings, ...]]:
    """Unit id -> how each of its places is set; none of a unit of which no place and no kind is known.

    Digits count as 0: "Lettre n° 41" and "Lettre n° 42" head the same part.
    """
    found: dict[str, dict[Surroundings, None]] = {}
    for unit, heading, before, after in _placed(units):
        for kind in _kinds(unit):
            part = f"{kind}\n{heading}"
            place = Surroundings(_digest(part), _digest(f"{part}\n{before}\n{after}"))
            found.setdefault(unit.id, {}).setdefault(place)
    return {name: tuple(places) for name, places in found.items()}


def _placed(units: Iterable[Unit]) -> Iterator[tuple[Unit, str, str, str]]:
    """Every place of every unit in the order of the document, with the heading above it and both neighbours."""
    places = sorted(
        ((line, number, unit) for number, unit in enumerate(units) for _, line in unit.places or (("", 0),)),
        key=lambda place: place[:2],
    )
    ordered = [unit for _, _, unit in places]
    heading = before = ""
    for unit, following in zip_longest(ordered, ordered[1:]):
        after = "" if _is_apart(unit) else _as_neighbour(following)
        if unit.notes or unit.places:
            yield unit, heading, before, after
        heading = _even(unit.source) if _heads(unit) else heading
        before = _as_neighbour(unit)


def _as_neighbour(unit: Unit | None) -> str:
    """ "" where a part begins or ends."""
    return "" if unit is None or _heads(unit) or _is_apart(unit) else _even(unit.source)


def _kinds(unit: Unit) -> list[str]:
    return [note.partition(", sentence ")[0] for note in unit.notes] or [""]


def _heads(unit: Unit) -> bool:
    return _kinds(unit)[0].startswith("heading")


def _is_apart(unit: Unit) -> bool:
    return _kinds(unit)[0].startswith(APART)


def _even(source: str) -> str:
    return DIGITS.sub("0", source)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
