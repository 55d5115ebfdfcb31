"""Responses are smaller for browsers that can read them so, and say the same."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import app

STATIC = Path(app.__file__).parent / "web/static"
ASKED = {"Accept-Encoding": "gzip, deflate, br"}
REVIEW, SHEET, SCRIPT, SEGMENTS = (
    "/review/de/lettre",
    "/static/review.css",
    "/static/review/desk.js",
    "/api/v1/issues/lettre/locales/de/segments",
)


@pytest.mark.parametrize("path", [REVIEW, SHEET, SEGMENTS])
def test_texts_come_compressed_to_whoever_asks_and_say_the_same(reviewer, path):
    plain, small = reviewer.get(path), reviewer.get(path, headers=ASKED)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert small.headers["Vary"] == plain.headers["Vary"]
    assert gzip.decompress(small.data) == plain.data
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data) / 2


@pytest.mark.parametrize("asked", ["gzip;q=0", "br", "identity"])
def test_a_browser_that_cannot_read_gzip_gets_none(reviewer, asked):
    assert "Content-Encoding" not in reviewer.get(REVIEW, headers={"Accept-Encoding": asked}).headers


def test_a_sheet_that_the_browser_has_is_not_sent_again(reviewer):
    etag = reviewer.get(SHEET, headers=ASKED).headers["ETag"]
    again = reviewer.get(SHEET, headers={**ASKED, "If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_lengths_do_not_tell_what_stands_in_a_page(reviewer):
    lengths = {len(reviewer.get(REVIEW, headers=ASKED).data) for _ in range(12)}
    assert len(lengths) > 3


def test_scripts_go_without_comments_and_keep_their_lines(reviewer):
    plain, small = reviewer.get(SCRIPT), reviewer.get(SCRIPT, headers=ASKED)
    assert small.headers["Content-Encoding"] == "gzip"
    sent, written = gzip.decompress(small.data).decode().split("\n"), plain.text.split("\n")
    assert sent == ["" if line.strip().startswith("//") else line for line in written]
    assert sent != written


@pytest.mark.parametrize("script", sorted(STATIC.rglob("*.js")), ids=lambda path: path.name)
def test_no_text_of_a_script_goes_over_lines_where_it_could_pass_for_a_comment(script):
    odd = [line for line in script.read_text(encoding="utf-8").splitlines() if line.count("`") % 2]
    assert odd == []
    assert not re.search(r"/\*", script.read_text(encoding="utf-8"))


def test_files_of_ours_hold_no_secret_and_are_as_small_as_they_get(reviewer):
    answers = {reviewer.get(SCRIPT, headers=ASKED).data for _ in range(5)}
    assert len(answers) == 1
    assert len(answers.pop()) <= len(gzip.compress(reviewer.get(SCRIPT).data))


def test_small_answers_and_refusals_go_as_they_are(reviewer, anonymous):
    assert "Content-Encoding" not in anonymous.get("/healthz", headers=ASKED).headers
    assert "Content-Encoding" not in reviewer.get("/static/nothing.css", headers=ASKED).headers
