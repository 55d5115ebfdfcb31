"""Drafts of a real engine and the glossary: what is to be kept is kept, what is not said so is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import workspace_at

from app.core.model import State
from app.engines import make
from app.workflow.checking import findings_of
from app.workflow.drafting import draft

SOURCE = """Les bénévoles de l’**Établi** des communs réparent des vélos.

Selon Le Monde, [Soleil commun](https://a.example) a levé deux millions.

La médiathèque ouvre.
"""
GLOSSARY = """source,target,note,status
Établi des communs,Établi des communs,,keep
Soleil commun,Soleil commun,,keep
bénévole,persona de ayuda,,approved
médiathèque,biblioteca,,approved
médiathèque,mediateca,,forbidden
"""


def test_terms_to_keep_are_kept_in_drafts_and_other_terms_are_checked(tmp_path: Path) -> None:
    if make("apertium", {}).route("fr", "es") is None:
        pytest.skip("Apertium's pair fr-es is not installed (the project's set-up installs it)")
    workspace = workspace_at(tmp_path)
    workspace.sources.mkdir()
    (workspace.sources / "lettre.md").write_text(SOURCE, encoding="utf-8")
    path = workspace.glossary_path("es")
    path.parent.mkdir(parents=True)
    path.write_text(GLOSSARY, encoding="utf-8")
    list(draft(workspace, "lettre", "es", engine="apertium"))
    catalog = workspace.catalogs.load(workspace.catalog_path("lettre", "es")).catalog
    assert catalog is not None
    targets = [unit.target for unit in catalog.units]
    assert {unit.state for unit in catalog.units} == {State.DRAFT}
    assert "**Établi** des communs" in targets[0]
    assert "[Soleil commun](https://a.example)" in targets[1]
    found = [one for one in findings_of(workspace, "lettre", locale="es") if one.finding.check == "glossary"]
    assert [(one.unit.source[:6], one.finding.suggestion) for one in found][:2] == [
        ("Les bé", "persona de ayuda"),
        ("La méd", "biblioteca"),
    ]
