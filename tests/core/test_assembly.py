"""Issues put together: cases of documents, gaps, and targets that would break the structure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from places import ROOT, SHARED

from app.core import assembly, documents, segmentation
from app.core.model import Assembled, Catalog, Fallback, Segment, State, Unit

DATA = Path(__file__).parents[1] / "data" / "documents"
CASES: list[dict[str, Any]] = json.loads((DATA / "cases.json").read_text())
SAMPLES = sorted((ROOT / "source_issues").glob("*.md"))


def assembled(text: str, targets: dict[str, str], *, locale: str = "en", **options: Any) -> Assembled:
    document = documents.parse(text)
    units = tuple(Unit(source, target, State.APPROVED) for source, target in targets.items())
    segments = segmentation.segment(document)
    return assembly.assemble(
        document, segments, Catalog(locale, units=units), **{"fallback": Fallback.SOURCE, **options}
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_targets_are_spliced_as_the_case_says(case: dict[str, Any]) -> None:
    result = assembled(case["source"], case["targets"], locale=case.get("locale", "en"))
    assert result.text == case["expect"]
    assert not result.findings


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_sample_issues_come_back_byte_for_byte(path: Path, newline: str) -> None:
    text = path.read_text().replace("\n", newline)
    sources = {segment.source: segment.source for segment in segmentation.segment(documents.parse(text))}
    assert assembled(text, {}).text == text
    assert assembled(text, sources).text == text


def test_the_scraped_newsletter_comes_back_byte_for_byte() -> None:
    sample = SHARED / "samples" / "scraped_newsletter_fr.txt"
    if not sample.exists():
        pytest.skip("the scraped sample is not beside this checkout")
    text = sample.read_bytes().decode()
    for format in documents.PARSERS:
        document = documents.parse(text, format=format)
        segments = segmentation.segment(document)
        catalog = Catalog("en", units=tuple(Unit(s.source, s.source, State.APPROVED) for s in segments))
        assert assembly.assemble(document, segments, catalog).text == text


def test_a_target_that_breaks_the_structure_is_a_finding_and_the_rest_exports() -> None:
    result = assembled("<p>Un mot</p>\n\nDeux mots.\n", {"Un mot": "</p><div>", "Deux mots.": "Two words."})
    assert result.text == "<p>Un mot</p>\n\nTwo words.\n"
    ((finding,),) = result.findings.values()
    assert finding.check == "structure"


def test_gaps_are_listed_and_counted() -> None:
    text = "Un mot.\n\nDeux mots.\n\nTrois mots.\n"
    units = (Unit("Un mot.", "One.", State.APPROVED), Unit("Deux mots.", "Two.", State.DRAFT))
    document = documents.parse(text)
    segments = segmentation.segment(document)
    ids = [segment.id for segment in segments]
    for fallback, expected in {
        Fallback.FAIL: ("One.\n\nDeux mots.\n\nTrois mots.\n", ids[1:], 2, 0),
        Fallback.SOURCE: ("One.\n\nDeux mots.\n\nTrois mots.\n", ids[1:], 2, 0),
        Fallback.DRAFT: ("One.\n\nTwo.\n\nTrois mots.\n", ids[2:], 1, 1),
    }.items():
        result = assembly.assemble(document, segments, Catalog("en", units=units), fallback=fallback)
        assert (result.text, list(result.missing), result.from_source, result.from_drafts) == expected


def test_a_place_that_differs_takes_the_target_of_its_context() -> None:
    document = documents.parse("Oui merci.\n\nOui merci.\n")
    segments = segmentation.segment(document)
    units = (
        Unit("Oui merci.", "Yes.", State.APPROVED),
        Unit("Oui merci.", "Sure.", State.APPROVED, context=segments[1].context),
    )
    assert assembly.assemble(document, segments, Catalog("en", units=units)).text == "Yes.\n\nSure.\n"


def test_mark_wraps_every_segment_of_the_running_text() -> None:
    def mark(segment: Segment, text: str) -> str:
        return f"<{text}>"

    text = "---\ntitle: Titre\n---\n\n# Un ![chat](c.png)\n\nDeux mots. Trois\nmots.\n"
    result = assembled(text, {"Deux mots.": "Two.", "chat": "cat", "Titre": "Title"}, mark=mark)
    assert result.text == "---\ntitle: Title\n---\n\n# <Un ![cat](c.png)>\n\n<Two.> <Trois\nmots.>\n"


@pytest.mark.parametrize("raw", ["Un", "'Un'", '"Un"', "|\n  Un", ">-\n  Un", "[Un, x]"])
@pytest.mark.parametrize(
    "target", ["a: b", "- a", "#", "'", '"', "\\", "\x07", "😀", "null", "1", "{a", "a\x85b", "é\u2028", "@"]
)
def test_yaml_gives_back_exactly_the_target(raw: str, target: str) -> None:
    result = assembled(f"---\ntitle: {raw}\nother: 1\n---\n", {"Un": target})
    value = yaml.safe_load(result.text.split("---\n")[1])["title"]
    assert (value[0] if isinstance(value, list) else value).rstrip("\n") == target
    assert not result.findings
