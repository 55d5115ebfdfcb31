"""Codes come back to their words through a model that knows nothing of codes; the cases say what the model says."""

from __future__ import annotations

import json

import pytest
from places import ROOT

from app.core import inline
from app.core.model import Standing, Term
from app.engines.framing import frame
from app.engines.fxtranslate.segment import drafted
from app.engines.keeping import hide

CASES = json.loads((ROOT / "tests" / "data" / "fxtranslate" / "segments.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_codes_come_back_to_their_words(case):
    parts = frame(inline.to_parts(case["source"], labels=frozenset({"^1"}))).parts
    found, flags = drafted(parts, case["says"].__getitem__, source="fr", target=case.get("locale", "en"))
    assert inline.from_parts(found) == case["target"]
    assert list(flags) == case.get("flags", [])


def test_terms_to_keep_are_read_by_the_model_as_the_names_they_are():
    terms = [Term("Pixar", "", status=Standing.KEEP), Term("Le Bac", "", status=Standing.KEEP)]
    parts = hide(inline.to_parts("Pixar a vu Le Bac chez Pixar.", labels=frozenset()), terms, source_locale="fr")
    said = {"Pixar a vu Le Bac chez Pixar.": "Pixar saw Le Bac at Pixar."}
    found, flags = drafted(parts, said.__getitem__, source="fr", target="en")
    assert [part if isinstance(part, str) else part.text for part in found] == [
        "Pixar", " saw ", "Le Bac", " at ", "Pixar", ".",
    ]  # fmt: skip
    assert flags == ()
