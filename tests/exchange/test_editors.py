"""What other programs write from our catalogs is read back with nothing lost: the programs themselves are run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from places import Run, needs_gettext, workspace_at
from programs import EDITORS, MEMORY, gettext, needs_omegat, omegat, pogrep, pybabel_saves, ran

from app.core import catalogs
from app.core.model import Catalog, State, Unit
from app.errors import InputError
from app.store.workspace import Workspace
from app.workflow.ingest import ingest
from app.workflow.update import Updated, update_catalog

LONG = "Une phrase assez longue pour que tout outil qui plie à soixante-dix-neuf colonnes la coupe, « ici » ou là"
MODEL = "model=a-name-so-long-that-nobody-would-choose-it-for-a-model-of-any-kind"
SOURCE = f"""# Un titre

Une phrase vide. Un brouillon. Un brouillon sans moteur. Val-Ombreuse.

Une phrase changée 2. Un brouillon vieilli 2. À revoir. Avec commentaire.

{LONG}. {LONG}, et la dernière a 2 "guillemets".

Oui.

Non.

- Oui.
- Non.
"""
NAME = "locales/en/LC_MESSAGES/lettre.po"
TARGETS = (
    Unit("Un titre", "A title", State.APPROVED),
    Unit("Val-Ombreuse.", "Val-Ombreuse.", State.APPROVED),
    Unit("Un brouillon.", "A draft.", State.DRAFT, origin="engine=apertium route=fra-cat,cat-eng"),
    Unit("Un brouillon sans moteur.", "A draft of its own.", State.DRAFT),
    Unit("Une phrase changée 2.", "A changed sentence.", State.STALE, previous_source="Une phrase changée."),
    Unit(
        "Un brouillon vieilli 2.",
        "An aged draft.",
        State.STALE,
        previous_source="Un brouillon vieilli.",
        origin="engine=apertium",
    ),
    Unit("À revoir.", "To be seen again.", State.NEEDS_WORK, comments=("Ada : le ton ne va pas.",)),
    Unit("Avec commentaire.", "With a comment.", State.APPROVED, comments=(f"{LONG}.", "Et une autre remarque.")),
    Unit(f"{LONG}.", f"{LONG.replace('Une phrase', 'A sentence')}.", State.DRAFT, origin=f"engine=test {MODEL}"),
    Unit(
        f'{LONG}, et la dernière a 2 "guillemets".',
        f'{LONG.replace("Une phrase", "A sentence")} "quoted".',
        State.STALE,
        previous_source=f'{LONG}, et "autre chose" avec un \\\\.',
    ),
    Unit("Oui.", "Yes.", State.APPROVED),
    Unit("Non.", "No.", State.DRAFT, origin="engine=apertium"),
)
GONE = (
    Unit("Partie.", "Gone.", State.APPROVED, comments=("gardée",)),
    Unit("Partie aussi.", "Gone too.", State.DRAFT, origin="engine=apertium"),
    Unit("Partie vieillie.", "Gone and aged.", State.STALE, previous_source="Partie jeune."),
    Unit("Partie à revoir.", "Gone unfinished.", State.NEEDS_WORK),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose one catalog has units in every state, places that differ from others, entries that left."""
    root = tmp_path_factory.mktemp("made")
    (root / "source_issues").mkdir()
    (root / "source_issues" / "lettre.md").write_text(SOURCE, encoding="utf-8")
    (root / "passeur.yaml").write_text("locales: [en]\n", encoding="utf-8")
    workspace = workspace_at(root)
    updated(workspace)
    items = {segment.source: segment.context for segment in ingest(workspace, "lettre").segments[-2:]}
    apart = (
        Unit("Oui.", "Yes, here.", State.APPROVED, context=items["Oui."]),
        Unit("Non.", "No, here.", State.NEEDS_WORK, context=items["Non."]),
    )

    def filled(catalog: Catalog | None) -> Catalog:
        assert catalog
        known = {unit.source: unit for unit in TARGETS}
        units = tuple(
            replace(known.get(unit.source, unit), notes=unit.notes, places=unit.places) for unit in catalog.units
        )
        return replace(catalog, header_comments=("Lettre.",), units=(*units, *apart), obsolete=GONE)

    workspace.catalogs.change(root / NAME, filled)
    updated(workspace)
    return root


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return workspace_at(tmp_path)


def updated(workspace: Workspace, *, check: bool = False) -> Updated:
    return update_catalog(workspace, ingest(workspace, "lettre"), locale="en", check=check)


def held(workspace: Workspace) -> Catalog:
    """What `passeur` shows of the catalog, in a process that has not seen it."""
    catalog = workspace_at(workspace.root).catalogs.load(workspace.root / NAME).catalog
    assert catalog
    return catalog


def saved_by(workspace: Workspace, editor: Callable[[Path], None]) -> None:
    """Have another program open the catalog and save it."""
    folder = workspace.root / "elsewhere"
    folder.mkdir()
    shutil.copy(workspace.root / NAME, folder / "a.po")
    editor(folder)
    shutil.copy(folder / "a.po", workspace.root / NAME)


def essence(units: tuple[Unit, ...]) -> set[Unit]:
    """What there is to lose: units with a target, without what `update` sets anew."""
    return {replace(unit, places=(), notes=()) for unit in units if unit.target}


def unit(catalog: Catalog, source: str) -> Unit:
    return catalog.by_key[None, source]


@pytest.mark.parametrize("editor", EDITORS)
def test_nothing_is_lost_in_another_program(workspace: Workspace, editor: Callable[[Path], None]) -> None:
    before = held(workspace)
    saved_by(workspace, editor)
    assert essence(before.units) <= essence(held(workspace).units)
    updated(workspace)
    after = catalogs.parse((workspace.root / NAME).read_bytes())
    assert essence(after.units) == essence(before.units)
    assert essence(before.obsolete) <= essence(after.obsolete)
    assert {name for name, _ in before.headers} <= {name for name, _ in after.headers}
    assert not updated(workspace, check=True).changed
    if shutil.which("msgfmt"):
        ran("msgfmt", "--check", "-o", "/dev/null", NAME, folder=workspace.root)


@needs_gettext
def test_catalog_that_a_tool_wrote_a_small_part_of_is_not_saved_over(workspace: Workspace) -> None:
    saved_by(workspace, gettext("msgattrib", "--no-fuzzy", "--no-obsolete"))
    data = (workspace.root / NAME).read_bytes()
    with pytest.raises(InputError, match="lost more than half of its entries"):
        updated(workspace)
    assert (workspace.root / NAME).read_bytes() == data


def test_what_a_tool_breaks_is_refused_with_its_line(workspace: Workspace) -> None:
    """pogrep of translate-toolkit 3.20 writes the header of a catalog twice."""
    saved_by(workspace, pogrep)
    data = (workspace.root / NAME).read_bytes()
    with pytest.raises(InputError, match=rf"^{NAME}:\d+: the header stands twice"):
        updated(workspace)
    assert (workspace.root / NAME).read_bytes() == data


@needs_omegat
def test_what_was_translated_in_omegat_is_approved(workspace: Workspace) -> None:
    before = held(workspace)
    saved_by(workspace, lambda folder: omegat(folder, MEMORY))
    updated(workspace)
    after = held(workspace)
    assert (unit(after, "Une phrase vide.").target, unit(after, "Une phrase vide.").state) == (
        "An empty sentence.",
        State.APPROVED,
    )
    assert unit(after, "Un brouillon.").target == "A reworked draft."
    assert unit(after, "Un brouillon.").state is State.APPROVED
    written = (workspace.root / NAME).read_text(encoding="utf-8")
    assert "engine=apertium route=fra-cat,cat-eng" not in written
    assert unit(after, "À revoir.") == unit(before, "À revoir.")


def edited(workspace: Workspace, old: str, new: str) -> Catalog:
    """As a person in a text editor, or in Poedit, which leaves our comments where they are."""
    text = (workspace.root / NAME).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (workspace.root / NAME).write_text(text.replace(old, new).replace("\nmsgid ", "\n\nmsgid ", 1), encoding="utf-8")
    updated(workspace)
    return catalogs.parse((workspace.root / NAME).read_bytes())


DRAFT = 'msgid "Un brouillon."\nmsgstr "A draft."\n'


def test_draft_approved_in_an_editor_as_it_is_stays_approved(workspace: Workspace) -> None:
    text = (workspace.root / NAME).read_text(encoding="utf-8")
    margin = text.partition(DRAFT)[0].rpartition("\n\n")[2]
    after = edited(workspace, margin + DRAFT, margin.replace("#, fuzzy\n", "") + DRAFT)
    assert unit(after, "Un brouillon.").state is State.APPROVED
    workspace.catalogs.change(workspace.root / NAME, lambda _: replace(after, header_comments=()))
    assert "route=fra-cat" not in (workspace.root / NAME).read_text(encoding="utf-8")


def test_target_changed_in_an_editor_is_the_editors(workspace: Workspace) -> None:
    after = edited(workspace, 'msgstr "A draft."', 'msgstr "A better draft."')
    assert (unit(after, "Un brouillon.").target, unit(after, "Un brouillon.").state) == ("A better draft.", State.DRAFT)


def test_approved_target_emptied_in_an_editor_stays_empty(workspace: Workspace) -> None:
    after = edited(workspace, 'msgstr "A title"', 'msgstr ""')
    assert unit(after, "Un titre").state is State.EMPTY


def test_target_nobody_approved_comes_back_when_it_is_emptied(workspace: Workspace) -> None:
    """An editor that empties every fuzzy target cannot be told from a person; the review screen empties for good."""
    after = edited(workspace, 'msgstr "To be seen again."', 'msgstr ""')
    assert unit(after, "À revoir.").target == "To be seen again."


def test_catalog_that_another_clone_wrote_is_taken_as_it_is(workspace: Workspace) -> None:
    def elsewhere(unit: Unit) -> Unit:
        return Unit(unit.source, notes=unit.notes, places=unit.places) if unit.source == "Un brouillon." else unit

    catalog = held(workspace)
    pulled = replace(catalog, units=tuple(map(elsewhere, catalog.units)), obsolete=catalog.obsolete[1:])
    (workspace.root / NAME).write_bytes(catalogs.serialize(pulled))
    updated(workspace)
    assert held(workspace) == pulled


@needs_omegat
def test_update_that_had_nothing_to_do_still_knows_what_omegat_takes_away(workspace: Workspace, passeur: Run) -> None:
    """As in a fresh clone."""
    shutil.rmtree(workspace.root / ".passeur")
    before = held(workspace)
    passeur("update", cwd=workspace.root)
    saved_by(workspace, omegat)
    passeur("update", cwd=workspace.root)
    assert catalogs.parse((workspace.root / NAME).read_bytes()) == before


def test_without_what_is_kept_a_catalog_is_read_all_the_same(workspace: Workspace) -> None:
    saved_by(workspace, pybabel_saves)
    shutil.rmtree(workspace.root / ".passeur")
    catalog = held(workspace)
    for known in TARGETS:
        found = unit(catalog, known.source)
        assert (found.target, found.state) == (known.target, known.state)
        assert (found.previous_source or "").split() == (known.previous_source or "").split()
