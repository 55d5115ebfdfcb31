"""What SECURITY.md claims is shown by tests that exist."""

from __future__ import annotations

import re

import pytest
from places import ROOT

CLAIMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("file", "name"), CLAIMED)
def test_the_test_that_shows_a_claim_exists(file: str, name: str) -> None:
    assert f"\ndef {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_claim_names_its_tests() -> None:
    section = (ROOT / "SECURITY.md").read_text(encoding="utf-8").split("## What is claimed")[1].split("\n## ")[0]
    claims = re.findall(r"^\| .* \|$", section, re.MULTILINE)[1:]
    assert len(claims) > 15
    assert all("::test_" in claim for claim in claims)
