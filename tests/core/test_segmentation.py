"""Sentences where a person would end them, blocks cut without harm to markup, time that grows with the text."""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import SHARED

from app.core import documents
from app.core.model import Segment
from app.core.segmentation import segment, split

DATA = Path(__file__).parent.parent / "data" / "segmentation"
PEOPLE = SHARED / "cases" / "segmentation"


def sentences(name: str) -> list[list[str]]:
    """The cases of a file: one a line, `¦` where a sentence ends."""
    lines = (DATA / f"{name}.txt").read_text("utf-8").splitlines()
    return [line.split("¦") for line in lines if line and not line.startswith("# ")]


def boundaries(sentences: list[str]) -> set[int]:
    return set(list(accumulate(map(len, sentences)))[:-1])


@pytest.mark.parametrize("name", sorted(path.stem for path in DATA.glob("*.txt")))
def test_boundaries_are_those_a_person_set(name: str) -> None:
    right = wrong = 0
    for case in sentences(name):
        wanted, found = boundaries(case), boundaries(split("".join(case)))
        right += 2 * len(wanted & found)
        wrong += len(wanted ^ found)
    assert right / (right + wrong) >= 0.985


@pytest.mark.parametrize("name", ["newsletter_fr", "newsletter_comments"])
def test_a_real_newsletter_is_split_as_people_did(name: str) -> None:
    if not (PEOPLE / f"{name}.json").exists():
        pytest.skip("the newsletter is somebody's text and not in the repository")
    for case in json.loads((PEOPLE / f"{name}.json").read_text("utf-8")):
        assert split(case["text"], locale=case["lang"]) == case["sentences"]


def test_an_emoji_that_opens_a_text_makes_those_after_it_bullets() -> None:
    assert split("📌 La salle change. 📅 Rendez-vous mardi.") == ["📌 La salle change. ", "📅 Rendez-vous mardi."]


@given(
    st.text(alphabet="aZé09.!?…«»()[] \u00a0\u202f\n'’“”-:🎉。あ@/", max_size=80), st.sampled_from(["fr", "ja", "en"])
)
def test_sentences_joined_are_the_text(text: str, locale: str) -> None:
    assert "".join(split(text, locale=locale)) == text


def test_an_unknown_locale_is_split_by_general_rules() -> None:
    assert "".join(split("Eins. Zwei! Drei", locale="xx")) == "Eins. Zwei! Drei"


def parsed(text: str, by: Any = "sentence") -> tuple[Segment, ...]:
    return segment(documents.parse(text), by=by)


def sources(text: str) -> list[str]:
    return [found.source for found in parsed(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("**Un.** Deux.", ["**Un.**", "Deux."]),
        ("**Un. Deux.** Trois.", ["**Un. Deux.**", "Trois."]),
        ("Un. **Deux** trois.", ["Un.", "**Deux** trois."]),
        (
            "Voir [la page. Là](<https://a.fr/b. C>). Puis venez.",
            ["Voir [la page. Là](<https://a.fr/b. C>).", "Puis venez."],
        ),
        ("Tapez `a. B`. Validez.", ["Tapez `a. B`.", "Validez."]),
        ("Lisez ceci. `code` suit.", ["Lisez ceci.", "`code` suit."]),
        ("Une ligne\net sa suite. Une autre\r\nencore.", ["Une ligne et sa suite.", "Une autre encore."]),
        ("Un vers  \nUn autre", ["Un vers", "Un autre"]),
        ("Un vers\\\nUn autre", ["Un vers", "Un autre"]),
        ("**Un vers  \nUn autre**", ["**Un vers  \nUn autre**"]),
        ("La voix de Siri.L’IA parle.", ["La voix de Siri.", "L’IA parle."]),
        ("Il dit « oui ».[^1] Elle rit.\n\n[^1]: Une note.", ["Il dit « oui ».[^1]", "Elle rit.", "Une note."]),
        ("C’est vrai.[^1]Elle rit.\n\n[^1]: Une note.", ["C’est vrai.[^1]", "Elle rit.", "Une note."]),
        ("Prix&nbsp;: 3 €. Fin&nbsp;!", ["Prix&nbsp;: 3 €.", "Fin&nbsp;!"]),
        ("3\\. Ouvrez. Fermez.", ["3\\. Ouvrez.", "Fermez."]),
        (
            "![Une image. Belle](x.png) Voir. Dire.",
            ["Une image.", "Belle", "![Une image. Belle](x.png) Voir.", "Dire."],
        ),
    ],
)
def test_markup_is_never_cut(text: str, wanted: list[str]) -> None:
    assert sorted(sources(text)) == sorted(wanted)


@pytest.mark.parametrize(
    "text",
    ["12 500", "https://exemple.fr/a", "jean@exemple.fr", "🎉 🎉", "— … —", "`code`", "{{ nom }}", "www.exemple.fr !"],
)
def test_what_says_nothing_is_copied(text: str) -> None:
    assert sources(text) == []


def test_every_sentence_knows_its_line_place_and_context() -> None:
    text = "---\ntitle: Le titre\n---\n\n# Un\n\n> Première\n> ligne. Deuxième\n> phrase.\n\n- Oui\n- Oui\n"
    assert [(found.line, found.note, found.context, found.source) for found in parsed(text)] == [
        (2, "front matter: title", "before the first heading", "Le titre"),
        (5, "heading 1", "before the first heading", "Un"),
        (7, "quotation, sentence 1 of 2", "under: Un", "Première ligne."),
        (8, "quotation, sentence 2 of 2", "under: Un", "Deuxième phrase."),
        (11, "list item", "under: Un", "Oui"),
        (12, "list item", "under: Un (2)", "Oui"),
    ]


def test_equal_segments_share_an_id_and_have_contexts_of_their_own() -> None:
    first, second = parsed("Oui.\n\nOui.")
    assert first.id == second.id
    assert first.context != second.context


def test_a_paragraph_may_stay_whole() -> None:
    assert [found.source for found in parsed("Un. Deux.\nTrois.\n\nQuatre.", "paragraph")] == [
        "Un. Deux. Trois.",
        "Quatre.",
    ]


PIECES = [
    "Un mot. ",
    "Deux ",
    "**",
    "*",
    "`x. Y` ",
    "[",
    "](u)",
    "![a](b)",
    "  \n",
    "\n",
    "\n\n",
    "# ",
    "- ",
    "> ",
    "😀 ",
]
PIECES += ["12 ", "[^1]", "<b>", "</b>", "\\", "&amp; ", "https://a.fr/b.C ", "Fin!Et ", "| a | b |\n|---|---|\n"]
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=200, deadline=None)
@given(MARKDOWN)
def test_segments_stand_in_their_blocks_in_order_and_apart(text: str) -> None:
    document = documents.parse(text)
    last: dict[int, int] = {}
    for found in segment(document):
        block = document.blocks[found.block]
        piece = block.text[found.start : found.end]
        assert last.get(found.block, 0) <= found.start < found.end
        assert piece == piece.strip()
        if block.encoding != "html":  # which is folded as a browser shows it
            assert found.source.replace(" ", "").replace("\n", "") == piece.replace(" ", "").replace("\n", "")
        assert all(
            (found.start <= code.start and code.end <= found.end) or code.end <= found.start or found.end <= code.start
            for code in block.codes
        )
        last[found.block] = found.end


@settings(max_examples=200, deadline=None)
@given(MARKDOWN)
def test_both_halves_of_a_pair_are_in_one_segment(text: str) -> None:
    document = documents.parse(text)
    for found in segment(document):
        codes = document.blocks[found.block].codes
        inside = {index for index, code in enumerate(codes) if found.start <= code.start < found.end}
        assert {codes[index].pair for index in inside if codes[index].pair >= 0} <= inside
