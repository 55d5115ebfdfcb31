"""A reviewer joins and parts segments: every locale follows, nothing typed is lost, and the decision lasts."""

from __future__ import annotations

from pathlib import Path

import pytest
from redrawing import (
    CAPTAIN,
    FERRY,
    HELLO,
    TICKETS,
    TIME,
    approve,
    decisions,
    edit,
    joined,
    made,
    named,
    parted,
    sources,
    targets,
    units,
    up_to_date,
)

from app.core.model import State
from app.store.workspace import Workspace
from app.workflow import boundaries
from app.workflow.ingest import ingest
from app.workflow.marks import Mark, marks


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return made(tmp_path)


def test_two_segments_become_one_in_every_locale(workspace: Workspace) -> None:
    done = joined(workspace, HELLO, FERRY)
    whole = f"{HELLO} {FERRY}"
    assert [segment.source for segment in done.segments] == [whole]
    assert done.offset == len(HELLO)
    assert [(one.locale, one.changed, one.problem) for one in done.locales] == [("de", True, ""), ("ar", True, "")]
    for locale in ("de", "ar"):
        assert whole in units(workspace, locale)
        assert HELLO not in units(workspace, locale)
    assert units(workspace)[whole].target == "Guten Tag an alle. Die **Fähre** überquert wieder den Fluss."
    assert decisions(workspace) == "- joined: [Bonjour à tous., Le bac traverse de nouveau le fleuve.]\n"


def test_a_segment_is_parted_in_every_locale_with_the_old_target_beside_both(workspace: Workspace) -> None:
    approve(workspace, FERRY, "Die **Fähre** überquert wieder den Fluss.")
    done = parted(workspace, FERRY, "Le **bac** traverse")
    assert [segment.source for segment in done.segments] == ["Le **bac** traverse", "de nouveau le fleuve."]
    for segment in done.segments:
        assert units(workspace)[segment.source].previous_source == FERRY
        assert segment.source in units(workspace, "ar")
    assert "Die **Fähre** überquert wieder den Fluss." in targets(workspace)


def test_approved_segments_come_back_approved_when_a_joining_is_taken_back(workspace: Workspace) -> None:
    approve(workspace, HELLO, "Guten Tag.")
    approve(workspace, FERRY, "Die **Fähre** fährt wieder.")
    before = units(workspace)
    done = joined(workspace, HELLO, FERRY)
    parted(workspace, done.segments[0].source, HELLO)
    assert units(workspace) == before
    assert not workspace.boundaries_path("lettre").exists()


def test_an_approved_segment_comes_back_approved_when_a_parting_is_taken_back(workspace: Workspace) -> None:
    approve(workspace, FERRY, "Die **Fähre** fährt wieder.")
    before = units(workspace)
    one, other = parted(workspace, FERRY, "Le **bac** traverse").segments
    joined(workspace, one.source, other.source)
    assert units(workspace) == before
    assert not workspace.boundaries_path("lettre").exists()


def test_a_target_typed_for_the_joined_segment_is_kept_when_that_is_taken_back(workspace: Workspace) -> None:
    done = joined(workspace, HELLO, FERRY)
    whole = done.segments[0].source
    approve(workspace, whole, "Moin, die **Fähre** fährt wieder!")
    parted(workspace, whole, HELLO)
    assert "Moin, die **Fähre** fährt wieder!" in targets(workspace)
    joined(workspace, HELLO, FERRY)
    assert units(workspace)[whole].target == "Moin, die **Fähre** fährt wieder!"


def test_the_decision_survives_an_edit_elsewhere_in_the_block(workspace: Workspace) -> None:
    joined(workspace, FERRY, TIME)
    edit(workspace, "Bonjour à tous.", "Bonjour à toutes et à tous, du fond du cœur et de la cale.")
    up_to_date(workspace)
    assert f"{FERRY} {TIME}" in units(workspace)


@pytest.mark.parametrize(
    ("old", "new"), [("Il part à 8 heures", "Il part à 9 heures"), ("de nouveau le fleuve", "enfin le fleuve")]
)
def test_the_decision_survives_an_edit_of_one_of_the_sentences_joined(workspace: Workspace, old: str, new: str) -> None:
    joined(workspace, FERRY, TIME)
    approve(workspace, f"{FERRY} {TIME}", "Die **Fähre** fährt wieder. Sie legt um 8 Uhr ab.")
    edit(workspace, old, new)
    unit = units(up_to_date(workspace))[f"{FERRY} {TIME}".replace(old, new)]
    assert (unit.state, unit.previous_source) == (State.STALE, f"{FERRY} {TIME}")


def test_a_decision_whose_words_left_is_kept_and_counts_again_when_they_return(workspace: Workspace) -> None:
    joined(workspace, FERRY, TIME)
    edit(workspace, "Il part à 8 heures.", "Rendez-vous au ponton demain soir.")
    assert FERRY in sources(up_to_date(workspace))
    joined(workspace, CAPTAIN, TICKETS)
    assert decisions(workspace).count("joined") == 2
    edit(workspace, "Rendez-vous au ponton demain soir.", "Il part à 8 heures.")
    assert f"{FERRY} {TIME}" in sources(up_to_date(workspace))


def test_three_sentences_are_joined_one_after_the_other_and_parted_again(workspace: Workspace) -> None:
    before = sources(workspace)
    joined(workspace, HELLO, FERRY)
    joined(workspace, f"{HELLO} {FERRY}", TIME)
    assert boundaries.places(workspace, "lettre", named(workspace, f"{HELLO} {FERRY} {TIME}")).joined == (
        len(HELLO),
        len(f"{HELLO} {FERRY}"),
    )
    parted(workspace, f"{HELLO} {FERRY} {TIME}", HELLO)
    assert sources(workspace)[2:4] == [HELLO, f"{FERRY} {TIME}"]
    parted(workspace, f"{FERRY} {TIME}", FERRY)
    assert (sources(workspace), decisions(workspace)) == (before, "")


def test_a_new_decision_takes_the_place_of_one_that_somebody_wrote_in_other_words(workspace: Workspace) -> None:
    written = "# hand-made\n- joined: [Bonjour à tous., Le bac traverse de nouveau le fleuve. Il part à 8 heures.]\n"
    workspace.boundaries_path("lettre").write_text(written, encoding="utf-8")
    assert f"{HELLO} {FERRY}" in sources(up_to_date(workspace))
    parted(workspace, f"{HELLO} {FERRY}", HELLO)
    assert decisions(workspace) == ""


def test_a_decision_that_counts_elsewhere_too_stays(workspace: Workspace) -> None:
    edit(workspace, "Merci à l’équipage !", "Oui. Non.\n\nOui. Non. Peut-être, dit le capitaine.")
    workspace.boundaries_path("lettre").write_text("- joined: [Oui., Non.]\n", encoding="utf-8")
    assert sources(up_to_date(workspace))[-3:] == ["Oui. Non.", "Oui. Non.", "Peut-être, dit le capitaine."]
    whole = ingest(workspace, "lettre").segments[-2]
    boundaries.join(workspace, "lettre", whole.id, following=named(workspace, "Peut-être, dit le capitaine."))
    parted(workspace, "Oui. Non. Peut-être, dit le capitaine.", "Oui.")
    assert sources(workspace)[-3:] == ["Oui. Non.", "Oui.", "Non. Peut-être, dit le capitaine."]


def test_the_marks_say_what_a_reviewer_decided(workspace: Workspace) -> None:
    joined(workspace, HELLO, FERRY)
    parted(workspace, CAPTAIN, "Le capitaine")
    found = marks(workspace, ingest(workspace, "lettre"))
    marked = {one.source: found[one.block, one.start] for one in ingest(workspace, "lettre").segments}
    assert marked[f"{HELLO} {FERRY}"] == Mark(joined=True, followed=True)
    assert marked["Le capitaine"] == Mark(ends=True, followed=True)
    assert marked["attend les vélos."] == Mark(begins=True, followed=True)
    assert marked[TICKETS] == Mark()
