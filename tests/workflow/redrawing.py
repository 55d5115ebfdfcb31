"""Joining and parting in a line each, and what became of the issue, for tests of reviewers' decisions."""

from __future__ import annotations

import shutil
from pathlib import Path

from places import workspace_at

from app.core.model import State, Unit
from app.store.workspace import Workspace
from app.workflow import boundaries
from app.workflow.ingest import ingest
from app.workflow.update import update

DATA = Path(__file__).parents[1] / "data" / "web"
HELLO, FERRY, TIME = "Bonjour à tous.", "Le **bac** traverse de nouveau le fleuve.", "Il part à 8 heures."
CAPTAIN, TICKETS = "Le capitaine attend les vélos.", "Les billets sont vendus [sur le quai](https://bac.example/quai)."
THANKS = "Merci à l’équipage !"


def made(folder: Path) -> Workspace:
    """The workspace of the web tests, brought up to date."""
    return up_to_date(workspace_at(Path(shutil.copytree(DATA, folder / "workspace"))))


def up_to_date(workspace: Workspace) -> Workspace:
    assert not [
        done.problem for done in update(workspace, ["lettre"], locales=workspace.config.locales) if done.problem
    ]
    return workspace


def sources(workspace: Workspace) -> list[str]:
    return [segment.source for segment in ingest(workspace, "lettre").segments]


def named(workspace: Workspace, source: str) -> str:
    return next(segment.id for segment in ingest(workspace, "lettre").segments if segment.source == source)


def joined(workspace: Workspace, one: str, other: str) -> boundaries.Redrawn:
    return boundaries.join(workspace, "lettre", named(workspace, one), following=named(workspace, other))


def parted(workspace: Workspace, source: str, before: str) -> boundaries.Redrawn:
    return boundaries.part(workspace, "lettre", named(workspace, source), offset=len(before))


def units(workspace: Workspace, locale: str = "de") -> dict[str, Unit]:
    catalog = workspace.catalogs.load(workspace.catalog_path("lettre", locale)).catalog
    assert catalog is not None
    return {unit.source: unit for unit in catalog.units}


def targets(workspace: Workspace, locale: str = "de") -> set[str]:
    catalog = workspace.catalogs.load(workspace.catalog_path("lettre", locale)).catalog
    assert catalog is not None
    return {unit.target for unit in (*catalog.units, *catalog.obsolete)}


def decisions(workspace: Workspace) -> str:
    path = workspace.boundaries_path("lettre")
    return path.read_text(encoding="utf-8").partition("\n")[2] if path.exists() else ""


def edit(workspace: Workspace, old: str, new: str) -> None:
    path = workspace.source_path("lettre")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def approve(workspace: Workspace, source: str, target: str, locale: str = "de") -> None:
    def approved(catalog):
        found = [
            Unit(one.source, target, State.APPROVED, notes=one.notes, places=one.places)
            if one.source == source
            else one
            for one in catalog.units
        ]
        return type(catalog)(catalog.locale, catalog.headers, catalog.header_comments, tuple(found), catalog.obsolete)

    workspace.catalogs.change(workspace.catalog_path("lettre", locale), approved)
