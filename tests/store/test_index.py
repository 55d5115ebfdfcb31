"""The index finds what stands in the catalogs now, whoever changed them, and can be deleted at any time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from places import ROOT, workspace_at

from app.core import memory
from app.core.model import Catalog, Match, State
from app.core.tmx import Pair
from app.store import memories
from app.store.index import likeness
from app.store.index.file import FILE
from app.store.workspace import Workspace
from app.workflow.update import update

DATA = ROOT / "tests" / "data" / "web"


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    found = workspace_at(Path(shutil.copytree(DATA, tmp_path / "workspace")))
    found.index.ready()
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


def remembered(space: Workspace, pairs: dict[str, str]) -> None:
    memories.change(space, "de", lambda _: [Pair(source, target) for source, target in pairs.items()])
    space.index.refresh()


COMMON = [
    f"{who} {does} {what} {when}."
    for who in ("La médiathèque", "Le conseil", "Une équipe", "La revue", "Notre atelier", "L’association")
    for does in ("ouvre", "présente", "finance", "prépare", "raconte", "publie")
    for what in ("un catalogue de livres", "la carte des potagers", "un budget de voisins", "un guide des quais")
    for when in ("dès samedi", "à Nantes", "en mars", "sans attendre", "avec ses voisins", "pour toujours")
]


@pytest.mark.parametrize(
    ("asked", "like"),
    [
        ("La revue publie un guide des quais sans tarder.", "La revue publie un guide des quais sans attendre."),
        ("La revue imprime un guide des quais en mars.", "La revue publie un guide des quais en mars."),
        ("Notre atelier finance en mars un budget de voisins.", "Notre atelier finance un budget de voisins en mars."),
        (
            "Le conseil, comme prévu, ouvre la carte des potagers à Nantes.",
            "Le conseil ouvre la carte des potagers à Nantes.",
        ),
    ],
)
def test_the_likest_source_is_found_where_every_word_is_common(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, asked: str, like: str
) -> None:
    monkeypatch.setattr(likeness, "RARE", 20)
    remembered(space, {source: f"<{source}>" for source in COMMON})
    found = space.index.like(asked, locale="de")
    assert memory.ranked(asked, [Match(hit.source, hit.target, 0) for hit in found])[0].source == like
    assert space.index.like(asked, locale="ar") == []


def test_likeness_sees_past_accents_figures_and_scripts_without_spaces(space: Workspace) -> None:
    sources = ("Le numéro 41 paraît le 3.", "来週の土曜日に図書館で会いましょう。")
    remembered(space, dict.fromkeys(sources, "x"))
    for source, asked in zip(
        sources, ("Le numero 9 parait le 12 !", "来週の日曜日に図書館で会いましょう。"), strict=True
    ):
        assert source in {hit.source for hit in space.index.like(asked, locale="de")}


def test_a_standing_line_of_many_units_comes_with_the_latest_ones_only(space: Workspace) -> None:
    remembered(space, {"Bonne lecture !": "Viel Spaß!"})
    text = "\n\n".join(["# Titre", *(f"## Partie {number}\n\nBonne lecture !" for number in range(3))])
    for number in range(60):
        (space.root / f"source_issues/numero-{number:02}.md").write_text(text, encoding="utf-8")
    list(update(space, [f"numero-{number:02}" for number in range(60)], locales=["de"]))
    for number in range(60):
        path = space.catalog_path(f"numero-{number:02}", "de")
        path.write_text(
            path.read_text().replace('msgid "Bonne lecture !"\nmsgstr ""', 'msgid "Bonne lecture !"\nmsgstr "Gut."')
        )
    space.index.refresh()
    (found,) = space.index.same(["Bonne lecture !"], locale="de").values()
    assert [hit.slug for hit in found[:3]] == ["numero-59", "numero-58", "numero-57"]
    assert len(found) == likeness.RECENT
    assert found[0].repeated == 3
