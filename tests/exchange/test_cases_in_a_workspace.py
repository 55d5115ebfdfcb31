"""Each catalog of tests/data/po in the place of an issue's: `update` refuses it untouched, or keeps all its targets."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from places import ROOT, workspace_at

from app.core import catalogs
from app.errors import InputError
from app.store.workspace import Workspace
from app.workflow.ingest import ingest
from app.workflow.update import update_catalog

FOLDER = ROOT / "tests" / "data" / "po"
FILES = [FOLDER / case["file"] for case in json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("workspace")
    (root / "source_issues").mkdir()
    (root / "source_issues" / "a.md").write_text("# Un titre\n\nUne phrase. k\n", encoding="utf-8")
    (root / "passeur.yaml").write_text("locales: [en]\n", encoding="utf-8")
    return workspace_at(root)


@pytest.mark.parametrize("case", FILES, ids=lambda path: path.stem)
def test_update_refuses_a_catalog_untouched_or_keeps_its_targets(workspace: Workspace, case: Path) -> None:
    path = workspace.catalog_path("a", "en")
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(workspace.state_folder, ignore_errors=True)
    path.write_bytes(case.read_bytes())
    try:
        update_catalog(workspace, ingest(workspace, "a"), locale="en")
    except InputError as error:
        refused_at = error.line
    else:
        before, after = catalogs.parse(case.read_bytes()), catalogs.parse(path.read_bytes())
        held = {unit.target for unit in (*after.units, *after.obsolete)}
        assert {unit.target for unit in (*before.units, *before.obsolete) if unit.target} <= held
        if shutil.which("msgfmt"):
            subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], check=True, capture_output=True)
        return
    assert refused_at > 0
    assert path.read_bytes() == case.read_bytes()
