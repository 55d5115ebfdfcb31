"""People with accounts beside each other: their names in presence, comments and history, and the rights of each."""

from __future__ import annotations

import pytest
from crowd import Crowd

from app.store import activity
from app.store.activity import Entry, Snapshot
from app.workflow import comments

CATALOG = "/api/v1/issues/lettre/locales/de"
HELLO = "d6d8753e4f2e"
HOSTILE = "<b onclick=x>Zoé"


@pytest.fixture
def dora(crowd: Crowd):
    return crowd.browser("dora")


@pytest.fixture
def enzo(crowd: Crowd):
    return crowd.browser("enzo")


def approve(browser, target):
    address = f"{CATALOG}/segments/{HELLO}"
    body = {"target": target, "state": "approved", "version": browser.get(address).json["version"]}
    assert browser.put(address, json=body, headers=browser.proof).status_code == 200


def test_everybody_sees_who_is_here(dora, enzo):
    dora.get(f"{CATALOG}/changes?window={'a' * 16}&at={HELLO}")
    seen = enzo.get(f"{CATALOG}/changes?window={'b' * 16}").json["here"]
    assert seen == [{"person": "dora", "segment": HELLO, "mine": False}]
    assert dora.get(f"{CATALOG}/changes?window={'a' * 16}").json["here"][0]["person"] == "enzo"


def test_a_comment_names_a_colleague_who_is_told(dora, enzo, crowd):
    address = f"{CATALOG}/segments/{HELLO}/comments"
    said = dora.post(address, json={"text": "@Enzo: sicher?"}, headers=dora.proof).json
    assert said["pieces"] == [["mention", "enzo"], ["text", ": sicher?"]]
    assert [one.id for one in comments.mentioning(crowd.space, "enzo")] == [said["id"]]
    assert "enzo" in dora.get(address).json["names"]
    assert enzo.get(address).json["comments"][0]["person"] == "dora"
    assert enzo.delete(f"{CATALOG}/comments/{said['id']}", headers=enzo.proof).status_code == 403


def test_nobody_takes_back_what_is_in_a_locale_of_others(dora, enzo):
    approve(dora, "Hallo.")
    page = enzo.get("/activity").text
    assert "<b>dora</b>" in page
    assert "Take back" not in page
    assert enzo.submit("/activity/revert", entry="1").status_code == 403
    assert "Take back" in dora.get("/activity").text
    assert dora.submit("/activity/revert", entry="1").status_code == 303


def test_names_are_text_everywhere(dora, crowd):
    before, after = Snapshot("", "empty"), Snapshot("Hallo.", "approved")
    entry = Entry(person=HOSTILE, kind="approve", slug="lettre", locale="de", segment=HELLO, before=before, after=after)
    activity.add(crowd.space.database, [entry], patience=1)
    page = dora.get("/activity").text
    assert HOSTILE not in page
    assert page.count("&lt;b onclick=x&gt;Zoé") == 2  # in the list of people too
    versions = dora.get(f"{CATALOG}/segments/{HELLO}/history").json["versions"]
    assert HOSTILE in [one["person"] for one in versions]


def test_only_ones_own_words_are_counted_by_name(dora, enzo):
    approve(dora, "Hallo.")
    assert "Words you approved" in dora.get("/statistics").text
    assert "Words you approved" not in enzo.get("/statistics").text
    assert "dora" not in enzo.get("/statistics").text
