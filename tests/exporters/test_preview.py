"""The live preview: every segment in a span that names it, whatever its text holds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from app.core import assembly, documents, segmentation
from app.core.model import Catalog, State, Unit
from app.exporters import preview

SOURCE = """\
# Un titre

Une *phrase* ici. Une **autre** là.

| a b | c d |
|---|---|
| e f | g h |

![un texte](a.png)
"""


def rendered(*units: Unit, source: str = SOURCE) -> str:
    document = documents.parse(source)
    segments = segmentation.segment(document)
    catalog = Catalog(locale="en", units=units)
    return preview.render(
        document, segments, catalog, assemble=assembly.assemble, source_locale="fr", asset=lambda path: None
    )


def test_each_segment_of_the_text_stands_in_a_span_with_its_state() -> None:
    page = rendered(Unit(source="Un titre", target="A heading", state=State.APPROVED))
    spans = re.findall(r'<span data-segment="([0-9a-f]{12})" data-state="(\w+)"[^>]*>([^<]*)', page)
    texts = [text for _, _, text in spans]
    assert texts == ["A heading", "Une ", "Une ", "a b", "c d", "e f", "g h"]
    assert spans[0][1] == "approved"
    assert spans[1][1] == "empty"
    assert page.count('lang="fr" dir="ltr"') == len(spans) - 1


def test_emphasis_at_the_edge_of_a_segment_stays_emphasis() -> None:
    page = rendered(source="**Tout est gras.** *Puis penché.* « *Cité.* »\n")
    assert page.count("<strong>") == 1
    assert page.count("<em>") == 2


@given(st.text(max_size=80))
def test_no_mark_is_left_in_the_page(target: str) -> None:
    unit = Unit(source="Un titre", target=target.replace("\x00", ""), state=State.DRAFT if target else State.EMPTY)
    page = rendered(unit)
    assert preview.EDGE not in page.replace(target, "")
    assert "<script" not in page
