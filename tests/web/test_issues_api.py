"""The API of issues, their progress and their exports."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

EXPORTS = "/api/v1/issues/lettre/locales/de/exports"


def take(reviewer, **order):
    return reviewer.post(EXPORTS, json=order, headers=reviewer.proof)


def test_issues_are_listed_with_their_progress(reviewer):
    found = reviewer.get("/api/v1/issues").json
    assert {"page": 1, "pages": 1, "total": 1}.items() <= found.items()
    (issue,) = found["issues"]
    assert (issue["issue"], issue["title"]) == ("lettre", "La lettre du port")
    assert [one["locale"] for one in issue["locales"]] == ["de", "ar"]
    assert reviewer.get("/api/v1/issues", query_string={"page": 9, "order": "left"}).json == found


def test_the_status_is_what_the_command_says(reviewer, root, passeur):
    said = json.loads(passeur("status", "--json", cwd=root).stdout)
    assert reviewer.get("/api/v1/status").json == {**said, "page": 1, "pages": 1, "total": 1}
    german = [one for one in said["issues"] if one["locale"] == "de"]
    assert reviewer.get("/api/v1/status?issue=lettre&locale=de").json["issues"] == german
    assert reviewer.get("/api/v1/issues/lettre").json["locales"] == said["issues"]


@pytest.mark.parametrize("asked", ["issue=nowhere", "issue=lettre&issue=..", "locale=xx", "locale="])
def test_the_status_of_what_is_not_there_is_not_found(reviewer, asked):
    assert reviewer.get(f"/api/v1/status?{asked}").status_code == 404


@pytest.mark.parametrize("asked", ["page=0", "page=two", "page=1.5", "page=" + "9" * 5000, "pages=2", "order=best"])
def test_what_an_address_cannot_say_is_refused(reviewer, asked):
    assert reviewer.get(f"/api/v1/issues?{asked}").status_code == 400


def test_an_export_says_what_blocks_it(reviewer):
    answer = take(reviewer)
    assert (answer.status_code, answer.json["problem"]) == (422, "blocked")
    assert any("has no target" in reason for reason in answer.json["reasons"])
    assert reviewer.get("/api/v1/issues/lettre/exports").json == {"exports": []}


def test_an_export_is_the_file_and_is_written_down(reviewer, root):
    answer = take(reviewer, fallback="source", format="markdown")
    assert answer.mimetype == "text/markdown"
    assert "lettre.md" in answer.headers["Content-Disposition"]
    assert answer.data
    (past,) = reviewer.get("/api/v1/issues/lettre/exports").json["exports"]
    expected = {"locale": "de", "fallback": "source", "sha256": hashlib.sha256(answer.data).hexdigest(), "person": "me"}
    assert expected.items() <= past.items()
    assert take(reviewer, fallback="source", format="text").status_code == 400


def test_a_token_of_another_locale_exports_nothing_and_a_translators_nothing_either(crowd):
    def status(headers: dict[str, str]) -> int:
        asked = {"fallback": "source"}
        return int(crowd.app.test_client().post(EXPORTS, json=asked, headers=headers).status_code)

    assert status(crowd.token("eva", "de")) == 200
    assert status(crowd.token("eva", "ar")) == 404
    assert status(crowd.token("eva", read_only=True)) == 403
    assert status(crowd.token("dora", "de")) == 403


def test_a_token_of_one_locale_is_told_of_no_other(crowd):
    script = crowd.app.test_client()

    def told(address: str, *locales: str) -> tuple[int, set[str]]:
        answer = script.get(address, headers=crowd.token("eva", *locales))
        return answer.status_code, set(re.findall(r'"locale":"(\w+)"', answer.text))

    assert script.post(EXPORTS, json={"fallback": "source"}, headers=crowd.token("eva", "de")).status_code == 200
    for address in ("/api/v1/status", "/api/v1/issues", "/api/v1/issues/lettre"):
        assert told(address, "ar") == (200, {"ar"})
        assert told(address) == (200, {"ar", "de"})
    assert told("/api/v1/issues/lettre/exports", "de") == (200, {"de"})
    assert told("/api/v1/issues/lettre/exports", "ar") == (200, set())
    assert told("/api/v1/status?locale=de", "ar")[0] == 404
