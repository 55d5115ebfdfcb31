"""Segments that a reviewer joins or parts: the text is the same, and no target is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from merging import approved, lines, state_and_origin, update

from app.core.model import Segment, Unit

CAT, QUIET, DOG = "Le chat dort.", "Il ne bouge pas.", "Le chien court."
TARGETS = {CAT: "The cat sleeps.", QUIET: "It does not move.", DOG: "The dog runs."}


def cut(*sources: str) -> tuple[Segment, ...]:
    """Segments of one paragraph, cut as a reviewer decided."""
    whole = lines(" ".join(sources))[0]
    return tuple(replace(whole, source=source) for source in sources)


@pytest.mark.parametrize(
    ("locale", "target"), [("en", "The cat sleeps. It does not move."), ("ja", "猫が寝る。動かない。")]
)
def test_segments_that_a_reviewer_joins_have_both_targets_to_make_one_of(locale: str, target: str) -> None:
    told = TARGETS if locale == "en" else {CAT: "猫が寝る。", QUIET: "動かない。"}
    base = approved(update(cut(CAT, QUIET, DOG), None, locale), told)
    found = update(cut(f"{CAT} {QUIET}", DOG), base, locale)
    assert (state_and_origin(found.units[0]), found.units[0].target) == (("stale", f"{CAT} {QUIET}"), target)
    assert update(cut(CAT, QUIET, DOG), found, locale).units == base.units


def test_a_segment_joined_to_an_empty_one_is_stale() -> None:
    base = approved(update(cut(CAT, QUIET, DOG), None), TARGETS)
    base = replace(base, units=(base.units[0], Unit(QUIET, places=base.units[1].places), base.units[2]))
    found = update(cut(f"{CAT} {QUIET}", DOG), base)
    assert state_and_origin(found.units[0]) == ("stale", CAT)


def test_a_segment_that_a_reviewer_parts_gives_each_part_its_own_sentence() -> None:
    whole = f"{CAT} {QUIET}"
    base = approved(update(cut(whole, DOG), None), {whole: "The cat sleeps. It does not move.", DOG: "The dog runs."})
    found = update(cut(CAT, QUIET, DOG), base)
    assert [state_and_origin(unit) for unit in found.units[:2]] == [("stale", whole)] * 2
    assert [unit.target for unit in found.units] == list(TARGETS.values())
    assert update(cut(whole, DOG), found).units == base.units


def test_parts_of_a_segment_whose_target_is_one_sentence_have_all_of_it() -> None:
    whole = f"{CAT} {QUIET}"
    base = approved(update(cut(whole, DOG), None), {whole: "The cat sleeps and does not move."})
    found = update(cut(CAT, QUIET, DOG), base)
    assert [unit.target for unit in found.units[:2]] == ["The cat sleeps and does not move."] * 2
    assert update(cut(whole, DOG), found).units == base.units
