"""Many issues exported at once are what each is alone, and one that is blocked stops no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import Run, workspace_at

from app.core.model import Fallback
from app.store.workspace import Workspace
from app.workflow.export import export
from app.workflow.exports import Order, export_all
from app.workflow.update import update

MANY = 30


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "source_issues").mkdir()
    (tmp_path / "passeur.yaml").write_text("locales: [de, ja]\n", encoding="utf-8")
    workspace = workspace_at(tmp_path)
    for number in range(MANY):
        workspace.write_source(f"numero-{number:02}", f"# Le numéro {number}\n\nIl paraît. Il est **lu**.\n")
    list(update(workspace, workspace.slugs(), locales=workspace.config.locales))
    return workspace


def test_many_are_what_each_is_alone_in_their_order(workspace: Workspace) -> None:
    slugs, locales = workspace.slugs(), workspace.config.locales
    order = Order(("markdown",), Fallback.SOURCE)
    found = list(export_all(workspace, slugs, locales=locales, order=order))
    expected = [(workspace.export_path(s, x, extension="md"), 3) for s in slugs for x in locales]
    assert [(file.path, file.from_source) for one in found for file in one.files] == expected
    for slug in slugs:
        alone = export(workspace, slug, "ja", format="markdown", fallback=Fallback.SOURCE)
        assert workspace.export_path(slug, "ja", extension="md").read_bytes() == alone.data


def test_a_blocked_or_broken_issue_is_told_and_the_others_are_there(workspace: Workspace, passeur: Run) -> None:
    workspace.source_path("numero-07").write_bytes(b"\xff")
    done = passeur("export", "-f", "markdown", "-l", "de", "--fallback", "source", cwd=workspace.root, code=2)
    assert done.stderr.count("source_issues/numero-07.md:1") == 1
    assert len(list((workspace.root / "dist" / "de").glob("*.md"))) == MANY - 1
    told = passeur("export", "numero-03", "numero-04", "-l", "ja", cwd=workspace.root, code=1).stderr
    assert "numero-03 cannot be exported in ja yet." in told
    assert "numero-04 cannot be exported in ja yet." in told
