"""A sentence in several places: one place is let differ, updates and assembly honour it, and it goes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import workspace_at

from app.core.assembly import assemble
from app.core.model import Fallback, State
from app.errors import ConflictError, UsageError
from app.store.workspace import Workspace
from app.workflow.ingest import ingest
from app.workflow.review import apart, open_review, places_of, save, together
from app.workflow.update import update_catalog

SOURCE = "# Titre\n\nÀ bientôt.\n\nUne phrase.\n\nÀ bientôt.\n\n- À bientôt.\n"


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    (tmp_path / "source_issues").mkdir()
    (tmp_path / "source_issues/lettre.md").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "passeur.yaml").write_text("locales: [de]\n", encoding="utf-8")
    space = workspace_at(tmp_path)
    update_catalog(space, ingest(space, "lettre"), locale="de")
    return space


def rows(space: Workspace):
    return [row for row in open_review(space, "lettre", "de").rows if row.unit.source == "À bientôt."]


def approved(space: Workspace, row, target: str):
    return save(space, "lettre", "de", row.segment.id, target=target, state="approved", version=row.version)


def read(space: Workspace) -> str:
    issue = ingest(space, "lettre")
    catalog = space.catalogs.load(space.catalog_path("lettre", "de")).catalog
    return assemble(issue.document, issue.segments, catalog, fallback=Fallback.SOURCE).text


def test_one_place_differs_through_updates_and_is_as_the_others_again(space: Workspace) -> None:
    (shared,) = rows(space)
    assert shared.places == 3
    shared = approved(space, shared, "Bis bald.")
    places = places_of(space, "lettre", "de", shared.segment.id)
    assert [(one.segment.line, one.own) for one in places] == [(3, False), (7, False), (9, False)]

    own = apart(space, "lettre", "de", shared.segment.id, place=places[1].id, version=shared.version)
    assert (own.segment.id, own.unit.target, own.unit.state, own.places) == (
        places[1].id,
        "Bis bald.",
        State.APPROVED,
        1,
    )
    own = approved(space, own, "Bis dann.")
    assert read(space).count("Bis bald.") == 2
    assert read(space).index("Bis dann.") > read(space).index("Une phrase.")

    path = space.catalog_path("lettre", "de")
    before = path.read_bytes()
    update_catalog(space, ingest(space, "lettre"), locale="de")
    assert path.read_bytes() == before
    source = space.root / "source_issues/lettre.md"
    source.write_text("Un début.\n\n" + SOURCE, encoding="utf-8")
    update_catalog(space, ingest(space, "lettre"), locale="de")
    assert read(space).count("Bis bald.") == 2
    assert read(space).index("Bis dann.") > read(space).index("Une phrase.")

    _, own = sorted(rows(space), key=lambda row: row.unit.context is not None)
    back = together(space, "lettre", "de", own.segment.id, version=own.version, by="Ana")
    assert (back.places, back.unit.target) == (3, "Bis bald.")
    assert read(space).count("Bis bald.") == 3
    update_catalog(space, ingest(space, "lettre"), locale="de")
    assert len(rows(space)) == 1


def test_what_was_changed_meanwhile_or_stands_alone_is_left(space: Workspace) -> None:
    (shared,) = rows(space)
    places = places_of(space, "lettre", "de", shared.segment.id)
    approved(space, shared, "Bis bald.")
    with pytest.raises(ConflictError):
        apart(space, "lettre", "de", shared.segment.id, place=places[1].id, version=shared.version)
    with pytest.raises(UsageError):
        apart(space, "lettre", "de", shared.segment.id, place="0" * 12, version=shared.version)
    with pytest.raises(UsageError):
        together(space, "lettre", "de", shared.segment.id, version=shared.version)
    lone = next(row for row in open_review(space, "lettre", "de").rows if row.unit.source == "Titre")
    with pytest.raises(UsageError):
        apart(space, "lettre", "de", lone.segment.id, place=lone.segment.id, version=lone.version)


def test_when_every_other_place_left_its_own_unit_becomes_the_one_of_all(space: Workspace) -> None:
    (shared,) = rows(space)
    shared = approved(space, shared, "Bis bald.")
    places = places_of(space, "lettre", "de", shared.segment.id)
    own = approved(
        space, apart(space, "lettre", "de", shared.segment.id, place=places[0].id, version=shared.version), "Bis dann."
    )
    source = space.root / "source_issues/lettre.md"
    source.write_text("# Titre\n\nÀ bientôt.\n\nUne phrase.\n", encoding="utf-8")
    update_catalog(space, ingest(space, "lettre"), locale="de")
    (own,) = rows(space)
    back = together(space, "lettre", "de", own.segment.id, version=own.version)
    assert (back.unit.context, back.unit.target) == (None, "Bis dann.")
