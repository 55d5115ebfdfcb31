"""The question that every open page asks: what changed, and who is here."""

from __future__ import annotations

from itertools import pairwise

CATALOG = "/api/v1/issues/lettre/locales/de"
HELLO = "d6d8753e4f2e"
MINE, OTHER = "a" * 16, "b" * 16


def ask(reviewer, **query):
    return reviewer.get(f"{CATALOG}/changes", query_string=query).json


def test_two_windows_of_one_person_see_each_other(reviewer):
    version = ask(reviewer)["version"]
    assert ask(reviewer, since=version) == {"version": version}
    assert ask(reviewer, since=version, window=MINE, at=HELLO)["here"] == []
    assert ask(reviewer, window=OTHER)["here"] == [{"person": "me", "segment": HELLO, "mine": True}]
    answer = reviewer.post(f"{CATALOG}/leave", data={"window": MINE, "csrf_token": reviewer.csrf})
    assert answer.status_code == 204
    assert ask(reviewer, window=OTHER)["here"] == []


def test_names_that_no_window_gives_itself_are_passed_over(reviewer):
    assert "here" not in ask(reviewer, window="<script>")
    ask(reviewer, window=MINE, at="'; --")
    assert ask(reviewer, window=OTHER)["here"] == [{"person": "me", "segment": "", "mine": True}]


def test_comments_change_their_stamp(reviewer):
    def stamp() -> str:
        return ask(reviewer, window=MINE)["comments"]

    address = f"{CATALOG}/segments/{HELLO}/comments"
    stamps = [stamp()]
    number = reviewer.post(address, json={"text": "?"}, headers=reviewer.proof).json["id"]
    stamps.append(stamp())
    for state in ("settled", "open"):
        reviewer.put(f"{CATALOG}/comments/{number}", json={"state": state}, headers=reviewer.proof)
        stamps.append(stamp())
    reviewer.delete(f"{CATALOG}/comments/{number}", headers=reviewer.proof)
    stamps.append(stamp())
    assert all(one != other for one, other in pairwise(stamps))
