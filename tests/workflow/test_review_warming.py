"""After a start, what was worked at last is ready, and what cannot be read is in nobody's way."""

from __future__ import annotations

from pathlib import Path

from places import workspace_at

from app.workflow.review import open_review, save, warm

SLUG = "2026-09-lettre-des-communs"


def test_what_was_saved_last_is_ready_and_reads_as_it_would(samples: Path) -> None:
    space = workspace_at(samples)
    row = open_review(space, SLUG, "en").rows[0]
    save(space, SLUG, "en", row.segment.id, target="Ready", state="needs_work", version=row.version)
    fresh = workspace_at(samples)
    warm(fresh)
    assert fresh.catalog_path(SLUG, "en") in fresh.catalogs.recent()
    assert open_review(fresh, SLUG, "en").rows == open_review(space, SLUG, "en").rows


def test_a_catalog_that_cannot_be_read_stops_nothing(samples: Path) -> None:
    space = workspace_at(samples)
    space.catalog_path(SLUG, "en").write_text("<<<<<<< ours\n", encoding="utf-8")
    warm(space)
    assert space.catalogs.recent()
