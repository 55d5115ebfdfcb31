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


def of_format(text: str, format: str) -> str:
    document = documents.parse(text, format=format)
    segments = segmentation.segment(document)
    return preview.render(
        document, segments, Catalog("en"), assemble=assembly.assemble, source_locale="fr", asset=lambda path: None
    )


def test_html_source_is_shown_with_its_looks_and_without_what_runs() -> None:
    page = of_format(
        "<html><head><title>Titre</title><style>p{}</style></head><body onload=x()><script>x()</script>"
        "<p style='color:red;background:url(https://a.fr/x)' onclick=x()>Un <b>mot</b></p></body></html>",
        "html",
    )
    main = page[page.index("<main>") :]
    assert re.search(r'<p style="color:red"><span data-segment="\w{12}"[^>]*>Un <b>mot</b></span></p>', main)
    assert not re.search(r"Titre|onclick|onload|script|url\(", main)


def test_text_source_is_shown_as_paragraphs_with_their_lines() -> None:
    page = of_format("Un <b>.\nDeux.\n\n- Trois\n  fois\n", "text")
    shown = re.sub(r"</?span[^>]*>", "", page[page.index("<main>") :])
    assert shown.startswith("<main>\n<p>Un &lt;b&gt;.<br>Deux.</p>\n<p>- Trois<br>&nbsp;&nbsp;fois</p>\n")
    assert page.count("data-segment") == 3
