"""Checks of one unit: each case of tests/data/checks/cases.json, and what holds for every text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import checks, documents, segmentation
from app.core.checks import run_checks
from app.core.model import Severity, Unit

CASES = json.loads((Path(__file__).parents[1] / "data/checks/cases.json").read_text(encoding="utf-8"))
LOCALES = st.sampled_from(["en", "de", "es", "it", "pt", "pt_BR", "ca", "ja", "ar", "pl", "zh-Hant"])
TEXTS = st.text(max_size=40) | st.text(alphabet="0123456789 .,:/-%€$*`[]()h年月億万un mille", max_size=40)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["holds"])
def test_findings_of_a_case(case: dict) -> None:
    labels = frozenset(case.get("labels", ()))
    found = run_checks(Unit(source=case["source"], target=case["target"]), locale=case["locale"], labels=labels)
    assert [f"{finding.check}: {finding.severity}" for finding in found] == case["findings"], found


@given(TEXTS, TEXTS, LOCALES)
@settings(max_examples=300, deadline=None)
def test_any_texts_are_checked_and_spans_lie_within_them(source: str, target: str, locale: str) -> None:
    for finding in run_checks(Unit(source=source, target=target), locale=locale):
        assert not finding.message.startswith("Not checked"), finding
        for span, text in ((finding.source_span, source), (finding.target_span, target)):
            assert span is None or 0 <= span[0] <= span[1] <= len(text)


def test_a_check_that_fails_says_so_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(unit: Unit, context: object) -> list:
        raise ZeroDivisionError("no luck")

    monkeypatch.setitem(checks.CHECKS, "links", broken)
    found = run_checks(Unit(source="Tapez `a`.", target="Type."), locale="en")
    assert [(finding.check, finding.severity) for finding in found] == [
        ("inline codes", Severity.ERROR),
        ("links", Severity.WARNING),
    ]
    assert "Not checked (ZeroDivisionError: no luck)" in found[1].message


def test_an_unknown_locale_is_said_to_be_unchecked() -> None:
    found = run_checks(Unit(source="Ils sont 3.", target="They are 4."), locale="xx")
    assert [finding.check for finding in found] == ["numbers"]
    assert found[0].message.startswith("Not checked (UnknownLocaleError")


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[2] / "source_issues").glob("*.md")), ids=lambda p: p.name
)
def test_a_source_is_a_right_target_of_itself(path: Path) -> None:
    document = documents.parse(path.read_text(encoding="utf-8"))
    segments = segmentation.segment(document)
    for segment in segments:
        unit = Unit(source=segment.source, target=segment.source)
        assert run_checks(unit, locale="fr", labels=document.labels) == (), segment.source
    assert segments
