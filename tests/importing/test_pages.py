"""Pages as people paste them and the blocks that a reader would keep: tests/data/importing/<page>.txt and .json."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from app.importing import accounts_for, clean

DATA = Path(__file__).parents[1] / "data" / "importing"
SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "scraped_newsletter_fr.txt"
PAGES = sorted(path.stem for path in DATA.glob("*.txt"))
ELISION = " … "


def read(page: str) -> tuple[str, dict]:
    expected = json.loads((DATA / f"{page}.json").read_text(encoding="utf-8"))
    return (DATA / f"{page}.txt").read_text(encoding="utf-8"), expected


def stands_for(expected: str, text: str) -> bool:
    """ "First words … last words" name a text; without an elision they begin it."""
    head, elision, tail = expected.partition(ELISION)
    return text.startswith(head) and (text.endswith(tail) if elision else True)


def differences(expected: list[list[str]], found: list[tuple[str, str]]) -> list[str]:
    rows = [
        f"expected {want} but found {have}"
        for want, have in zip(expected, found, strict=False)
        if want[0] != have[0] or not stands_for(want[1], have[1])
    ]
    return rows if len(expected) == len(found) else [*rows, f"{len(expected)} expected, {len(found)} found"]


@pytest.mark.parametrize("page", PAGES)
def test_page_keeps_what_a_reader_would_keep(page: str) -> None:
    text, expected = read(page)
    report = clean(text)
    assert differences(expected["kept"], [(block.kind, block.text) for block in report.kept]) == []


@pytest.mark.parametrize("page", PAGES)
def test_page_leaves_out_the_rest_each_with_its_reason(page: str) -> None:
    text, expected = read(page)
    report = clean(text)
    assert differences(expected["left_out"], [(block.reason or "", block.text) for block in report.left_out]) == []


@pytest.mark.parametrize("page", PAGES)
def test_page_gives_title_and_date_and_loses_nothing(page: str) -> None:
    text, expected = read(page)
    report = clean(text, origin=f"{page}.txt")
    assert (report.title, report.date, report.origin) == (expected["title"], expected["date"], f"{page}.txt")
    assert accounts_for(report, text)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the real newsletter is not beside this repository")
def test_real_newsletter_gives_one_title_four_headings_three_credits_and_twenty_paragraphs() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    report = clean(text)
    kinds = Counter(block.kind for block in report.kept)
    assert kinds == {"title": 1, "heading": 4, "image credit": 3, "paragraph": 20}
    assert {block.reason for block in report.left_out} == {"related articles", "comments", "second copy"}
    assert accounts_for(report, text)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the real newsletter is not beside this repository")
def test_real_newsletter_is_parted_where_its_paragraphs_begin_and_end() -> None:
    kept = clean(SAMPLE.read_text(encoding="utf-8")).kept
    edges = [(block.text.split()[0], block.text.split()[-1]) for block in kept if block.kind == "paragraph"]
    assert [first for first, _ in edges] == [
        "Salut,", "On", "Lundi,", "Maintenant,", "OpenAI", "Dans", "Mon", "Le", "L’IA", "L’IA",
        "Controverse", "Mieux", "Nous", "Dans", "«", "Vous", "Boreal-HL", "Grâce", "Dans", "Cela",
    ]  # fmt: skip
    assert [last for _, last in edges] == [
        "même.", "remettent.", "2022.", "dérisoire.", "offre.", "»", "animées.", "Siri.", "aider.", "d’IA.",
        "vente.", "mathématiques.", "eux-mêmes.", "benchmarks.", "»", "banales.", "clip.", "sophistiqués.", "».",
        "dollars.",
    ]  # fmt: skip
    credits = [block.text for block in kept if block.kind == "image credit"]
    assert credits == ["Crédits image : Apple", "Crédits image : MIT CSAIL", "Crédits image : kudzueye"]
    headings = [block.text for block in kept if block.kind == "heading"]
    assert headings == ["Actualités", "Article de recherche de la semaine", "Modèle de la semaine", "Mélange"]
