"""What an engine elsewhere has answered is not paid for twice, whoever asks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engines.loopback import serving
from places import workspace_at

from app.core.model import State
from app.store.workspace import Workspace
from app.workflow.drafting import draft
from app.workflow.machines import Machines

SOURCE = "Le bac repart.\n\nIl part à **huit heures**.\n\n12 %\n"


def emptied(workspace: Workspace) -> None:
    """Every target thrown away, as a person may do."""

    def changed(catalog):
        return replace(catalog, units=tuple(replace(one, target="", state=State.EMPTY) for one in catalog.units))

    workspace.catalogs.change(workspace.catalog_path("lettre", "de"), changed)


def targets(workspace: Workspace) -> list[str]:
    catalog = workspace.catalogs.load(workspace.catalog_path("lettre", "de")).catalog
    return [unit.target for unit in catalog.units]


def test_a_server_is_asked_once_for_a_text_by_drafting_and_by_the_panel(tmp_path: Path) -> None:
    with serving(lambda handler, body: handler.send_drafts(body, lambda text: f"Auf Deutsch: {text}")) as server:
        settings = f"locales: [de]\nengines: {{libretranslate: {{address: {server.address}}}}}\n"
        (tmp_path / "passeur.yaml").write_text(settings, encoding="utf-8")
        (tmp_path / "source_issues").mkdir()
        (tmp_path / "source_issues" / "lettre.md").write_text(SOURCE, encoding="utf-8")
        workspace = workspace_at(tmp_path)
        list(draft(workspace, "lettre", "de"))
        first, asked = targets(workspace), len(server.asked)
        assert asked
        assert all(first)
        emptied(workspace)
        list(draft(workspace, "lettre", "de"))
        assert targets(workspace) == first
        machines = Machines(workspace)
        unit = workspace.catalogs.load(workspace.catalog_path("lettre", "de")).catalog.units[0]
        assert machines.say("lettre", "de", unit.id).target == first[0]
        machines.close()
        assert len(server.asked) == asked
