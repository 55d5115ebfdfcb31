"""What the memory offers for a segment: approved targets of other units, numbers and links put right where certain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from places import workspace_at

from app.core.model import Catalog, State
from app.errors import ConflictError
from app.store.workspace import Workspace
from app.workflow.recall import Kind
from app.workflow.review import open_review
from app.workflow.suggestions import Suggestion, matches
from app.workflow.update import update

EARLIER = """# Agenda

Venez à l’atelier du 4 décembre, à Lyon.

Merci à tous les bénévoles !

[Lire la suite](https://exemple.example/41)
"""
APPROVED = {
    "Agenda": "Termine",
    "Venez à l’atelier du 4 décembre, à Lyon.": "Kommen Sie zum Workshop am 4. Dezember in Lyon.",
    "Merci à tous les bénévoles !": "Danke an alle Freiwilligen!",
    "[Lire la suite](https://exemple.example/41)": "[Weiterlesen](https://exemple.example/41)",
}
LATER = """# Agenda

Venez à l’atelier du 11 décembre, à Lyon.

- Merci à tous les bénévoles !

[Lire la suite](https://exemple.example/42)

Merci à toutes les bénévoles de Lyon !

La fin.
"""


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "source_issues").mkdir()
    (tmp_path / "passeur.yaml").write_text("locales: [de]\nengine: none\n")
    for slug, text in (("lettre-41", EARLIER), ("lettre-42", LATER)):
        (tmp_path / "source_issues" / f"{slug}.md").write_text(text, encoding="utf-8")
    found = workspace_at(tmp_path)
    list(update(found, found.slugs(), locales=["de"]))

    def approved(catalog: Catalog | None) -> Catalog:
        assert catalog
        return replace(
            catalog,
            units=tuple(replace(unit, target=APPROVED[unit.source], state=State.APPROVED) for unit in catalog.units),
        )

    found.catalogs.change(found.catalog_path("lettre-41", "de"), approved)
    yield found
    found.index.close()


def offered(space: Workspace, source: str) -> list[Suggestion]:
    (row,) = [row for row in open_review(space, "lettre-42", "de").rows if row.unit.source.startswith(source)]
    told, found = matches(space, "lettre-42", "de", row.segment.id)
    assert told == row.unit.source
    return found


def test_the_same_sentence_under_the_same_heading_comes_as_in_context(space: Workspace) -> None:
    (same,) = offered(space, "Agenda")
    assert (same.kind, same.score, same.target, same.hit.slug) == (Kind.CONTEXT, 100, "Termine", "lettre-41")


def test_the_same_sentence_in_another_kind_of_block_is_the_same_only(space: Workspace) -> None:
    (same,) = offered(space, "Merci à tous les")
    assert (same.kind, same.score) == (Kind.EXACT, 100)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Venez", "Kommen Sie zum Workshop am 11. Dezember in Lyon."),
        ("[Lire", "[Weiterlesen](https://exemple.example/42)"),
    ],
)
def test_numbers_and_links_that_alone_differ_are_put_right(space: Workspace, source: str, target: str) -> None:
    first, *_ = offered(space, source)
    assert (first.kind, first.target) == (Kind.ADJUSTED, target)
    assert first.score < 100


def test_other_words_make_a_match_that_is_only_like_it(space: Workspace) -> None:
    first, *_ = offered(space, "Merci à toutes")
    assert (first.kind, first.source) == (Kind.LIKE, "Merci à tous les bénévoles !")
    assert 70 <= first.score < 100
    assert (first.figures, first.less, first.more) == (False, 1, 3)


def test_nothing_is_offered_for_what_nobody_approved_and_for_segments_that_left(space: Workspace) -> None:
    assert offered(space, "La fin.") == []
    with pytest.raises(ConflictError):
        matches(space, "lettre-42", "de", "0" * 12)
