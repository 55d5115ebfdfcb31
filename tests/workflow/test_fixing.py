"""Safe fixes take out what nobody writes, and touch nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import workspace_at

from app.core import documents
from app.core.model import State, Unit
from app.workflow.fixing import fix, fixed_unit, readable
from app.workflow.ingest import Issue, Parsed
from app.workflow.review import open_review, save

SLUG = "2026-09-lettre-des-communs"
ISSUE = Issue(slug="a", path="source_issues/a.md", parsed=Parsed(documents.parse("Une phrase.\n"), ()))


@pytest.mark.parametrize(
    ("locale", "target", "expected"),
    [
        ("en", "He said : « No » !", "He said: «No»!"),
        ("en", " Two  spaces. ", "Two spaces."),
        ("es", "¿Dónde ?\u00a0 Aquí.", "¿Dónde? Aquí."),
        ("en", "See `a :  b` there.", "See `a :  b` there."),
        ("en", "Nothing to fix: at 10:30, (see [this](https://a.example/b ?c)).", None),
    ],
)
def test_spaces_that_nobody_writes_are_taken_out(locale: str, target: str, expected: str | None) -> None:
    unit = Unit(source="Une phrase : « Non » !", target=target, state=State.DRAFT)
    assert fixed_unit(unit, ISSUE, locale=locale).target == (target if expected is None else expected)


@given(st.text(alphabet="aB «»:!?\u00a0\u202f`*[]().1", max_size=40), st.sampled_from(["en", "de", "es", "ja", "ar"]))
def test_a_fix_changes_white_space_alone_and_only_once(target: str, locale: str) -> None:
    unit = Unit(source="Une phrase.", target=target, state=State.NEEDS_WORK if target else State.EMPTY)
    fixed = fixed_unit(unit, ISSUE, locale=locale)
    assert "".join(fixed.target.split()) == "".join(target.split())
    assert fixed_unit(fixed, ISSUE, locale=locale) == fixed


def test_fixed_catalog_keeps_states_and_counts_units(samples: Path) -> None:
    workspace = workspace_at(samples)
    row = open_review(workspace, SLUG, "en").rows[5]
    target = row.unit.target.replace(" ", "  ", 1)
    save(workspace, SLUG, "en", row.segment.id, target=target, state="approved", version=row.version)
    assert fix(workspace, SLUG, locale="en") == 1
    assert open_review(workspace, SLUG, "en").rows[5].unit == row.unit
    assert fix(workspace, SLUG, locale="en") == 0


def test_a_fresh_draft_has_the_forms_of_its_locale_and_a_persons_target_keeps_its_own() -> None:
    source = "Elle a levé 97,4 millions : « Oui ! »"
    unit = Unit(source=source, target="She raised  97,4 million : « Yes ! »", state=State.DRAFT)
    assert readable(unit, ISSUE, locale="en").target == "She raised 97.4 million: “Yes!”"
    assert fixed_unit(unit, ISSUE, locale="en").target == "She raised 97,4 million: «Yes!»"
