"""One segment of the preview by itself is what the whole page shows of it, or says that it cannot tell."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import assembly, documents, segmentation
from app.core.model import Catalog, State, Unit
from app.exporters import html, piece, preview

NONE: frozenset[str] = frozenset()


def in_the_page(source: str, target: str) -> str:
    """What the spans of the only segment hold in the page."""
    document = documents.parse(source)
    segments = segmentation.segment(document)
    catalog = Catalog("de", units=(Unit(source=segments[0].source, target=target, state=State.DRAFT),))
    page = preview.render(
        document, segments, catalog, assemble=assembly.assemble, source_locale="fr", asset=lambda path: None
    )
    return re.search(r"<span data-segment[^>]*>(.*?)</span></p>", page, re.DOTALL)[1]


def written(nodes: list[piece.Node]) -> str:
    parts = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(html.escape(node, quote=False))
        else:
            name, attributes, inner = node
            said = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
            parts.append(f"<{name}{said}>" + ("" if name in piece.ALONE else f"{written(inner)}</{name}>"))
    return "".join(parts)


@pytest.mark.parametrize(
    "target",
    [
        "Ein Satz.",
        "**Fett** und *schräg*.",
        "_Erst_ so",
        "`Code` mit < und &",
        "ein [Link](https://a.example/x) hier",
        'ein [Link](https://a.example/x "Titel") hier',
        "<b>Tag</b>",
        r"a \* b",
    ],
)
def test_a_piece_is_what_the_page_shows(target: str) -> None:
    assert written(piece.nodes(target, format="markdown", labels=NONE)) == in_the_page("Une phrase.\n", target)


DEFINED = "\n\n[a]: https://a.example/x\n[b]: https://b.example 'Titre'\n\n[^1]: Une note.\n"
LABELS = frozenset({"^1", "a", "b"})


@pytest.mark.parametrize("target", ["mit [^1]", "ein [Wort][a]", "ein [a] und [^1] und [a][]", "**[x][a]** [kein][c]"])
def test_what_the_document_defines_is_in_a_piece(target: str) -> None:
    shown = in_the_page(f"Une [phrase][a] [b] [^1].{DEFINED}", target)
    assert written(piece.nodes(target, format="markdown", labels=LABELS, around=DEFINED)) == shown


@pytest.mark.parametrize("target", ["![Bild](a.png)", "zwei\nZeilen", "ein [Wort][b]"])
def test_what_hangs_on_the_whole_page_is_left_to_it(target: str) -> None:
    assert piece.nodes(target, format="markdown", labels=LABELS, around=DEFINED) is None


@given(st.text(max_size=60), st.sampled_from(["markdown", "html", "text"]))
def test_nothing_that_runs_is_in_a_piece(text: str, format: str) -> None:
    def check(nodes: list[piece.Node]) -> None:
        for node in nodes:
            if not isinstance(node, str):
                assert node[0] not in ("script", "style", "iframe")
                assert not any(name.startswith("on") for name in node[1])
                check(node[2])

    check(piece.nodes(f"{text}<img src=x onerror=a><script>b</script>{text}", format=format, labels=NONE) or [])
