"""What is told from a paragraph alone is what the whole text tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_assembly_laws import LINES, approved, hostile, lines, read, targets

from app.core import assembly
from app.core.model import Fallback, State, Unit

PARAGRAPH = "Une phrase **ici**. Une autre, [avec un lien](https://exemple.fr) !"
parts = st.sampled_from([PARAGRAPH, f"## {PARAGRAPH}", *LINES]) | lines.map("\n".join)
spaced = st.builds(
    lambda parts, between, end: between.join(parts) + end,
    st.lists(parts, min_size=2, max_size=6),
    st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\r\n\r\n"]),
    st.sampled_from(["", "\n", "\n\n"]),
)


@hostile
@given(spaced, st.lists(targets, min_size=1, max_size=6), st.sampled_from(["en", "ja"]), st.data())
def test_what_surely_fits_does_in_the_whole_text(text: str, found: list[str], locale: str, data: st.DataObject) -> None:
    document, segments = read(text)
    if not segments:
        return
    chosen = data.draw(st.sets(st.sampled_from(range(len(segments))), min_size=1, max_size=3))
    sources = {segments[index].source: target for index, target in zip(sorted(chosen), found * 3, strict=False)}
    units = {
        index: Unit(one.source, sources[one.source], State.NEEDS_WORK)
        for index, one in enumerate(segments)
        if one.source in sources
    }
    if assembly.surely_fit(document, segments, units, locale=locale):
        catalog = approved(tuple(segments[i] for i in units), [unit.target for unit in units.values()], locale=locale)
        assert not assembly.assemble(document, segments, catalog, fallback=Fallback.DRAFT).findings


@pytest.mark.parametrize(
    "before", ["", "---\ntitle: Une lettre\n---\n\n", "- un\n- deux\n\n", "| a | b |\n|---|---|\n\n"]
)
@pytest.mark.parametrize("target", ["Words.", "**Bold** words with a [link](https://example.org).", "# not a heading"])
def test_ordinary_targets_of_paragraphs_are_told_from_them(before: str, target: str) -> None:
    document, segments = read(f"# Titre\n\n{before}## Rubrique\n\nUne phrase. Une autre.\n\nFin.\n")
    for index in range(len(segments) - 4, len(segments)):
        units = {index: Unit(segments[index].source, target, State.DRAFT)}
        assert assembly.surely_fit(document, segments, units, locale="en")


@pytest.mark.parametrize("target", ["[a]: b", "<div>", "$$", "::: x", "[^1]: x"])
def test_what_may_reach_further_is_left_to_the_whole_text(target: str) -> None:
    document, segments = read("# Titre\n\nUne phrase.\n\nFin.\n")
    assert not assembly.surely_fit(document, segments, {1: Unit(segments[1].source, target, State.DRAFT)}, locale="en")
