"""The activity page: who did what, found by address, taken back by a button."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

SEGMENTS = "/api/v1/issues/lettre/locales/de/segments"
HELLO, FERRY = "d6d8753e4f2e", "769bc32234d9"
PAYLOADS = json.loads((Path(__file__).parents[1] / "data/hostile_markup.json").read_text(encoding="utf-8"))


def put(reviewer, target, state="approved", segment=HELLO):
    version = reviewer.get(f"{SEGMENTS}/{segment}").json["version"]
    body = {"target": target, "state": state, "version": version}
    assert reviewer.put(f"{SEGMENTS}/{segment}", json=body, headers=reviewer.proof).status_code == 200


def entries(reviewer, query=""):
    return re.findall(r'id="entry-(\d+)"', reviewer.get(f"/activity?{query}").text)


def test_an_entry_tells_who_what_and_the_difference(reviewer):
    put(reviewer, "Guten Tag ihr alle.")
    page = reviewer.get("/activity").text
    assert "<b>You</b>" in page
    assert "Approved" in page
    assert "<del>an</del>" in page
    assert "<ins>ihr</ins>" in page
    assert f'href="/review/de/lettre#{HELLO}"' in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("person=me", 3),
        ("person=ana", 0),
        ("issue=lettre&locale=de", 3),
        ("issue=autre", 0),
        ("locale=ar", 0),
        ("kind=approve", 2),
        ("kind=%27+OR+1%3D1", 0),
        ("day=1999-12-31", 0),
        ("day=not+a+day", 3),
        ("day=99999-99-99", 3),
        ("before=3", 2),
        ("before=99999999999999999999999", 3),
        ("before=-1", 3),
        ("before=x", 3),
    ],
)
def test_filters_stand_in_the_address(reviewer, query, count):
    put(reviewer, "Hallo.", "needs_work")
    put(reviewer, "Hallo.")
    put(reviewer, "Die **Fähre**.", segment=FERRY)
    assert len(entries(reviewer, query)) == count


def test_a_day_is_a_filter(reviewer):
    put(reviewer, "Hallo.")
    day = re.search(r'<time datetime="([^T]+)T', reviewer.get("/activity").text)[1]
    assert len(entries(reviewer, f"day={day}")) == 1


def test_pages_lead_to_older_entries(reviewer):
    for number in range(60):
        put(reviewer, f"Hallo {number}.", "needs_work")
    first = entries(reviewer)
    older = re.search(r'href="\?(before=\d+)" rel="next"', reviewer.get("/activity").text)[1]
    assert (len(first), len(entries(reviewer, older))) == (50, 10)


def test_a_change_is_taken_back(reviewer):
    put(reviewer, "Hallo.")
    form = {"csrf_token": reviewer.csrf, "entry": entries(reviewer)[0]}
    answer = reviewer.post("/activity/revert", data=form)
    assert answer.status_code == 303
    assert reviewer.get(f"{SEGMENTS}/{HELLO}").json["target"] == "Guten Tag an alle."
    assert len(re.findall("entry-", reviewer.get(answer.location).text)) == 1
    again = reviewer.post("/activity/revert", data=form)
    assert again.status_code == 409
    assert "changed again since" in again.text


def test_many_changes_at_once_are_one_line_and_taken_back_at_once(reviewer):
    segments = reviewer.get(SEGMENTS).json
    items = [
        {"id": one["id"], "state": "approved", "version": one["version"]}
        for one in segments
        if one["id"] in (HELLO, FERRY)
    ]
    reviewer.post(f"{SEGMENTS}/bulk", json={"items": items}, headers=reviewer.proof)
    assert len(entries(reviewer)) == 1
    batch = re.search(r'name="batch" value="(\w+)"', reviewer.get("/activity").text)[1]
    assert len(entries(reviewer, f"batch={batch}")) == 2
    assert reviewer.post("/activity/revert", data={"csrf_token": reviewer.csrf, "batch": batch}).status_code == 303
    assert {one["state"] for one in reviewer.get(SEGMENTS).json if one["id"] in (HELLO, FERRY)} == {"draft"}


@pytest.mark.parametrize("form", [{}, {"entry": "7"}, {"entry": "x"}, {"entry": "9" * 30}, {"batch": "none"}])
def test_what_is_not_there_cannot_be_taken_back(reviewer, form):
    assert reviewer.post("/activity/revert", data={"csrf_token": reviewer.csrf, **form}).status_code == 404


def test_hostile_texts_are_shown_as_text(reviewer):
    for payload in PAYLOADS[:25]:
        put(reviewer, payload, "needs_work")
    page = reviewer.get("/activity").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert len(entries(reviewer)) == 25


def test_joining_is_told(reviewer):
    first, second = (one["id"] for one in reviewer.get(SEGMENTS).json[2:4])
    address = f"/api/v1/issues/lettre/segments/{first}/join"
    assert reviewer.post(address, json={"following": second}, headers=reviewer.proof).status_code == 200
    page = reviewer.get("/activity?kind=join").text
    assert "Joined" in page
    assert "Bonjour à tous. Le **bac** traverse" in page
