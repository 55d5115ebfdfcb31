"""A catalog that was cut, damaged or saved by another program loses no target of ours in silence."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from app.core import catalogs
from app.core.model import Catalog, State, Unit
from app.errors import InputError

NOTE = ("paragraph, sentence 1 of 2",)
CATALOG = Catalog(
    "en",
    headers=(("Language", "en"), ("Content-Type", "text/plain; charset=UTF-8"), ("X-Source-Language", "fr")),
    header_comments=("By Ada",),
    units=(
        Unit("Un.", "One.", State.APPROVED, notes=NOTE, places=(("source_issues/a.md", 3),)),
        Unit("Deux.", "", State.EMPTY, notes=NOTE),
        Unit("Trois.", "Three.", State.DRAFT, origin="engine=apertium", notes=NOTE),
        Unit("Quatre\net demie.", "Four\nand\na half.\n", State.STALE, previous_source="Quatre\net quart.", notes=NOTE),
        Unit("Cinq.", "Five.", State.NEEDS_WORK, comments=("Ada : à revoir",), notes=NOTE),
        Unit("Cinq.", "Five, here.", State.APPROVED, context="a#3", notes=NOTE),
    ),
    obsolete=(
        Unit("Six.", "Six.", State.APPROVED, comments=("kept",)),
        Unit("Sept.", "Seven.", State.STALE, previous_source="Huit."),
    ),
)
DATA = catalogs.serialize(CATALOG)


def reopened(data: bytes) -> Catalog | None:
    """What becomes of a file that was `DATA`; None when it is refused."""
    try:
        return catalogs.reopen(data, last=DATA, path="a.po").catalog
    except InputError:
        return None


def targets(catalog: Catalog) -> set[tuple[str, State]]:
    return {(unit.target, unit.state) for unit in (*catalog.units, *catalog.obsolete) if unit.target}


def test_catalog_cut_at_any_byte_is_refused_or_whole_again() -> None:
    for end in range(len(DATA)):
        found = reopened(DATA[:end])
        assert found is None or targets(found) == targets(CATALOG), DATA[:end]


def test_a_bit_that_falls_over_harms_one_entry_at_most() -> None:
    chance = random.Random(1)
    for _ in range(1500):
        data = bytearray(DATA)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        found = reopened(bytes(data))
        if found:
            lost = {target for target, _ in targets(CATALOG)} - {target for target, _ in targets(found)}
            assert len(lost) <= 1, bytes(data)


@pytest.mark.parametrize("kept", [b"", b"\xff", DATA[:300]], ids=["nothing", "no text", "a part"])
def test_what_was_kept_is_of_use_or_does_no_harm(kept: bytes) -> None:
    changed = DATA.replace(b"msgid ", b"msgid  ")
    assert catalogs.reopen(changed, last=kept).catalog == CATALOG


def test_order_and_place_of_what_comes_back() -> None:
    less = replace(CATALOG, units=(CATALOG.units[0], *CATALOG.units[3:5]), obsolete=CATALOG.obsolete[1:])
    found = catalogs.reopen(catalogs.serialize(less), last=DATA)
    assert found.recovered
    assert [unit.target for unit in found.catalog.units] == [unit.target for unit in CATALOG.units if unit.target]
    assert found.catalog.obsolete == CATALOG.obsolete
    assert (found.entries, found.known_entries) == (4, 8)


def test_target_that_msgmerge_moved_to_a_new_source_is_not_gone() -> None:
    moved = replace(
        CATALOG.units[0], source="Un de plus.", state=State.STALE, previous_source="Un.", places=(("b.md", 1),)
    )
    merged = catalogs.serialize(replace(CATALOG, units=(moved, *CATALOG.units[1:])))
    found = catalogs.reopen(merged.replace(b"msgid ", b"msgid  "), last=DATA).catalog
    assert [unit.source for unit in found.units] == ["Un de plus.", *(unit.source for unit in CATALOG.units[1:])]


def test_catalog_written_by_a_passeur_elsewhere_is_taken_as_it_is() -> None:
    emptied = tuple(Unit(unit.source, context=unit.context, notes=unit.notes) for unit in CATALOG.units)
    pulled = replace(CATALOG, units=emptied, obsolete=())
    found = catalogs.reopen(catalogs.serialize(pulled), last=DATA)
    assert (found.catalog, found.recovered) == (pulled, False)


def test_flag_that_a_person_puts_on_an_approved_target_stays() -> None:
    same = replace(CATALOG.units[0], target="Un.")
    last = catalogs.serialize(replace(CATALOG, units=(same,)))
    flagged = last.replace(b'msgid "Un."', b'#, fuzzy\nmsgid  "Un."')
    assert catalogs.reopen(flagged, last=last).catalog.units[0].state is State.NEEDS_WORK
    emptied = last.replace(b'msgstr "Un."', b'msgstr  ""')
    assert catalogs.reopen(emptied, last=last).catalog.units[0] == same
