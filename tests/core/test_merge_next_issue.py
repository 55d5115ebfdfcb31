"""The next issue made from the last one: the frame stays, the news are new."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core import documents
from app.core.merge import merge
from app.core.model import Catalog, State
from app.core.segmentation import segment

LAST = """---
title: "La gazette du port n° 41"
---

# La gazette du port n° 41

Bonjour à toutes et à tous,

Voici les nouvelles de novembre. Bonne lecture !

## À la une

Le phare de la pointe a retrouvé sa lanterne. Trois artisans y ont travaillé pendant huit mois.

[Lire la suite](https://port.example/41/phare)

## Agenda

- Samedi 8 novembre, 14 h : initiation au matelotage, sur le quai nord.
- Mercredi 12 novembre, 18 h 30 : conférence sur les baleines, à la criée.
- Dimanche 23 novembre, 10 h : bourse aux voiles, sous la halle.

Inscription gratuite mais obligatoire.

## Le chiffre du mois

Le port a accueilli 312 bateaux en octobre.

Vous recevez cette lettre parce que vous l’avez demandée. Pour vous désinscrire, [suivez ce lien](https://port.example/stop?n=41).
"""

NEXT = """---
title: "La gazette du port n° 42"
---

# La gazette du port n° 42

Bonjour à toutes et à tous,

Voici les nouvelles de décembre. Bonne lecture !

## À la une

Une école de charpente marine ouvrira au printemps. La région paie la moitié des travaux.

[Lire la suite](https://port.example/42/ecole)

## Agenda

- Samedi 6 décembre, 14 h : initiation au matelotage, sur le quai nord.
- Vendredi 12 décembre, 20 h : concert de chants de marins, au phare.
- Dimanche 21 décembre, 10 h : repas des anciens, sous la halle.

Inscription gratuite mais obligatoire.

## Le chiffre du mois

Le port a accueilli 287 bateaux en novembre.

Vous recevez cette lettre parce que vous l’avez demandée. Pour vous désinscrire, [suivez ce lien](https://port.example/stop?n=42).
"""

NEWS = {
    "Une école de charpente marine ouvrira au printemps.",
    "La région paie la moitié des travaux.",
    "Vendredi 12 décembre, 20 h : concert de chants de marins, au phare.",
    "Dimanche 21 décembre, 10 h : repas des anciens, sous la halle.",
}
DATED = {
    "La gazette du port n° 42": "La gazette du port n° 41",
    "Voici les nouvelles de décembre.": "Voici les nouvelles de novembre.",
    "Samedi 6 décembre, 14 h : initiation au matelotage, sur le quai nord.": (
        "Samedi 8 novembre, 14 h : initiation au matelotage, sur le quai nord."
    ),
    "Le port a accueilli 287 bateaux en novembre.": "Le port a accueilli 312 bateaux en octobre.",
}


def update(text: str, previous: Catalog | None) -> Catalog:
    segments = segment(documents.parse(text))
    return merge(segments, previous, locale="fr", path="source_issues/gazette.md")


@pytest.fixture
def last() -> Catalog:
    catalog = update(LAST, None)
    units = (replace(unit, target=unit.source, state=State.APPROVED) for unit in catalog.units)
    return replace(catalog, units=tuple(units))


def test_the_frame_stays_approved_and_its_new_addresses_are_put_in(last: Catalog) -> None:
    found = update(NEXT, last)
    for unit in found.units:
        if unit.source not in NEWS and unit.source not in DATED:
            assert (unit.state, unit.target) == (State.APPROVED, unit.source)


def test_what_has_only_new_numbers_and_dates_is_stale_with_them_put_in(last: Catalog) -> None:
    found = {unit.source: unit for unit in update(NEXT, last).units}
    for source, made_for in DATED.items():
        assert (found[source].state, found[source].previous_source) == (State.STALE, made_for)
        assert found[source].target == source


def test_news_are_empty_and_old_news_obsolete(last: Catalog) -> None:
    found = update(NEXT, last)
    assert {unit.source for unit in found.units if unit.state is State.EMPTY} == NEWS
    assert len(found.obsolete) == 4
