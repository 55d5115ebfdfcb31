"""What was done is taken back, as long as nobody did something else since."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from places import workspace_at

from app.store import activity
from app.store.activity import Wanted
from app.workflow import review
from app.workflow.reverting import changes, revert
from app.workflow.review import Wish

DATA = Path(__file__).parents[1] / "data" / "web"
HELLO, FERRY, TICKETS = "d6d8753e4f2e", "769bc32234d9", "038c3ed99ba2"


@pytest.fixture
def space(tmp_path: Path):
    return workspace_at(Path(shutil.copytree(DATA, tmp_path / "workspace")))


def unit_of(space, segment=HELLO):
    return review.row_of(space, "lettre", "de", segment=segment).unit


def save(space, target, state="approved", segment=HELLO):
    version = review.row_of(space, "lettre", "de", segment=segment).version
    review.save(space, "lettre", "de", segment, target=target, state=state, version=version, by="ana")


def last(space):
    return activity.find(space.database, Wanted(), limit=1)[0]


def test_a_draft_that_was_approved_is_that_draft_again(space):
    draft = unit_of(space)
    save(space, "Hallo.")
    done = revert(space, [last(space)], person="bo")
    assert (done.done, done.refused) == (1, ())
    assert unit_of(space) == draft
    assert (last(space).person, last(space).kind, last(space).batch) == ("bo", "revert", done.batch)


def test_a_stale_unit_is_stale_again(space):
    stale = next(row.unit for row in review.open_review(space, "lettre", "de").rows if row.unit.previous_source)
    save(space, "Sie legt um 8 Uhr ab.", segment=stale.id)
    revert(space, [last(space)], person="bo")
    assert unit_of(space, stale.id) == stale


def test_what_was_accepted_for_a_reason_is_approved_again_for_that_reason(space):
    def put(target, accept=""):
        version = review.row_of(space, "lettre", "de", segment=TICKETS).version
        arguments = {"target": target, "state": "approved", "version": version, "accept": accept}
        review.save(space, "lettre", "de", TICKETS, **arguments, by="ana")

    put("Karten am Kai.", "the quay is closed")
    accepted = unit_of(space, TICKETS)
    put("[Karten](https://bac.example/quai) am Kai.")
    assert revert(space, [last(space)], person="ana").refused == ()
    assert unit_of(space, TICKETS) == accepted
    assert last(space).after.accept == "the quay is closed"


def test_taking_back_can_be_taken_back(space):
    save(space, "Hallo.")
    revert(space, [last(space)], person="bo")
    revert(space, [last(space)], person="ana")
    assert (unit_of(space).target, unit_of(space).state) == ("Hallo.", "approved")


def test_what_was_changed_since_stays(space):
    save(space, "Hallo.")
    first = last(space)
    save(space, "Servus.")
    done = revert(space, [first], person="bo")
    assert done.done == 0
    [(entry, error)] = done.refused
    assert entry.segment == HELLO
    assert "since" in str(error)
    assert unit_of(space).target == "Servus."


def test_a_batch_is_taken_back_at_once_but_for_what_was_changed_since(space):
    before = unit_of(space, FERRY)
    rows = review.open_review(space, "lettre", "de").rows
    wishes = [Wish(row.segment.id, "approved", row.version) for row in rows if row.segment.id in (HELLO, FERRY)]
    review.save_all(space, "lettre", "de", wishes, by="ana", batch="together")
    save(space, "Servus.")
    done = revert(space, changes(space, batch="together"), person="bo")
    assert (done.done, [entry.segment for entry, _ in done.refused]) == (1, [HELLO])
    assert unit_of(space, FERRY) == before
    assert unit_of(space).target == "Servus."


def test_a_segment_that_left_is_told(space):
    save(space, "Hallo.")
    path = space.source_path("lettre")
    path.write_text(path.read_text(encoding="utf-8").replace("Bonjour à tous.", "Salut !"), encoding="utf-8")
    done = revert(space, [last(space)], person="bo")
    assert (done.done, len(done.refused)) == (0, 1)


def test_what_is_no_change_of_a_unit_is_nothing_to_take_back(space):
    assert changes(space, number=1) == []
    assert changes(space, batch="none") == []
    assert revert(space, [], person="bo").done == 0
