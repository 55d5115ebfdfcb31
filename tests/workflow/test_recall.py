"""What the memory gives for drafting: only what is certain, from the right place, and never what is merely like it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from places import workspace_at

from app.core.model import Catalog, State
from app.core.tmx import Pair
from app.store import memories
from app.store.workspace import Workspace
from app.workflow import recall
from app.workflow.ingest import ingest
from app.workflow.recall import Kind, Remembered
from app.workflow.update import merged, update

AGENDA = "# Lettre n° {n}\n\nBonjour !\n\n## Agenda\n\nEntrée libre. Venez nombreux. {last}\n"
ENGLISH = {"Bonjour !": "Hello!", "Agenda": "Events", "Entrée libre.": "Free entry.", "Venez nombreux.": "Do come."}


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "source_issues").mkdir()
    (tmp_path / "passeur.yaml").write_text("locales: [en, de]\nengine: none\n")
    found = workspace_at(tmp_path)
    yield found
    found.index.close()


def approved(space: Workspace, slug: str, text: str, targets: Mapping[str, str]) -> None:
    write(space, slug, text)
    list(update(space, [slug], locales=["en"]))

    def changed(catalog: Catalog | None) -> Catalog:
        assert catalog
        units = tuple(
            replace(unit, target=targets[unit.source], state=State.APPROVED) if unit.source in targets else unit
            for unit in catalog.units
        )
        return replace(catalog, units=units)

    space.catalogs.change(space.catalog_path(slug, "en"), changed)


def write(space: Workspace, slug: str, text: str) -> None:
    (space.root / f"source_issues/{slug}.md").write_text(text, encoding="utf-8")


def known(space: Workspace, slug: str) -> dict[str, Remembered]:
    catalog = merged(ingest(space, slug), None, locale="en")
    found = recall.for_units(space, catalog, catalog.units, locale="en")
    return {source: one for (_, source), one in found.items()}


def test_what_stands_between_the_same_neighbours_is_in_context_and_the_rest_is_exact(space: Workspace) -> None:
    approved(space, "lettre-1", AGENDA.format(n=1, last="Fin."), ENGLISH)
    write(space, "lettre-2", AGENDA.format(n=2, last="Entrée payante."))
    found = {source: (one.kind, one.target) for source, one in known(space, "lettre-2").items()}
    assert found == {
        "Bonjour !": (Kind.CONTEXT, "Hello!"),
        "Agenda": (Kind.CONTEXT, "Events"),
        "Entrée libre.": (Kind.CONTEXT, "Free entry."),
        "Venez nombreux.": (Kind.EXACT, "Do come."),
    }
    assert known(space, "lettre-2")["Agenda"].origin == "engine=memory route=lettre-1 match=context"
    assert known(space, "lettre-2")["Venez nombreux."].origin == "engine=memory route=lettre-1 match=exact"


def test_what_was_said_differently_in_one_context_is_no_match_in_context_and_the_latest_counts(
    space: Workspace,
) -> None:
    for number, said in ((1, "Hello!"), (2, "Dear readers,")):
        approved(space, f"lettre-{number}", AGENDA.format(n=number, last=""), ENGLISH | {"Bonjour !": said})
    write(space, "lettre-3", AGENDA.format(n=3, last=""))
    found = known(space, "lettre-3")["Bonjour !"]
    assert (found.kind, found.target, found.origin.split()[1]) == (Kind.EXACT, "Dear readers,", "route=lettre-2")


FORMERLY = {
    "Atelier le 4 décembre à 18 h 30.": "Workshop on 4 December at 6:30 pm.",
    "[Lire](https://exemple.example/41) la suite.": "[Read](https://exemple.example/41) more.",
    "L’entrée coûte 12,50 €.": "Entry costs €12.50.",
    "Deux fois 7, soit 7 et 7.": "Twice seven.",
}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Atelier le 11 janvier à 19 h 15.", "Workshop on 11 January at 7:15 pm."),
        ("[Lire](https://exemple.example/42?a=1) la suite.", "[Read](https://exemple.example/42?a=1) more."),
        ("L'entrée coûte 1 200,75 €.", "Entry costs €1,200.75."),
        ("L'entrée coûte 12,50 €.", "Entry costs €12.50."),
        ("Deux fois 8, soit 8 et 8.", None),  # the target has no such number: not certain
        ("Atelier le 11 janvier à 19 h 15, à Lyon.", None),  # a word more
    ],
)
def test_figures_dates_and_links_that_alone_differ_are_put_right_where_it_is_certain(
    space: Workspace, source: str, target: str | None
) -> None:
    approved(space, "lettre-1", "\n\n".join(FORMERLY), FORMERLY)
    write(space, "lettre-2", source)
    found = known(space, "lettre-2")
    assert [one.target for one in found.values()] == ([target] if target else [])
    for one in found.values():
        assert one.kind is Kind.ADJUSTED
        assert one.origin.startswith("engine=memory route=lettre-1 match=adjusted score=")


def test_another_locale_and_targets_that_are_no_longer_approved_are_not_used(space: Workspace) -> None:
    approved(space, "lettre-1", "Bonjour !\n", ENGLISH)
    write(space, "lettre-2", "Bonjour !\n")
    catalog = merged(ingest(space, "lettre-2"), None, locale="de")
    assert recall.for_units(space, catalog, catalog.units, locale="de") == {}
    assert recall.for_units(space, catalog, [], locale="en") == {}

    def worse(catalog: Catalog | None) -> Catalog:
        assert catalog
        return replace(catalog, units=tuple(replace(unit, state=State.NEEDS_WORK) for unit in catalog.units))

    space.catalogs.change(space.catalog_path("lettre-1", "en"), worse)
    assert known(space, "lettre-2") == {}


def test_imports_count_after_our_own_issues_and_are_never_in_context(space: Workspace) -> None:
    memories.change(space, "en", lambda _: [Pair("Bonjour !", "Hi!"), Pair("Entrée libre.", "Come in.")])
    approved(space, "lettre-1", "Bonjour !\n", ENGLISH)
    write(space, "lettre-2", "# Agenda\n\nBonjour !\n\nEntrée libre.\n")
    found = known(space, "lettre-2")
    assert found["Bonjour !"] == Remembered(Kind.EXACT, "Hello!", "engine=memory route=lettre-1 match=exact")
    assert found["Entrée libre."].origin == "engine=memory route=memory.tmx match=exact"


def test_examples_are_the_likest_pairs_each_source_once_with_its_latest_target(space: Workspace) -> None:
    for number in (1, 2):
        sources = ("Le bac traverse le fleuve.", "Le bac traverse le grand fleuve.", "La lettre paraît en mars.")
        approved(space, f"lettre-{number}", "\n\n".join(sources), {one: f"{one} {number}" for one in sources})
    found = recall.examples(space, "Le bac traverse encore le fleuve.", locale="en")
    assert [target for _, target in found] == ["Le bac traverse le fleuve. 2", "Le bac traverse le grand fleuve. 2"]
    assert len(recall.examples(space, "Le bac traverse encore le fleuve.", locale="en", most=1)) == 1
