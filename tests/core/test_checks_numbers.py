"""The number check against pairs of known verdict: what it reached is held."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.core.checks import run_checks
from app.core.model import Finding, Severity, Unit

DATA = Path(__file__).parents[1] / "data"
VALUES = json.loads((DATA / "language/values.json").read_text(encoding="utf-8"))
# Letter case and the order of a score are no values; a year with a group separator still has its value.
NOT_VALUES = {"capitalisation", "token"}


def findings(case: dict) -> list[Finding]:
    found = run_checks(Unit(source=case["source"], target=case["target"]), locale=case["locale"])
    return [finding for finding in found if finding.check == "numbers"]


def name(case: dict) -> str:
    return f"{case['locale']}: {case['target']}"


@pytest.mark.parametrize("case", [case for case in VALUES if case["verdict"] == "ok"], ids=name)
def test_a_right_target_has_no_finding(case: dict) -> None:
    assert findings(case) == []


def test_at_least_95_of_100_wrong_targets_have_a_finding() -> None:
    wrong = [case for case in VALUES if case["verdict"] == "wrong"]
    missed = [name(case) for case in wrong if not findings(case)]
    assert len(missed) <= len(wrong) * 0.05, missed


@pytest.mark.parametrize(
    "case", [case for case in VALUES if case["verdict"] == "wrong" and case["kind"] not in NOT_VALUES], ids=name
)
def test_findings_are_warnings_with_a_span(case: dict) -> None:
    for finding in findings(case):
        assert finding.severity == Severity.WARNING
        assert finding.source_span or finding.target_span
