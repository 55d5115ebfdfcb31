"""What memory offers for a source: approved pairs only, the same source first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.memory import Memory, matches
from app.core.model import State, Unit


def unit(source: str, state: State = State.APPROVED) -> Unit:
    return Unit(source, target=f"<<{source}>>", state=state)


ATELIER = unit("Le 4 décembre : atelier d’initiation à la contribution, à Lyon.")
RENCONTRE = unit("Le 11 décembre : rencontre des traducteurs, en visioconférence.")


def test_the_same_source_scores_100_and_comes_first() -> None:
    found = matches(ATELIER.source, [RENCONTRE, unit(f"{ATELIER.source} Venez."), ATELIER], floor=50)
    assert found[0].score == 100
    assert (found[0].source, found[0].target) == (ATELIER.source, ATELIER.target)
    assert all(match.score < 100 for match in found[1:])


@pytest.mark.parametrize("state", [state for state in State if state is not State.APPROVED])
def test_only_approved_units_are_offered(state: State) -> None:
    units = [unit(ATELIER.source, state)]
    assert matches(ATELIER.source, units) == []
    assert Memory.build([("lettre", units)]).exact(ATELIER.source) is None


@pytest.mark.parametrize(
    "source",
    [
        ATELIER.source.replace("4", "5"),
        ATELIER.source.replace("Lyon", "lyon"),
        ATELIER.source.replace("atelier", "**atelier**"),
        ATELIER.source.replace(" :", "\u00a0:"),
    ],
)
def test_what_differs_in_a_figure_case_markup_or_space_is_near_but_not_the_same(source: str) -> None:
    (match,) = matches(source, [ATELIER, RENCONTRE])
    assert 90 <= match.score < 100


def test_another_link_target_hardly_matters() -> None:
    (match,) = matches("[Lire la suite](https://b.fr)", [unit("[Lire la suite](https://exemple.fr/une/longue/page)")])
    assert match.score >= 90


def test_strangers_stay_below_the_floor_and_the_limit_holds() -> None:
    assert matches(ATELIER.source, [RENCONTRE]) == []
    many = [unit(ATELIER.source.replace("4", str(day))) for day in range(1, 31)]
    assert len(matches(ATELIER.source, many, limit=3)) == 3
    assert matches(ATELIER.source, many, limit=0) == []


def test_a_memory_knows_the_issue_and_keeps_the_last_approved_target() -> None:
    later = Unit(ATELIER.source, target="Later.", state=State.APPROVED)
    memory = Memory.build([("mai", [ATELIER]), ("juin", [later, RENCONTRE])])
    match = memory.exact(ATELIER.source)
    assert match is not None
    assert (match.target, match.issue, match.score, len(memory)) == ("Later.", "juin", 100, 2)
    assert memory.exact("Autre.") is None


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=8), st.integers(0, 100))
def test_scores_fall_from_the_best_to_the_floor(source: str, sources: list[str], floor: int) -> None:
    found = matches(source, map(unit, sources), floor=floor)
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert all(max(floor, 0) <= score <= 100 for score in scores)
    assert [match.source for match in found if match.score == 100] == [source] * (source in sources)


def issue(*pairs: tuple[str, str], free: str = "Free.") -> list[Unit]:
    """Approved units by kind and source, a line each. `free` is the target of "Gratuit."."""
    units: dict[str, Unit] = {}
    for line, (kind, source) in enumerate(pairs, 1):
        target = free if source == "Gratuit." else f"<{source}>"
        unit = units.get(source) or Unit(source, target=target, state=State.APPROVED)
        notes = tuple(dict.fromkeys((*unit.notes, kind)))
        units[source] = replace(unit, notes=notes, places=(*unit.places, ("source_issues/x.md", line)))
    return list(units.values())


FRAME = [("heading 1", "Lettre n° 41"), ("paragraph", "Bonjour !"), ("heading 2", "Agenda"), ("paragraph", "Gratuit.")]


def test_what_stands_where_it_stood_in_an_earlier_issue_is_a_match_in_context() -> None:
    memory = Memory.build([("41", issue(*FRAME))])
    new = issue(("heading 1", "Lettre n° 42"), *FRAME[1:])
    assert {match.source for match in memory.in_context(new).values()} == {"Bonjour !", "Agenda", "Gratuit."}


def test_the_same_words_elsewhere_are_no_match_in_context() -> None:
    memory = Memory.build([("41", issue(*FRAME))])
    new = issue(("heading 1", "Lettre n° 42"), ("list item", "Bonjour !"), ("heading 2", "Marché"), FRAME[3])
    assert memory.in_context(new) == {}
    both = issue(*FRAME, ("heading 2", "Marché"), FRAME[3])
    assert (None, "Gratuit.") not in memory.in_context(both)


def test_issues_that_differ_in_context_give_no_match() -> None:
    memory = Memory.build([("40", issue(*FRAME)), ("41", issue(*FRAME, free="At no cost."))])
    assert (None, "Gratuit.") not in memory.in_context(issue(*FRAME))
    assert (None, "Bonjour !") in memory.in_context(issue(*FRAME))
