"""What every response tells the browser."""

from __future__ import annotations

import pytest

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'"
)
ANSWERS = [  # path, status
    ("/", 200),
    ("/issues/lettre", 200),
    ("/review/de/lettre", 200),
    ("/static/page.css", 200),
    ("/static/nothing.css", 404),
    ("/favicon.ico", 200),
    ("/healthz", 200),
    ("/issues/unknown", 404),
    ("/issues/lettre/export?locale=de", 200),
    ("/issues/lettre/export?locale=de&format=exe", 400),
    ("/api/v1/issues/lettre/locales/de/segments", 200),
    ("/api/v1/issues/lettre/locales/xx/segments", 404),
]


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_carries_the_policy(reviewer, path, status):
    answer = reviewer.get(path)
    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    if not path.startswith("/static/"):
        assert answer.headers["Cache-Control"] == "no-store"


def test_refusals_carry_the_policy_too(anonymous, reviewer):
    for answer in (anonymous.get("/"), reviewer.post("/"), reviewer.get("/", headers={"Host": "evil.example"})):
        assert answer.status_code in (400, 401, 403, 405)
        assert answer.headers["Content-Security-Policy"] == POLICY


def test_nothing_runs_in_the_preview(reviewer):
    policy = reviewer.get("/review/de/lettre/preview").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-same-origin" in policy
    assert "allow-scripts" not in policy


def test_downloads_are_attachments_that_nothing_runs_in(reviewer):
    wish = {"locale": "de", "format": "html", "fallback": "source", "csrf_token": reviewer.csrf}
    answer = reviewer.post("/issues/lettre/export", data=wish)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Content-Security-Policy"].endswith("sandbox")


def test_screens_hold_no_script_and_no_style_of_their_own(reviewer):
    for path in ("/", "/issues/lettre", "/review/de/lettre"):
        page = reviewer.get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert "<script>" not in page
        assert " onclick" not in page
