"""Drafts arrive as a person would want to find them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import config, engines
from app.errors import EngineError
from app.store.workspace import Workspace
from app.workflow.drafting import draft


def test_a_draft_carries_no_space_that_only_french_writes(tmp_path: Path) -> None:
    try:
        engines.choose("apertium", source="fr", target="es", settings={})
    except EngineError:
        pytest.skip("Apertium's pair fr-es is not installed (the project's set-up installs it)")
    (tmp_path / "passeur.yaml").write_text("locales: [es]\n", encoding="utf-8")
    (tmp_path / "source_issues").mkdir()
    (tmp_path / "source_issues/lettre.md").write_text("Voici la lettre de TechCrunch !\n", encoding="utf-8")
    workspace = Workspace(tmp_path, config.load(tmp_path))
    assert list(draft(workspace, "lettre", "es", engine="apertium"))[-1].from_engine == 1
    catalog = workspace.catalogs.load(workspace.catalog_path("lettre", "es")).catalog
    assert catalog is not None
    assert [unit.target[-11:] for unit in catalog.units] == ["TechCrunch!"]
    assert catalog.units[0].origin.startswith("engine=apertium")
