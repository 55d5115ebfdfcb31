"""How like a source known ones are: the same first, then by what a reader sees, markup and typing counting little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.memory import ranked, words_apart
from app.core.model import Match


def match(source: str) -> Match:
    return Match(source, f"<<{source}>>", score=0)


ATELIER = match("Le 4 décembre : atelier d’initiation à la contribution, à Lyon.")
RENCONTRE = match("Le 11 décembre : rencontre des traducteurs, en visioconférence.")


def test_the_same_source_scores_100_and_comes_first() -> None:
    found = ranked(ATELIER.source, [RENCONTRE, match(f"{ATELIER.source} Venez."), ATELIER], floor=50)
    assert found[0].score == 100
    assert (found[0].source, found[0].target) == (ATELIER.source, ATELIER.target)
    assert all(match.score < 100 for match in found[1:])


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
    (found,) = ranked(source, [ATELIER, RENCONTRE])
    assert 90 <= found.score < 100


def test_another_link_target_hardly_matters() -> None:
    (found,) = ranked("[Lire la suite](https://b.fr)", [match("[Lire la suite](https://exemple.fr/une/longue/page)")])
    assert found.score >= 90


def test_strangers_stay_below_the_floor_and_the_limit_holds() -> None:
    assert ranked(ATELIER.source, [RENCONTRE]) == []
    many = [match(ATELIER.source.replace("4", str(day))) for day in range(1, 31)]
    assert len(ranked(ATELIER.source, many, limit=3)) == 3
    assert ranked(ATELIER.source, many, limit=0) == []


def test_of_two_targets_for_one_source_the_order_stays() -> None:
    later, earlier = Match("Bonjour !", "Hello!", 0), Match("Bonjour !", "Hi!", 0)
    assert [one.target for one in ranked("Bonjour !", [later, earlier])] == ["Hello!", "Hi!"]


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=8, unique=True), st.integers(0, 100))
def test_scores_fall_from_the_best_to_the_floor(source: str, sources: list[str], floor: int) -> None:
    found = ranked(source, list(map(match, sources)), floor=floor)
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(max(floor, 0) <= score <= 100 for score in scores)
    assert [one.source for one in found if one.score == 100] == [source] * (source in sources)


@pytest.mark.parametrize(
    ("old", "new", "apart"),
    [
        ("Merci à tous.", "Merci à toutes et tous.", (0, 2)),
        ("Merci à toutes et tous.", "Merci à tous.", (2, 0)),
        ("Venez le 4 mai.", "Venez le 11 mai !", (1, 1)),
        ("Venez en mai.", "**Venez** en Mai !", (0, 0)),
        ("[Lire](https://a.fr)", "[Lire](https://b.fr)", (0, 0)),
    ],
)
def test_words_apart_are_those_that_a_reader_sees(old: str, new: str, apart: tuple[int, int]) -> None:
    assert words_apart(old, new) == apart
