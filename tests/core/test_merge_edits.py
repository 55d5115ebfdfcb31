"""Edits of the sample issues, each with the state and the old text a person wants for every unit it touches."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from places import ROOT

from app.core import documents
from app.core.merge import merge
from app.core.model import Catalog, State
from app.core.segmentation import segment

CASES = json.loads((ROOT / "tests/data/edits/sample_issues.json").read_text("utf-8"))


def changed(text: str, pairs: list[list[str]]) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def update(text: str, previous: Catalog | None) -> Catalog:
    return merge(segment(documents.parse(text)), previous, locale="en", path="source_issues/lettre.md")


def approved(catalog: Catalog) -> Catalog:
    units = (replace(unit, target=f"<<{unit.source}>>", state=State.APPROVED) for unit in catalog.units)
    return replace(catalog, units=tuple(units))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["holds"])
def test_an_edit_touches_the_units_it_should_and_no_other(case: dict[str, Any]) -> None:
    text = (ROOT / "source_issues" / f"{case['issue']}.md").read_text("utf-8")
    text = changed(text, case.get("given", []))
    base = approved(update(text, None))
    found = update(changed(text, case["replace"]), base)
    wanted = {unit["source"]: unit for unit in case["units"]}
    for unit in found.units:
        want = wanted.pop(unit.source, {"state": "approved", "from": unit.source})
        assert (unit.state, unit.source) == (want["state"], unit.source)
        if unit.state is State.APPROVED:
            assert unit.target == want.get("target", f"<<{want['from']}>>")
        elif unit.state is State.STALE:
            assert unit.previous_source == want["from"]
    assert not wanted
    assert [unit.source for unit in found.obsolete] == case.get("gone", [])
