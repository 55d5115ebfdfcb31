"""What doctor says of a workspace's files."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import ROOT, workspace_at

from app.workflow.doctor import doctor


def test_a_file_whose_name_is_no_slug_is_named_and_is_no_fault(samples: Path) -> None:
    (samples / "source_issues/Été 2026.md").write_text("Bonjour.\n", encoding="utf-8")
    said = [one for one in doctor(workspace_at(samples)) if "Été 2026.md" in one.message]
    assert [(one.ok, one.subject) for one in said] == [(None, "file")]


def test_each_locale_is_told_its_engine_and_the_command_that_adds_a_better_one(samples: Path) -> None:
    pytest.importorskip("fxtranslate")
    models = ROOT / "tests" / "data" / "fxtranslate"
    settings = f"locales: [en, es, oc]\nengines: {{fxtranslate: {{path: '{models}'}}}}\n"
    (samples / "passeur.yaml").write_text(settings, encoding="utf-8")
    told = {one.subject: one for one in doctor(workspace_at(samples))}
    assert told["fr to en"].message == "drafts by fxtranslate (fr-en)."
    assert told["fr to en"].fix == ""
    assert told["fr to es"].fix.startswith("passeur engines fetch -l es (asks first; 1 × 17-44 MB from ")
    if told["fr to es"].ok:
        assert told["fr to es"].message == "drafts by apertium (fr-es); fxtranslate would read better."
    assert "passeur engines fetch" not in told["fr to oc"].fix


def test_an_engine_that_the_settings_name_is_not_argued_with(samples: Path) -> None:
    (samples / "passeur.yaml").write_text("locales: [es]\nengine: apertium\n", encoding="utf-8")
    (told,) = (one for one in doctor(workspace_at(samples)) if one.subject == "fr to es")
    assert "fxtranslate" not in told.message
