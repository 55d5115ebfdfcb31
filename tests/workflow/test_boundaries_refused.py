"""What cannot be joined or parted is refused in words, and what others do meanwhile loses nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from places import workspace_at
from redrawing import (
    CAPTAIN,
    FERRY,
    HELLO,
    THANKS,
    TICKETS,
    TIME,
    decisions,
    edit,
    joined,
    made,
    named,
    parted,
    sources,
    units,
    up_to_date,
)

from app.core.model import Unit
from app.errors import ConflictError, InputError, UsageError
from app.store.workspace import Workspace
from app.workflow import boundaries
from app.workflow.ingest import ingest
from app.workflow.marks import marks
from app.workflow.status import status
from app.workflow.update import update


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return made(tmp_path)


def test_an_unreadable_catalog_is_told_and_the_other_locales_follow(workspace: Workspace) -> None:
    path = workspace.catalog_path("lettre", "de")
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole + "\n<<<<<<< HEAD\n", encoding="utf-8")
    german, arabic = joined(workspace, HELLO, FERRY).locales
    assert "lettre.po:" in german.problem
    assert arabic.changed
    assert f"{HELLO} {FERRY}" in units(workspace, "ar")
    path.write_text(whole, encoding="utf-8")
    assert f"{HELLO} {FERRY}" in units(up_to_date(workspace))


def test_a_locale_without_a_catalog_gets_none(workspace: Workspace) -> None:
    workspace.catalog_path("lettre", "ar").unlink()
    assert [done.locale for done in joined(workspace, HELLO, FERRY).locales] == ["de"]
    assert not workspace.catalog_path("lettre", "ar").exists()


@pytest.mark.parametrize(
    ("one", "other"), [(TIME, CAPTAIN), (TICKETS, "Premier départ à 7 heures."), ("Le bac repart", HELLO)]
)
def test_the_end_of_a_paragraph_joins_nothing(workspace: Workspace, one: str, other: str) -> None:
    assert boundaries.places(workspace, "lettre", named(workspace, one)).following is None
    with pytest.raises(UsageError, match="cannot be joined"):
        joined(workspace, one, other)
    assert decisions(workspace) == ""


@pytest.mark.parametrize("between", ["2026.", "\\\n"])
def test_what_stands_alone_between_two_sentences_keeps_them_apart(workspace: Workspace, between: str) -> None:
    edit(workspace, f"{CAPTAIN} ", f"{CAPTAIN} {between} ")
    up_to_date(workspace)
    assert boundaries.places(workspace, "lettre", named(workspace, CAPTAIN)).following is None
    with pytest.raises(UsageError, match="cannot be joined"):
        joined(workspace, CAPTAIN, TICKETS)


@pytest.mark.parametrize("offset", [-1, 0, 1, 4, 10**9, len(TICKETS), len("Les billets sont vendus [sur")])
def test_a_segment_is_parted_only_between_words_outside_of_codes(workspace: Workspace, offset: int) -> None:
    with pytest.raises(UsageError, match="cannot be parted there"):
        boundaries.part(workspace, "lettre", named(workspace, TICKETS), offset=offset)
    assert decisions(workspace) == ""


@pytest.mark.parametrize("source", [HELLO, THANKS, "La lettre du port", "Premier départ à 7 heures."])
def test_the_first_and_the_last_segment_of_a_block_can_be_parted(workspace: Workspace, source: str) -> None:
    before = sources(workspace)
    for offset in boundaries.places(workspace, "lettre", named(workspace, source)).offsets:
        one, other = boundaries.part(workspace, "lettre", named(workspace, source), offset=offset).segments
        assert (one.source, other.source) == (source[:offset], source[offset:].lstrip())
        joined(workspace, one.source, other.source)
        assert (sources(workspace), decisions(workspace)) == (before, "")


def test_a_text_that_moved_is_a_conflict(workspace: Workspace) -> None:
    hello, ferry = named(workspace, HELLO), named(workspace, FERRY)
    edit(workspace, FERRY, "Le bac est en panne.")
    with pytest.raises(ConflictError):
        boundaries.join(workspace, "lettre", hello, following=ferry)
    with pytest.raises(ConflictError):
        boundaries.part(workspace, "lettre", ferry, offset=2)
    with pytest.raises(ConflictError):
        boundaries.places(workspace, "lettre", ferry)


def test_of_a_repeated_sentence_the_place_before_the_named_one_is_joined(workspace: Workspace) -> None:
    edit(workspace, "Merci à l’équipage !", f"Merci à l’équipage ! {CAPTAIN} À demain.")
    up_to_date(workspace)
    done = joined(workspace, CAPTAIN, "À demain.")
    assert [segment.source for segment in done.segments] == [f"{CAPTAIN} À demain."]
    assert CAPTAIN in sources(workspace)


def test_of_a_repeated_sentence_the_place_that_can_be_joined_is_offered(workspace: Workspace) -> None:
    edit(workspace, "Merci à l’équipage !", f"{TIME} À demain.")
    segments = ingest(workspace, "lettre").segments
    assert [one.source for one in segments].count(TIME) == 2
    following = boundaries.places(workspace, "lettre", named(workspace, TIME)).following
    assert following is not None
    assert following.source == "À demain."
    assert all(mark.followed for mark in [marks(workspace, ingest(workspace, "lettre"))[one.block, one.start]
                                          for one in segments if one.source == TIME])  # fmt: skip


def test_a_place_that_has_a_unit_of_its_own_is_named_by_that(workspace: Workspace) -> None:
    segment = next(one for one in ingest(workspace, "lettre").segments if one.source == HELLO)
    own = Unit(segment.source, context=segment.context).id
    assert boundaries.places(workspace, "lettre", own).segment == segment


def test_decisions_that_cannot_be_read_are_told_with_file_and_line_and_left_alone(workspace: Workspace) -> None:
    hello, ferry = named(workspace, HELLO), named(workspace, FERRY)
    path = workspace.boundaries_path("lettre")
    broken = "- joined: [a, b]\n<<<<<<< HEAD\n"
    path.write_text(broken, encoding="utf-8")
    for deed in (
        lambda: boundaries.join(workspace, "lettre", hello, following=ferry),
        lambda: boundaries.part(workspace, "lettre", ferry, offset=10),
        lambda: boundaries.places(workspace, "lettre", hello),
        lambda: ingest(workspace, "lettre"),
    ):
        with pytest.raises(InputError, match=r"^source_issues/lettre\.segments\.yaml:3: "):
            deed()
    problems = [done.problem for done in update(workspace, ["lettre"], locales=["de", "ar"])]
    assert all("lettre.segments.yaml:3:" in problem for problem in problems)
    assert len(list(status(workspace, ["lettre"], findings=True))) == 2
    assert path.read_text(encoding="utf-8") == broken


def test_reviewers_who_decide_at_the_same_time_all_have_their_way(workspace: Workspace) -> None:
    deeds = [
        lambda: joined(workspace, HELLO, FERRY),
        lambda: joined(workspace, CAPTAIN, TICKETS),
        lambda: parted(workspace, THANKS, "Merci"),
        lambda: parted(workspace, "Premier départ à 7 heures.", "Premier départ"),
    ]
    with ThreadPoolExecutor(len(deeds)) as pool:
        for deed in [pool.submit(deed) for deed in deeds]:
            deed.result()
    assert len(decisions(workspace).splitlines()) == 4
    for locale in ("de", "ar"):
        assert set(units(workspace, locale)) == set(sources(workspace))


def test_whole_paragraphs_are_parted_and_joined_as_sentences_are(workspace: Workspace) -> None:
    settings = workspace.root / "passeur.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "segmentation: paragraph\n", encoding="utf-8")
    edit(workspace, f"{CAPTAIN} ", f"{CAPTAIN}\\\n")
    workspace = up_to_date(workspace_at(workspace.root))
    before = sources(workspace)
    one, other = parted(workspace, next(source for source in before if source.startswith(CAPTAIN)), CAPTAIN).segments
    assert (one.source, other.source) == (CAPTAIN, TICKETS)
    assert boundaries.places(workspace, "lettre", one.id).following == other
    joined(workspace, CAPTAIN, TICKETS)
    assert (sources(workspace), decisions(workspace)) == (before, "")
