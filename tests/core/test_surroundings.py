"""What stands alike in two issues: the same kind of block, heading and neighbours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core import surroundings
from app.core.model import Unit
from app.core.surroundings import Surroundings

Lines = list[tuple[str, str]]  # kind, source


def units(lines: Lines) -> list[Unit]:
    """The units of an issue of one segment a line."""
    found: dict[str, Unit] = {}
    for line, (kind, source) in enumerate(lines, 1):
        unit = found.get(source) or Unit(source)
        notes = tuple(dict.fromkeys((*unit.notes, f"{kind}, sentence 1 of 2")))
        found[source] = replace(unit, notes=notes, places=(*unit.places, ("source_issues/x.md", line)))
    return list(found.values())


def places(lines: Lines, source: str = "Gratuit.") -> tuple[Surroundings, ...]:
    return surroundings.of(units(lines))[Unit(source).id]


FRAME = [
    ("front matter: title", "Lettre n° 41"),
    ("paragraph", "Bonjour !"),
    ("heading 2", "Agenda du 4"),
    ("paragraph", "Le 4 mai."),
    ("paragraph", "Gratuit."),
    ("paragraph", "Venez."),
    ("heading 2", "Fin"),
]


def changed(number: int, kind: str, source: str) -> Lines:
    return [(kind, source) if at == number else line for at, line in enumerate(FRAME)]


@pytest.mark.parametrize(
    ("lines", "same"),
    [
        (FRAME, "near"),
        (changed(2, "heading 2", "Agenda du 11"), "near"),
        (changed(3, "paragraph", "Le 12 mai."), "near"),
        (changed(6, "heading 2", "Autre"), "near"),
        (changed(3, "paragraph", "En mai."), "part"),
        (changed(5, "paragraph", "Ne venez pas."), "part"),
        (changed(4, "list item", "Gratuit."), ""),
        (changed(2, "heading 2", "Marché"), ""),
    ],
)
def test_kind_heading_and_neighbours_make_the_context_and_figures_do_not(lines: Lines, same: str) -> None:
    (one,), (other,) = places(FRAME), places(lines)
    assert (one.near == other.near, one.part == other.part) == (same == "near", same != "")


def test_what_stands_before_and_after_a_part_does_not_matter() -> None:
    for source in ("Bonjour !", "Venez."):
        new = [("front matter: title", "Autre"), ("front matter: summary", "Tout."), *FRAME[1:6], ("heading 2", "Neuf")]
        assert places(new, source) == places(FRAME, source)


def test_every_place_of_a_unit_counts_and_one_of_which_nothing_is_known_has_none() -> None:
    assert len(places([*FRAME, ("paragraph", "Gratuit."), ("list item", "Gratuit.")])) > 1
    assert surroundings.of([Unit("Seul."), Unit("Autre.")]) == {}
