"""The best match is one that a person would take: a next issue judged by hand, segment by segment."""

from __future__ import annotations

import json

import pytest
from places import ROOT, workspace_at

from app.core import memory
from app.core.model import Match
from app.workflow.ingest import ingest
from app.workflow.suggestions import FLOOR

JUDGED = json.loads((ROOT / "tests/data/memory/next_issue.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def earlier() -> list[Match]:
    space = workspace_at(ROOT)
    sources = {segment.source: None for slug in space.slugs() for segment in ingest(space, slug).segments}
    return [Match(source, "", score=0) for source in sources]


def test_what_a_person_would_take_is_a_source_of_the_sample_issues(earlier: list[Match]) -> None:
    known = {match.source for match in earlier}
    assert {take for one in JUDGED for take in one["take"]} <= known


def test_nearly_all_that_is_offered_first_would_be_taken_and_nearly_all_that_would_be_is_offered(
    earlier: list[Match],
) -> None:
    best = {one["source"]: memory.ranked(one["source"], earlier, limit=1, floor=FLOOR) for one in JUDGED}
    offered = sum(bool(found) for found in best.values())
    taken = sum(found.source in one["take"] for one in JUDGED for found in best[one["source"]])
    wanted = sum(bool(one["take"]) for one in JUDGED)
    assert taken / offered >= 0.93
    assert taken / wanted >= 0.93
