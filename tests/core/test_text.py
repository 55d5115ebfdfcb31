"""Plain text sources: what their lines are, and lines of targets as wide as theirs."""

from __future__ import annotations

import pytest

from app.core import assembly, documents, segmentation
from app.core.model import Assembled, Catalog, Fallback, State, Unit

MAIL = """\
\ufeffLA LETTRE DES COMMUNS
=====================

Bonjour {{ prenom }},

Voici la lettre de septembre. Elle est un peu plus longue que d'habitude,
parce que l'été a été riche en rencontres et en projets.

* * *

- Une bibliothèque d'objets ouvre à Rennes : on y emprunte une perceuse
  comme un livre
- Deux ateliers
 1) Le premier

> Une citation qui est assez longue pour être coupée par un logiciel de
> courrier.
> > Et une réponse.

Lire la suite :
https://exemple.fr/lettre?a=b

Les Communs
12 rue des Lilas

--\x20
{{ adresse }}
L'équipe
"""


def segments(text: str) -> list[tuple[int, str, str]]:
    found = segmentation.segment(documents.parse(text, format="text"))
    return [(one.line, one.note.split(",")[0], one.source) for one in found]


def assembled(text: str, targets: dict[str, str]) -> Assembled:
    document = documents.parse(text, format="text")
    catalog = Catalog("en", units=tuple(Unit(source, target, State.APPROVED) for source, target in targets.items()))
    return assembly.assemble(document, segmentation.segment(document), catalog, fallback=Fallback.SOURCE)


def test_lines_are_paragraphs_items_quotations_and_headings() -> None:
    assert segments(MAIL) == [
        (1, "heading 1", "LA LETTRE DES COMMUNS"),
        (4, "paragraph", "Bonjour {{ prenom }},"),
        (6, "paragraph", "Voici la lettre de septembre."),
        (
            6,
            "paragraph",
            "Elle est un peu plus longue que d'habitude, parce que l'été a été riche en rencontres et en projets.",
        ),
        (11, "list item", "Une bibliothèque d'objets ouvre à Rennes : on y emprunte une perceuse comme un livre"),
        (13, "list item", "Deux ateliers"),
        (14, "list item", "Le premier"),
        (16, "quotation", "Une citation qui est assez longue pour être coupée par un logiciel de courrier."),
        (18, "quotation", "Et une réponse."),
        (20, "paragraph", "Lire la suite :"),
        (23, "paragraph", "Les Communs"),
        (24, "paragraph", "12 rue des Lilas"),
        (28, "paragraph", "L'équipe"),
    ]
    assert documents.parse(MAIL, format="text").title == "LA LETTRE DES COMMUNS"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_targets_are_broken_at_the_width_of_the_source_with_its_prefixes(newline: str) -> None:
    targets = {
        "Une bibliothèque d'objets ouvre à Rennes : on y emprunte une perceuse comme un livre": "A library of things "
        "opens in Rennes: people borrow a drill there as they would borrow a book, for three weeks at most",
        "Une citation qui est assez longue pour être coupée par un logiciel de courrier.": "A quotation that is long "
        "enough to be broken by a mail program - as they once did.",
        "Deux ateliers": "Two workshops",
        "Bonjour {{ prenom }},": "Hello {{ prenom }}, here is what we had to say this month, or rather "
        "the month before",
    }
    text = assembled(MAIL.replace("\n", newline), targets).text
    assert text.replace(newline, "\n") == MAIL.replace(
        "- Une bibliothèque d'objets ouvre à Rennes : on y emprunte une perceuse\n  comme un livre\n- Deux ateliers",
        "- A library of things opens in Rennes: people borrow a drill there as\n  they would borrow a book, for "
        "three weeks at most\n- Two workshops",
    ).replace(
        "> Une citation qui est assez longue pour être coupée par un logiciel de\n> courrier.",
        "> A quotation that is long enough to be broken by a mail program - as\n> they once did.",
    ).replace(
        "Bonjour {{ prenom }},",
        "Hello {{ prenom }}, here is what we had to say this month, or rather the\nmonth before",
    )


def test_a_text_that_nobody_broke_keeps_its_lines() -> None:
    text = "Une phrase.\nUne autre phrase\nUn mot de plus\n"
    assert [source for *_, source in segments(text)] == ["Une phrase.", "Une autre phrase", "Un mot de plus"]
    assert (
        assembled(text, {"Une autre phrase": "word " * 40}).text == f"Une phrase.\n{'word ' * 39}word\nUn mot de plus\n"
    )


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Un titre\n========\n", 1),
        ("Un titre\n-------\n", 2),
        ("** Un titre\n------------------------------\n", 2),
        ("### Un titre\n", 3),
        ("Un titre\n------------------------------\n", 0),
        ("- Un titre\n==========\n", 0),
    ],
)
def test_headings_are_told_by_their_rule_or_marker(text: str, level: int) -> None:
    (block,) = documents.parse(text, format="text").blocks
    assert (block.text, block.level) == ("Un titre", level)


def test_a_line_that_goes_on_with_a_small_letter_goes_on() -> None:
    assert [source for *_, source in segments("Une phrase coupée\nen deux.\n")] == ["Une phrase coupée en deux."]


@pytest.mark.parametrize("word", ["-", ">", "1.", "•"])
def test_no_line_of_a_target_begins_with_a_mark(word: str) -> None:
    source = "Voici une phrase qui est assez longue pour avoir été coupée par un\nlogiciel de courrier."
    for size in range(50, 70):
        result = assembled(f"{source}\n", {" ".join(source.split("\n")): f"{'x' * size} {word} y {'z' * 20}"})
        assert not result.findings
        assert not any(line.startswith(f"{word} ") for line in result.text.splitlines())


@pytest.mark.parametrize("target", ["- x", "> x", "1. x", "====", "-- "])
def test_a_target_that_begins_as_something_else_is_a_finding(target: str) -> None:
    result = assembled("Un mot.\n\nDeux.\n", {"Un mot.": target, "Deux.": "Two."})
    assert result.text == "Un mot.\n\nTwo.\n"
    assert len(result.findings) == 1
