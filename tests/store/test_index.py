"""The index finds what stands in the catalogs now, whoever changed them, and can be deleted at any time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from places import ROOT, workspace_at

from app.core.model import Catalog, State
from app.store.index.file import FILE
from app.store.workspace import Workspace

DATA = ROOT / "tests" / "data" / "web"


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    found = workspace_at(Path(shutil.copytree(DATA, tmp_path / "workspace")))
    yield found
    found.index.close()


def approve(space: Workspace, source: str, target: str) -> None:
    def changed(catalog: Catalog | None) -> Catalog:
        assert catalog
        units = [
            replace(one, target=target, state=State.APPROVED) if one.source == source else one for one in catalog.units
        ]
        return replace(catalog, units=tuple(units))

    space.catalogs.change(space.catalog_path("lettre", "de"), changed)


def sources(space: Workspace, text: str, **narrowed: object) -> list[str]:
    return [hit.source for hit in space.index.search(text, locale="de", **narrowed)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asked", ["velos", "VÉLOS", "les vélos", '"attend les"', "lo é", "räder", "RADER", "warteté"[:6]]
)
def test_a_unit_is_found_by_words_of_its_source_or_target_without_accents_and_case(
    space: Workspace, asked: str
) -> None:
    assert sources(space, asked) == ["Le capitaine attend les vélos."]


@pytest.mark.parametrize(
    "asked", ["", "  ", '""', "zq", "vélos räder", '"les attend"', "\0", '"', "***", "NEAR(", "%", "_", "AND"]
)
def test_what_no_text_has_finds_nothing_and_breaks_nothing(space: Workspace, asked: str) -> None:
    assert sources(space, asked) == []


def test_a_hit_says_where_it_stands(space: Workspace) -> None:
    (hit,) = space.index.search("capitaine", locale="de")
    assert (hit.slug, hit.locale, hit.state, hit.target) == (
        "lettre",
        "de",
        State.NEEDS_WORK,
        "Der Kapitän wartet auf Räder.",
    )
    assert hit.note == "paragraph, sentence 1 of 2"
    assert len(hit.id) == 12


def test_state_and_locale_narrow_a_search(space: Workspace) -> None:
    assert sources(space, "bac", state=State.APPROVED) == ["Le bac repart"]
    assert {hit.locale for hit in space.index.search("bac")} == {"de", "ar"}


def test_a_save_is_found_at_the_next_question_and_what_it_replaced_is_not(space: Workspace) -> None:
    assert sources(space, "fahrrader") == []
    approve(space, "Le capitaine attend les vélos.", "Der Kapitän wartet auf die Fahrräder.")
    assert sources(space, "fahrrader", state=State.APPROVED) == ["Le capitaine attend les vélos."]
    assert sources(space, '"auf räder"') == []


def test_changes_by_other_programs_and_issues_that_go_are_noticed(space: Workspace) -> None:
    assert sources(space, "quai")
    path = space.catalog_path("lettre", "de")
    path.write_text(path.read_text().replace("Sie legt um 7 Uhr ab.", "Abfahrt zu früher Stunde."))
    space.index.refresh()
    assert sources(space, "fruher") == ["Il part à 8 heures."]
    path.write_text("<<<<<<< HEAD\n")
    space.index.refresh()
    assert sources(space, "fruher") == []
    space.source_path("lettre").unlink()
    space.index.refresh()
    assert space.index.search("bac") == []


def test_concordance_shows_approved_units_only_first_those_with_the_very_phrase(space: Workspace) -> None:
    approve(space, "Le **bac** traverse de nouveau le fleuve.", "Die **Fähre** überquert wieder den Fluss.")
    asked = {
        text: [hit.source for hit in space.index.concordance(text, locale="de")]
        for text in ("le bac", "nouveau fleuve")
    }
    assert asked == {"le bac": ["Le bac repart"], "nouveau fleuve": ["Le **bac** traverse de nouveau le fleuve."]}
    assert space.index.concordance("capitaine") == []


@pytest.mark.parametrize("content", [None, b"no database at all, but some text that is long enough" * 100])
def test_an_index_that_is_lost_or_torn_is_made_again(space: Workspace, content: bytes | None) -> None:
    assert sources(space, "quai")
    space.index.close()
    file = space.state_folder / FILE
    file.unlink()
    if content:
        file.write_bytes(content)
    again = workspace_at(space.root)
    assert sources(again, "quai")
    assert again.index.rebuild() == 2
    assert sources(again, "quai")
    again.index.close()


def test_whoever_has_the_index_open_follows_when_it_is_deleted_or_made_anew(space: Workspace) -> None:
    assert sources(space, "quai")
    other = workspace_at(space.root)
    assert other.index.rebuild() == 2
    assert sources(space, "quai")
    (space.state_folder / FILE).unlink()
    for left in space.state_folder.glob(f"{FILE}-*"):
        left.unlink()
    assert sources(space, "quai")
    approve(space, "Le capitaine attend les vélos.", "Auf Fahrräder.")
    assert sources(space, "fahrrader")
    other.index.refresh()
    assert sources(other, "fahrrader")
    other.index.close()
