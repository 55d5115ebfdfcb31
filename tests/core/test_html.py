"""HTML sources: which words of a page are segments, how they read, and how targets are put in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.core import assembly, documents, segmentation
from app.core.model import Assembled, Catalog, Fallback, State, Unit
from app.errors import InputError

DATA = Path(__file__).parents[1] / "data" / "html"
CASES: list[dict[str, Any]] = json.loads((DATA / "cases.json").read_text())


def segments(text: str) -> list[tuple[str, str]]:
    return [(one.note, one.source) for one in segmentation.segment(documents.parse(text, format="html"))]


def assembled(text: str, targets: dict[str, str]) -> Assembled:
    document = documents.parse(text, format="html")
    catalog = Catalog("en", units=tuple(Unit(source, target, State.APPROVED) for source, target in targets.items()))
    return assembly.assemble(document, segmentation.segment(document), catalog, fallback=Fallback.SOURCE)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_words_of_a_page_are_found_and_replaced(case: dict[str, Any]) -> None:
    assert [source for _, source in segments(case["source"])] == case["segments"]
    result = assembled(case["source"], case["targets"])
    assert result.text == case["expect"]
    assert not result.findings


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_targets_like_their_sources_change_nothing(case: dict[str, Any]) -> None:
    assert assembled(case["source"], {source: source for source in case["segments"]}).text == case["source"]


def test_notes_say_what_a_place_is() -> None:
    page = (
        "<title>A b</title><div style='display: none'>Caché</div><h3>Titre</h3><p>Un. Deux.</p><ul><li>Point</ul>"
        "<table><caption>Prix</caption><tr><th>Mois<td>Mai<td><a href=u>Voir</a></table><blockquote>Cité</blockquote>"
        "<dl><dt>Mot<dd>Sens</dl><img alt=Chat title=Gris><select><option>Oui</select><button>Non</button>"
    )
    assert segments(page) == [
        ("page title", "A b"),
        ("preheader", "Caché"),
        ("heading 3", "Titre"),
        ("paragraph, sentence 1 of 2", "Un."),
        ("paragraph, sentence 2 of 2", "Deux."),
        ("list item", "Point"),
        ("caption", "Prix"),
        ("table header", "Mois"),
        ("table cell", "Mai"),
        ("link", "Voir"),
        ("quotation", "Cité"),
        ("definition term", "Mot"),
        ("definition", "Sens"),
        ("image text", "Chat"),
        ("image title", "Gris"),
        ("option", "Oui"),
        ("button", "Non"),
    ]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>La&nbsp;lettre &amp; co</title><h1>Titre</h1>", "La lettre & co"),
        ("<p>Un</p><h2>Un <b>titre</b></h2>", "Un titre"),
        ("<p>Un</p>", ""),
    ],
)
def test_title_is_the_pages_else_its_first_heading(page: str, title: str) -> None:
    assert documents.parse(page, format="html").title == title


@pytest.mark.parametrize("target", ["</td>", "<div>", "<script>x</script>", "</b>", "<b>x", "<svg onload=x>", "<td>x"])
def test_a_target_that_would_change_the_page_is_a_finding_and_the_rest_exports(target: str) -> None:
    result = assembled("<td>Un mot</td><td>Deux</td>", {"Un mot": target, "Deux": "Two"})
    assert result.text == "<td>Un mot</td><td>Two</td>"
    ((finding,),) = result.findings.values()
    assert finding.check == "structure"


def test_segments_know_their_line() -> None:
    found = segmentation.segment(documents.parse("<p>\n\nUne\nphrase.\nDeux.</p>", format="html"))
    assert [one.line for one in found] == [3, 5]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<p>Un</p>\n" * 150 + "<div>" * 150, "151: This text has more than 100 levels in each other."),
        ("<b>\n" * 100_000, "60001: This issue has more than 60,000 HTML tags."),
        ("x<br>\n" * 10_000, "5001: This issue has more than 5,000 paragraphs"),
    ],
)
def test_what_no_mail_holds_is_refused_with_its_line(page: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        documents.parse(page, format="html", path="source_issues/a.html")
    assert str(caught.value).startswith(f"source_issues/a.html:{reason}")


def test_elements_that_nobody_closed_are_not_in_each_other() -> None:
    assert len(documents.parse("<p>Un\n" * 150 + "<ul>" + "<li>Un" * 150, format="html").blocks) == 300
