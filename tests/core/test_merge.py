"""What becomes of targets when a source is edited."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st
from merging import PATH, approved, edited, lines, state_and_origin, update
from places import needs_gettext

from app.core import catalogs, documents
from app.core.model import Catalog, Segment, State
from app.core.segmentation import segment

EDITS = Path(__file__).parent.parent / "data" / "edits"


def cases(name: str) -> Any:
    return json.loads((EDITS / f"{name}.json").read_text("utf-8"))


EXPECTED = cases("expected")


def read(name: str, by: str = "sentence") -> tuple[Segment, ...]:
    return segment(documents.parse((EDITS / name).read_text("utf-8")), by=by)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", EXPECTED)
def test_each_edit_has_the_outcome_a_person_wants(name: str) -> None:
    old = {case["id"]: case["text"] for case in cases("base")}
    base = approved(update(read("base.md", "paragraph"), None))
    found = {unit.source: unit for unit in update(read(f"cases/{name}.md", "paragraph"), base).units}
    for case in EXPECTED[name]:
        unit = found[case["text"]]
        if case["id"] == "p6" and case["want"] == "stale":  # better than wanted: only a link target changed
            assert unit.state == State.APPROVED
            assert "https://exemple.fr/2025/11/camille-dupont" in unit.target
        elif case["want"] == "empty":
            assert (unit.state, unit.target) == (State.EMPTY, "")
        else:
            assert state_and_origin(unit) == (case["want"], old[case["from"]])


@pytest.mark.parametrize("by", ["sentence", "paragraph"])
@pytest.mark.parametrize("name", EXPECTED)
def test_an_edit_taken_back_restores_every_unit(name: str, by: str) -> None:
    base = approved(update(read("base.md", by), None))
    there = update(read(f"cases/{name}.md", by), base)
    assert update(read("base.md", by), there).units == base.units


@pytest.mark.parametrize("by", ["sentence", "paragraph"])
@pytest.mark.parametrize("name", EXPECTED)
def test_an_unchanged_source_leaves_the_catalog_byte_identical(name: str, by: str) -> None:
    base = approved(update(read("base.md", by), None))
    segments = read(f"cases/{name}.md", by)
    once = update(segments, base)
    assert update(segments, once) == once
    written = catalogs.serialize(once)
    assert catalogs.serialize(update(segments, catalogs.parse(written))) == written


@pytest.mark.parametrize("case", cases("addresses"), ids=lambda case: case["after"])
def test_a_new_address_is_put_into_an_approved_target(case: dict[str, str]) -> None:
    unit = edited(case["before"], case["after"], case["target"])
    assert (unit.state, unit.previous_source) == (State.APPROVED, None)
    assert (unit.source, unit.target) == (case["after"], case["wanted"])


def test_a_target_without_the_old_address_is_stale() -> None:
    unit = edited("Voir [ici](https://a.fr/1).", "Voir [ici](https://a.fr/2).", "See [here](https://a.fr/en/1).")
    assert (unit.state, unit.target) == (State.STALE, "See [here](https://a.fr/en/1).")


@pytest.mark.parametrize("case", cases("numbers"), ids=lambda case: case["target"])
def test_a_new_number_is_put_in_where_that_is_certain(case: dict[str, str]) -> None:
    unit = edited(case["before"], case["after"], case["target"], case["locale"])
    assert (unit.state, unit.previous_source) == (State.STALE, case["before"])
    assert unit.target == case["wanted"]


@given(
    st.tuples(st.integers(10_000, 10**9), st.integers(10_000, 10**9)),
    st.sampled_from(["en", "de", "es", "it", "pt", "pt_BR", "ca", "ja", "pl", "sv"]),
)
@settings(max_examples=150, deadline=None)
def test_a_number_written_by_babel_is_replaced_by_one_written_by_babel(values: tuple[int, int], locale: str) -> None:
    name = "pt_PT" if locale == "pt" else locale
    before, after = (f"Il y a {format_decimal(value, locale='fr')} abonnés." for value in values)
    target, wanted = (f"x {format_decimal(value, locale=name)} y" for value in values)
    unit = edited(before, after, target, locale)
    assert unit.target == wanted


@pytest.mark.parametrize("case", cases("typography"), ids=lambda case: case["holds"])
def test_signs_typed_in_another_way_leave_a_target_approved(case: dict[str, str]) -> None:
    unit = edited(case["before"], case["after"], "The target.")
    assert (unit.state, unit.target) == (case["wanted"], "The target.")


def test_a_number_taken_back_that_cannot_be_put_back_needs_work() -> None:
    before, after = "Il y a 3 chats et 4 chiens.", "Il y a 4 chats et 4 chiens."
    base = approved(update(lines("Début.", before, "Fin."), None), {before: "There are 3 cats and 4 dogs."})
    there = update(lines("Début.", after, "Fin."), base)
    assert there.units[1].target == "There are 4 cats and 4 dogs."
    assert update(lines("Début.", before, "Fin."), there).units[1].state is State.NEEDS_WORK


def test_a_locale_that_is_not_known_is_merged_without_new_numbers() -> None:
    unit = edited("Il y a 3 chats ici.", "Il y a 4 chats ici.", "3 cats.", "xx")
    assert (unit.state, unit.target) == (State.STALE, "3 cats.")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Camille dirige l’atelier de la ville.", "Camille anime l’atelier de la ville."),
        ("Nous avons vu **trois équipes** à Nantes.", "Nous avons vu *trois équipes* à Nantes."),
        ("Nous avons vu trois équipes a Nantes.", "Nous avons vu trois équipes à Nantes."),
        ("Écrivez à `contact@a.fr` dès lundi.", "Écrivez à `info@a.fr` dès lundi."),
    ],
)
def test_other_words_make_a_target_stale_and_keep_it(before: str, after: str) -> None:
    unit = edited(before, after, "The target.")
    assert (unit.state, unit.target, unit.previous_source) == (State.STALE, "The target.", before)


def test_a_split_gives_both_parts_the_old_text_and_a_join_both_targets() -> None:
    whole, first, second = "Le vent se lève, il faut tenter de vivre.", "Le vent se lève.", "Il faut tenter de vivre."
    base = approved(update(lines("Début.", whole, "Fin."), None))
    parts = update(lines("Début.", first, second, "Fin."), base).units[1:3]
    assert [state_and_origin(part) for part in parts] == [("stale", whole)] * 2
    assert {part.target for part in parts} == {f"<<{whole}>>"}
    base = approved(update(lines("Début.", first, second, "Fin."), None))
    joined = update(lines("Début.", whole, "Fin."), base)
    assert state_and_origin(joined.units[1]) == ("stale", f"{first} {second}")
    assert joined.units[1].target == f"<<{first}>> <<{second}>>"
    assert [unit.source for unit in joined.obsolete] == [first, second]


def test_a_newcomer_never_gets_its_neighbours_target() -> None:
    base = approved(update(lines("Le 4 mai : atelier à Lyon.", "Le 18 mai : assemblée à Paris."), None))
    found = update(
        lines("Le 4 mai : atelier à Lyon.", "Le 11 mai : atelier à Lyon.", "Le 18 mai : assemblée à Paris."), base
    )
    assert [unit.state for unit in found.units] == [State.APPROVED, State.EMPTY, State.APPROVED]


def test_a_sentence_replaced_by_another_is_obsolete_and_the_other_empty() -> None:
    base = approved(update(lines("Début.", "Le musée ferme ses portes en juin.", "Fin."), None))
    found = update(lines("Début.", "Votez pour notre prochaine couverture !", "Fin."), base)
    assert found.units[1].state is State.EMPTY
    assert [unit.source for unit in found.obsolete] == ["Le musée ferme ses portes en juin."]


def test_a_deleted_sentence_comes_back_with_its_state_and_comments() -> None:
    base = update(lines("Un mot.", "Deux mots."), None)
    lost = replace(base.units[1], target="Two.", state=State.NEEDS_WORK, comments=("À revoir.",), flags=("no-wrap",))
    base = replace(base, units=(base.units[0], lost))
    gone = update(lines("Un mot."), base)
    assert gone.obsolete == (replace(lost, places=(), notes=()),)
    assert update(lines("Un mot.", "Deux mots."), gone) == base


def test_an_empty_unit_that_left_is_dropped_unless_a_person_wrote_on_it() -> None:
    base = update(lines("Un mot.", "Deux mots très longs.", "Trois."), None)
    noted = replace(base.units[2], comments=("Demander à Léa.",))
    gone = update(lines("Un mot."), replace(base, units=(*base.units[:2], noted)))
    assert [unit.source for unit in gone.obsolete] == ["Trois."]


def test_an_empty_unit_never_becomes_stale_and_keeps_its_comments() -> None:
    base = update(lines("Début.", "Une phrase encore vide ici.", "Fin."), None)
    base = replace(base, units=(base.units[0], replace(base.units[1], comments=("Note.",)), base.units[2]))
    unit = update(lines("Début.", "Une phrase toujours vide ici.", "Fin."), base).units[1]
    assert (unit.state, unit.previous_source, unit.comments) == (State.EMPTY, None, ("Note.",))


def test_a_second_edit_keeps_the_source_the_target_was_made_for() -> None:
    base = approved(update(lines("Début.", "La ville ouvre un grand parc.", "Fin."), None))
    once = update(lines("Début.", "La ville ouvre un très grand parc.", "Fin."), base)
    twice = update(lines("Début.", "La ville ouvre un très beau parc.", "Fin."), once)
    assert state_and_origin(twice.units[1]) == ("stale", "La ville ouvre un grand parc.")


def test_a_draft_goes_stale_with_its_origin_and_comes_back_a_draft() -> None:
    segments = lines("Début.", "La ville ouvre un grand parc.", "Fin.")
    base = update(segments, None)
    draft = replace(base.units[1], target="Draft.", state=State.DRAFT, origin="engine=x")
    base = replace(base, units=(base.units[0], draft, base.units[2]))
    there = update(lines("Début.", "La ville ouvre un petit parc.", "Fin."), base)
    assert (there.units[1].state, there.units[1].origin) == (State.STALE, "engine=x")
    assert update(segments, there) == base


def test_one_of_two_equal_places_edited_gets_a_copy_and_the_other_stays() -> None:
    base = approved(update(lines("Début.", "Inscription gratuite.", "Milieu.", "Inscription gratuite.", "Fin."), None))
    found = update(lines("Début.", "Inscription gratuite.", "Milieu.", "Inscription toujours gratuite.", "Fin."), base)
    assert [unit.state for unit in found.units] == ["approved", "approved", "approved", "stale", "approved"]
    assert found.units[3].target == "<<Inscription gratuite.>>"


def test_a_place_with_its_own_target_keeps_it_when_its_heading_is_renamed() -> None:
    before = lines("# Un", "Oui.", "# Deux", "Oui.")
    base = approved(update(before, None))
    own = replace(base.units[1], context=before[3].context, target="Aye.")
    base = update(before, replace(base, units=(*base.units, own)))
    assert [(unit.context, unit.target) for unit in base.units if unit.source == "Oui."] == [
        (None, "<<Oui.>>"),
        ("under: Deux", "Aye."),
    ]
    renamed = update(lines("# Un", "Oui.", "# Deuxième", "Oui."), base)
    assert [(unit.context, unit.target) for unit in renamed.units if unit.source == "Oui."] == [
        (None, "<<Oui.>>"),
        ("under: Deuxième", "Aye."),
    ]


def test_equal_segments_share_a_unit_with_all_their_places() -> None:
    unit = update(lines("Oui.", "Non.", "Oui."), None).units[0]
    assert unit.places == ((PATH, 1), (PATH, 5))


@needs_gettext
@pytest.mark.parametrize("locale", ["en", "de", "ja", "pt", "pt_BR", "ar", "fr_CA", "xx"])
def test_msgfmt_accepts_a_new_catalog(locale: str, tmp_path: Path) -> None:
    place = tmp_path / "new.po"
    place.write_bytes(catalogs.serialize(update(lines("Un mot.", "Deux mots."), None, locale)))
    done = subprocess.run(["msgfmt", "--check", "-o", tmp_path / "new.mo", place], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_persons_header_survives_in_its_order() -> None:
    mine = (("X-Mine", "yes"), ("language", "en"), ("Last-Translator", "Léa <lea@exemple.fr>"))
    headers = update(lines("Un."), Catalog("en", headers=mine)).headers
    assert headers[:3] == mine
    assert "Language" not in dict(headers)


SOURCES = ["Le chat dort.", "Un chien court ici.", "Il pleut 3 fois.", "Il pleut 4 fois.", "[A](u) va.", "[A](w) va."]
SOURCES += ["Le chat dort. Un chien court ici.", "Le chat dort, un chien court ici."]
TEXTS = st.lists(st.sampled_from(SOURCES), max_size=7)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.lists(st.sampled_from(State), min_size=7, max_size=7), st.lists(TEXTS, min_size=1, max_size=3))
def test_no_target_is_ever_lost(first: list[str], states: list[State], edits: list[list[str]]) -> None:
    catalog = update(lines(*first), None)
    targets = [
        f"target {letter}" if state is not State.EMPTY else "" for letter, state in zip("abcdefg", states, strict=True)
    ]
    told = zip(catalog.units, targets, states, strict=False)
    catalog = replace(catalog, units=tuple(replace(unit, target=target, state=state) for unit, target, state in told))
    for edit in edits:
        before, catalog = catalog, update(lines(*edit), catalog)
        after = (*catalog.units, *catalog.obsolete)
        assert {unit.source for unit in catalog.units} == set(edit)
        told_before = {unit.target for unit in before.units + before.obsolete if unit.target}
        assert all(any(target in other.target for other in after) for target in told_before)
        assert len({unit.key for unit in after}) == len(after)
        assert all((unit.target == "") == (unit.state is State.EMPTY) for unit in catalog.units)
        assert update(lines(*edit), catalog) == catalog


def test_changing_the_segmentation_keeps_each_paragraphs_target_with_its_sentences() -> None:
    words = ("une", "deux", "trois", "quatre", "cinq")
    text = "Début.\n\n" + " ".join(f"Voici la phrase {word} de ce texte." for word in words)
    whole, parts = (segment(documents.parse(text), by=by) for by in ("paragraph", "sentence"))  # type: ignore[arg-type]
    base = approved(update(whole, None))
    found = update(parts, base)
    assert [state_and_origin(unit) for unit in found.units[1:]] == [("stale", whole[1].source)] * 5
    assert update(whole, found).units == base.units
