"""What no sequence of edits, reviews and updates may break."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from edited_issues import EDITS
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from issues_in_parts import Draft, parts, read, written

from app.core import catalogs
from app.core.merge import merge
from app.core.model import Catalog, State, Unit

ISSUES = sorted((Path(__file__).parent.parent / "data" / "edits" / "issues").glob("*.md"))
TAG = re.compile(r"\bzk[a-j]+\b")
STATES = [State.APPROVED, State.APPROVED, State.NEEDS_WORK, State.DRAFT]
NEWCOMERS = [
    f"Voici une nouvelle {word} dont personne n’avait parlé." for word in ("fontaine", "girafe", "loi", "note")
]

Step = tuple[list[str], int]  # edits, and the seed of what they and the reviewer choose
STEPS = st.lists(
    st.tuples(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3), st.integers(0, 10**6)),
    min_size=5,
    max_size=7,
)


def update(text: str, previous: Catalog | None, by: str = "sentence") -> Catalog:
    return merge(read(text, by), previous, locale="fr", path="source_issues/lettre.md")


def tag(number: int) -> str:
    return "zk" + "".join("abcdefghij"[int(digit)] for digit in str(number))


def reviewed(catalog: Catalog, chance: random.Random, *, written_so_far: int) -> Catalog:
    """A person writes a third of what is empty, and looks at some of the rest."""
    units = []
    for number, unit in enumerate(catalog.units, written_so_far):
        if unit.state is State.EMPTY and chance.random() < 0.4:
            comments = ("À relire.",) if chance.random() < 0.2 else ()
            state = chance.choice(STATES)
            origin = "engine=x route=fra-eng" if state is State.DRAFT else ""
            unit = replace(unit, target=f"{tag(number)} {unit.source}", state=state, comments=comments, origin=origin)
        elif unit.state is State.STALE and chance.random() < 0.2:
            unit = replace(unit, state=State.APPROVED, previous_source=None, previous_context=None)
        units.append(unit)
    return replace(catalog, units=tuple(units))


def tags(catalog: Catalog) -> set[str]:
    return {name for unit in (*catalog.units, *catalog.obsolete) for name in TAG.findall(unit.target)}


def words(unit: Unit) -> str:
    """Its source without addresses: units that differ in nothing else have one target for all."""
    return re.sub(r"\]\([^)]*\)", "", unit.source)


def whole(catalog: Catalog) -> None:
    """Nothing in it that gettext refuses or that contradicts itself."""
    every = (*catalog.units, *catalog.obsolete)
    assert len({unit.key for unit in every}) == len(every)
    assert all((unit.state is State.EMPTY) == (not unit.target) for unit in catalog.units)
    assert all(unit.previous_source is not None for unit in catalog.units if unit.state is State.STALE)


@pytest.mark.parametrize("by", ["sentence", "paragraph"])
@settings(max_examples=20, deadline=None, phases=[Phase.generate])
@given(st.sampled_from(ISSUES), STEPS)
def test_no_target_is_lost_and_an_update_done_twice_changes_nothing(by: str, path: Path, steps: list[Step]) -> None:
    draft = Draft(parts(path.read_text("utf-8")), list(NEWCOMERS), random.Random(0))
    catalog = reviewed(update(written(draft.parts), None, by), random.Random(1), written_so_far=100)
    for count, (edits, seed) in enumerate(steps, 1):
        draft.random = random.Random(seed)
        for name in edits:
            EDITS[name](draft)
        text = written(draft.parts)
        before, catalog = catalog, update(text, catalog, by)
        assert tags(before) <= tags(catalog)
        whole(catalog)
        assert {unit.source for unit in catalog.units} == {segment.source for segment in read(text, by)}
        stored = catalogs.serialize(catalog)
        assert catalogs.serialize(update(text, catalogs.parse(stored), by)) == stored
        catalog = reviewed(catalog, draft.random, written_so_far=1000 * count)


@pytest.mark.parametrize("by", ["sentence", "paragraph"])
@settings(max_examples=20, deadline=None, phases=[Phase.generate])
@given(st.sampled_from(ISSUES), STEPS)
def test_edits_taken_back_bring_every_unit_back(by: str, path: Path, steps: list[Step]) -> None:
    first = written(parts(path.read_text("utf-8")))
    empty = update(first, None, by)
    tags = {words(unit): tag(number) for number, unit in enumerate(empty.units, 100)}
    units = (replace(unit, target=f"{tags[words(unit)]} {unit.source}", state=State.APPROVED) for unit in empty.units)
    base = catalog = replace(empty, units=tuple(units))
    draft = Draft(parts(first), list(NEWCOMERS), random.Random(0))
    for edits, seed in steps:
        draft.random = random.Random(seed)
        for name in edits:
            EDITS[name](draft)
        catalog = update(written(draft.parts), catalog, by)
    back = update(first, catalog, by)
    assert back.units == base.units


FOREIGN = [
    Unit(
        "Un fichier.",
        target="zka A file.",
        state=State.APPROVED,
        plural=("%d fichiers.", ("zka A file.", "zkb Files.")),
    ),
    Unit("Ouvrir", target="zkc Open", state=State.APPROVED, context="menu", comments=("Bouton.",)),
    Unit("Ouvrir", target="zkd Opening", state=State.NEEDS_WORK, context="titre"),
    Unit("Le chat dort.", target="zke The cat sleeps.", state=State.STALE, previous_source="Le chat mange."),
    Unit("Un mot.", target="", comments=("Demander à Léa.",), flags=("no-wrap",)),
]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["Un fichier.", "Ouvrir", "Le chat dort.", "Le chat mange.", "Un mot."]), max_size=5),
        max_size=5,
    )
)
def test_what_other_programs_wrote_survives_any_update(issues: list[list[str]]) -> None:
    catalog = Catalog("fr", units=tuple(FOREIGN))
    for sources in issues:
        catalog = catalogs.parse(catalogs.serialize(update("\n\n".join(sources), catalog)))
        whole(catalog)
        assert tags(catalog) == {"zka", "zkc", "zkd", "zke"}
        assert "zkb" in str(catalog)
        comments = {line for unit in (*catalog.units, *catalog.obsolete) for line in unit.comments}
        assert comments == {"Bouton.", "Demander à Léa."}
