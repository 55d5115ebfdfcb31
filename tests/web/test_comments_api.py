"""Comments over the API: written, settled, deleted by who wrote them, and never more than text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

CATALOG = "/api/v1/issues/lettre/locales/de"
HELLO = "d6d8753e4f2e"
COMMENTS = f"{CATALOG}/segments/{HELLO}/comments"
PAYLOADS = json.loads((Path(__file__).parents[1] / "data/hostile_markup.json").read_text(encoding="utf-8"))


def say(reviewer, text="Sicher?"):
    answer = reviewer.post(COMMENTS, json={"text": text}, headers=reviewer.proof)
    assert answer.status_code == 201
    return answer.json


def test_a_comment_is_written_settled_opened_again_and_deleted(reviewer):
    said = say(reviewer, "@me sicher?")
    assert said["pieces"] == [["mention", "me"], ["text", " sicher?"]]
    assert (said["person"], said["mine"], said["settled"]) == ("me", True, False)
    found = reviewer.get(f"{CATALOG}/comments").json
    assert (found["open"], found["left"]) == ({HELLO: 1}, [])
    one = f"{CATALOG}/comments/{said['id']}"
    assert reviewer.put(one, json={"state": "settled"}, headers=reviewer.proof).json["settled"] is True
    assert reviewer.get(f"{CATALOG}/comments").json["open"] == {}
    assert reviewer.put(one, json={"state": "open"}, headers=reviewer.proof).json["settled"] is False
    assert reviewer.delete(one, headers=reviewer.proof).status_code == 204
    assert reviewer.delete(one, headers=reviewer.proof).status_code == 404
    assert reviewer.get(COMMENTS).json["comments"] == []


def test_only_who_wrote_a_comment_deletes_it(app, reviewer):
    said = say(reviewer)
    space = app.extensions["passeur.workspace"]
    with space.database.begin() as connection:
        connection.exec_driver_sql("UPDATE comments SET person = 'ana'")
    answer = reviewer.delete(f"{CATALOG}/comments/{said['id']}", headers=reviewer.proof)
    assert answer.status_code == 403
    assert [one["mine"] for one in reviewer.get(COMMENTS).json["comments"]] == [False]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (COMMENTS, {"text": ""}, 400),
        (COMMENTS, {"text": "x" * 10_001}, 400),
        (COMMENTS, {"text": 1}, 400),
        (COMMENTS, {"text": "x", "person": "ana"}, 400),
        (f"{CATALOG}/segments/{'0' * 12}/comments", {"text": "x"}, 409),
    ],
)
def test_what_is_no_comment_is_refused(reviewer, path, body, status):
    assert reviewer.post(path, json=body, headers=reviewer.proof).status_code == status


@pytest.mark.parametrize("number", ["99", "2147483648", "99999999999999999999", "-1", "x"])
def test_other_numbers_lead_nowhere(reviewer, number):
    answer = reviewer.put(f"{CATALOG}/comments/{number}", json={"state": "open"}, headers=reviewer.proof)
    assert answer.status_code in (404, 405)


def test_hostile_texts_come_back_as_they_were_written(reviewer):
    for payload in PAYLOADS:
        assert say(reviewer, payload)["text"] == payload.strip()
    answer = reviewer.get(COMMENTS)
    assert answer.content_type == "application/json"
    assert ["".join(piece for _, piece in one["pieces"]) for one in answer.json["comments"]] == [
        payload.strip() for payload in PAYLOADS
    ]
