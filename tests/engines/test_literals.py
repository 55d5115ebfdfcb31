"""What is no language is seen in plain text, and what only looks like it is left to the engine."""

from __future__ import annotations

import pytest
from local import requests

from app.core import inline
from app.engines import run
from app.engines.literals import find


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bonjour {nom}, la {0} maison {a.b}.", ["{nom}", "{0}", "{a.b}"]),
        ("Prix : $maison, ${prix} et %maison%, 5 $ ou $5.", ["$maison", "${prix}", "%maison%"]),
        ("Il a %(nom)s et %1$s et %s amis.", ["%(nom)s", "%1$s", "%s"]),
        ("20 % s'en vont, 30 % de plus, 100%.", []),
        ("Voir #maison (@la_mer), n°1 #1 et C&#039;est.", ["#maison", "@la_mer"]),
        ("Sur exemple.fr/page?a=maison ou d'app.com.", ["exemple.fr/page?a=maison", "app.com"]),
        ("Les étudiant.es, tou.te.s et citoyen.ne.s, M.Dupont, fin.Le début.", []),
        ("Le fichier maison.pdf, la_maison et laMaison.", ["maison.pdf", "la_maison"]),
        ("Les {citoyens et citoyennes} de [Paris].", []),
    ],
)
def test_literals_are_found(text, found):
    assert [text[start:end] for start, end in find(text)] == found


@pytest.mark.parametrize("unit", ["a.", "_", "a_", "{", "%(", "a-", "$", "a.b", "#", "exemple.fr/"])
def test_no_text_takes_long(unit):
    assert len(list(find(unit * 20_000))) <= 20_000


@pytest.mark.parametrize("target", ["es", "ca", "en"])
def test_literals_come_back_as_they_were(apertium, target):
    if apertium.route("fr", target) is None:
        pytest.skip(f"Apertium's pair fr-{target} is not installed (the project's set-up installs it)")
    text = "Bonjour {nom}, la maison $maison est sur **exemple.fr/page?a=maison** ou dans *maison.pdf* avec #maison."
    (result,) = run(apertium, requests(text), source="fr", target=target)
    draft = inline.from_parts(result.parts)
    for literal in ("{nom}", "$maison", "**exemple.fr/page?a=maison**", "*maison.pdf*", "#maison"):
        assert literal in draft
