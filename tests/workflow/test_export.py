"""What stands in the way of an export is told place by place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from places import workspace_at

from app.core.model import Catalog, Fallback, State, Unit
from app.errors import BlockedError, UsageError
from app.workflow.export import export
from app.workflow.ingest import ingest
from app.workflow.update import update

SOURCE = "# Une\n\nEntrée libre.\n\n# Deux\n\nEntrée libre.\n"


def approved(catalog: Catalog | None, *own: Unit) -> Catalog:
    assert catalog
    units = (replace(unit, target=f"{unit.source} x", state=State.APPROVED) for unit in catalog.units)
    return replace(catalog, units=(*units, *own))


def test_place_that_was_let_differ_blocks_alone_and_is_exported_as_it_says(tmp_path: Path) -> None:
    (tmp_path / "passeur.yaml").write_text("locales: [en]\n")
    (tmp_path / "source_issues").mkdir()
    (tmp_path / "source_issues/a.md").write_text(SOURCE, encoding="utf-8")
    workspace = workspace_at(tmp_path)
    list(update(workspace, ["a"], locales=["en"]))
    path = workspace.catalog_path("a", "en")
    second = ingest(workspace, "a").segments[3]
    own = Unit(source=second.source, context=second.context)

    workspace.catalogs.change(path, lambda catalog: approved(catalog, own))
    with pytest.raises(BlockedError) as caught:
        export(workspace, "a", "en")
    assert len(caught.value.reasons) == 1
    assert caught.value.reasons[0].startswith("source_issues/a.md:7:")

    done = replace(own, target="Come in.", state=State.APPROVED)
    workspace.catalogs.change(
        path, lambda catalog: replace(catalog or Catalog("en"), units=(*catalog.units[:-1], done))
    )
    text = export(workspace, "a", "en").data.decode()
    assert "Entrée libre. x\n" in text
    assert text.endswith("Come in.\n")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("lettre.html", '<html lang="fr"><p>Entrée libre.</p>', '<html lang="en"><p>Entrée libre. x</p>'),
        ("lettre.txt", "Entrée libre.\r\n", "Entrée libre. x\r\n"),
    ],
)
def test_issue_is_exported_in_the_format_of_its_source(tmp_path: Path, name: str, text: str, expected: str) -> None:
    (tmp_path / "passeur.yaml").write_text("locales: [en]\n")
    (tmp_path / "source_issues").mkdir()
    (tmp_path / "source_issues" / name).write_bytes(text.encode())
    workspace = workspace_at(tmp_path)
    assert export(workspace, "lettre", "en", fallback=Fallback.SOURCE).data == text.encode()

    list(update(workspace, ["lettre"], locales=["en"]))
    workspace.catalogs.change(workspace.catalog_path("lettre", "en"), approved)
    made = export(workspace, "lettre", "en")
    assert (made.name, made.data.decode()) == (name, expected)
    with pytest.raises(UsageError, match="cannot be exported as markdown"):
        export(workspace, "lettre", "en", format="markdown")
