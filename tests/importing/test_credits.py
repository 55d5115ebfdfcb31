"""Where an image's credit ends and glued sentences part, case by case."""

from __future__ import annotations

import pytest

from app.importing import clean

PAGE = "Un titre pour la page du jour\nUn premier paragraphe, complet et terminé par un point.\n"


def blocks(line: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in clean(PAGE + line).kept][2:]


@pytest.mark.parametrize(
    ("credit", "paragraph"),
    [
        ("Crédits image : Jean-Luc Durand pour Le Monde", "Depuis dix ans, la ville change de visage."),
        ("Photo : AFP", "Emmanuel Macron a reçu la délégation mardi."),
        ("Crédit : NASA/JPL-Caltech", "Une sonde s’approche de Jupiter."),
        ("© Marie Dupont – Ville de Lyon", "Les quais rouvrent samedi."),
        ("Crédits image : Sam Altman", "OpenAI a lancé un modèle."),
        ("Crédits image : OpenAI", "« Nous y sommes presque », dit-il."),
        ("Crédits photo : Mathieu Petit.", "Le marché reprend ses droits."),
        ("Image Credits: Getty Images / Bloomberg", "Dans la salle, personne ne bouge."),
    ],
)
def test_credit_ends_where_the_paragraph_begins(credit: str, paragraph: str) -> None:
    assert blocks(f"{credit} {paragraph}") == [("image credit", credit), ("paragraph", paragraph)]


@pytest.mark.parametrize("line", ["Crédits image : TechCrunch / Getty Images", "© AFP", "Source : Insee"])
def test_credit_alone_stays_whole(line: str) -> None:
    assert blocks(line) == [("image credit", line)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Elle répond avec une voix douce.", "L’outil est gratuit : il suffit de demander."),
        ("Le texte a été adopté par l’ONU.", "La suite est connue de tous."),
        ("Le conseil a voté. Et comment faire maintenant ?", "Une étude récente répond à la question."),
        ("Il parle d’« une affaire de bon sens ».", "Les élus ont voté en 2022."),
        ("Le service ouvre en 2026.", "Apple suit de près le projet."),
    ],
)
def test_glued_sentences_are_parted(left: str, right: str) -> None:
    assert blocks(left + right) == [("paragraph", left), ("paragraph", right)]


@pytest.mark.parametrize(
    "line",
    [
        "Le fichier README.MD et le site Node.JS sont tenus par M.Dupont et J.K.Rowling.",
        "L’adresse est https://exemple.example/A.Le ou bien contact@Exemple.Org pour tous.",
    ],
)
def test_names_addresses_and_initials_are_not_parted(line: str) -> None:
    assert blocks(line) == [("paragraph", line)]


def test_a_quotation_is_never_parted_but_gets_its_space_back() -> None:
    assert blocks("Il a dit : « C’est fini.Nous partons. » Puis il est parti.") == [
        ("paragraph", "Il a dit : « C’est fini. Nous partons. » Puis il est parti.")
    ]
