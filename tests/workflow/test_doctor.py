"""What doctor says of a workspace's files."""

from __future__ import annotations

from pathlib import Path

from places import workspace_at

from app.workflow.doctor import doctor


def test_a_file_whose_name_is_no_slug_is_named_and_is_no_fault(samples: Path) -> None:
    (samples / "source_issues/Été 2026.md").write_text("Bonjour.\n", encoding="utf-8")
    said = [one for one in doctor(workspace_at(samples)) if "Été 2026.md" in one.message]
    assert [(one.ok, one.subject) for one in said] == [(None, "file")]
