"""A save changes what was asked, and nothing else of the unit."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import workspace_at

from app.core.model import State
from app.workflow.review import open_review, save

SLUG = "2026-10-lettre-des-communs"


@pytest.mark.parametrize(("given", "kept"), [(None, True), ("", False), ("engine=memory route=a", False)])
def test_origin_of_a_draft_is_kept_unless_the_save_says_another(samples: Path, given: str | None, kept: bool) -> None:
    workspace = workspace_at(samples)
    row = next(row for row in open_review(workspace, SLUG, "es").rows if row.unit.state is State.DRAFT)
    saved = save(
        workspace, SLUG, "es", row.segment.id, target="Otra frase.", state="stale", version=row.version, origin=given
    )
    assert saved.unit.origin == (row.unit.origin if kept else given)
    assert row.unit.origin
