"""Who comes in where: every route is declared here, and behaves as declared."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import config
from app.store.workspace import Workspace
from app.web import create_app

TOKEN, HOST = "a-token-of-this-test", "127.0.0.1:8000"
SEGMENT = "0123456789ab"

# Every route of the application; a new one fails the first test until it stands here.
PUBLIC, SESSION, PROOF = "anybody", "a session", "a session and proof against forgery"
ROUTES = {
    ("GET", "/static/<path:filename>"): PUBLIC,
    ("GET", "/healthz"): PUBLIC,
    ("GET", "/favicon.ico"): PUBLIC,
    ("GET", "/"): SESSION,
    ("GET", "/issues/<slug:slug>"): SESSION,
    ("POST", "/issues/<slug:slug>/draft"): PROOF,
    ("GET", "/import"): SESSION,
    ("POST", "/import"): PROOF,
    ("GET", "/import/<string(length=32):name>"): SESSION,
    ("POST", "/import/<string(length=32):name>"): PROOF,
    ("GET", "/issues/<slug:slug>/source"): SESSION,
    ("POST", "/issues/<slug:slug>/update"): PROOF,
    ("GET", "/issues/<slug:slug>/export"): SESSION,
    ("POST", "/issues/<slug:slug>/export"): PROOF,
    ("GET", "/issues/<slug:slug>/export/side"): SESSION,
    ("GET", "/review/<locale:locale>/<slug:slug>"): SESSION,
    ("GET", "/review/<locale:locale>/<slug:slug>/preview"): SESSION,
    ("GET", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/segments"): SESSION,
    ("GET", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/segments/<segment:segment>"): SESSION,
    ("PUT", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/segments/<segment:segment>"): PROOF,
    ("POST", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/segments/<segment:segment>/check"): PROOF,
    ("GET", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/segments/<segment:segment>/history"): SESSION,
    ("GET", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/segments/<segment:segment>/comments"): SESSION,
    ("POST", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/segments/<segment:segment>/comments"): PROOF,
    ("GET", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/comments"): SESSION,
    ("PUT", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/comments/<int(max=2147483647):number>"): PROOF,
    ("DELETE", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/comments/<int(max=2147483647):number>"): PROOF,
    ("POST", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/segments/bulk"): PROOF,
    ("GET", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/segments/<segment:segment>/repetitions"): SESSION,
    ("POST", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/segments/<segment:segment>/apart"): PROOF,
    ("POST", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/segments/<segment:segment>/together"): PROOF,
    ("GET", "/api/v1/issues/<slug:slug>/segments/<segment:segment>/places"): SESSION,
    ("POST", "/api/v1/issues/<slug:slug>/segments/<segment:segment>/join"): PROOF,
    ("POST", "/api/v1/issues/<slug:slug>/segments/<segment:segment>/part"): PROOF,
    ("GET", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/changes"): SESSION,
    ("POST", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/leave"): PROOF,
    ("GET", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/preview"): SESSION,
    ("GET", "/api/v1/issues/<slug:slug>/locales/<locale:locale>/drafting"): SESSION,
}


def address(rule: str) -> str:
    parts = {
        "<slug:slug>": "lettre",
        "<locale:locale>": "de",
        "<segment:segment>": SEGMENT,
        "<int(max=2147483647):number>": "1",
        "<path:filename>": "page.css",
        "<string(length=32):name>": "0" * 32,
    }
    for name, value in parts.items():
        rule = rule.replace(name, value)
    return rule


def routes(*kinds):
    return [(method, address(rule)) for (method, rule), kind in ROUTES.items() if kind in kinds]


def test_every_route_is_declared(app):
    found = {(method, rule.rule) for rule in app.url_map.iter_rules() for method in rule.methods - {"HEAD", "OPTIONS"}}
    assert found == set(ROUTES)


@pytest.mark.parametrize(("method", "path"), routes(PUBLIC))
def test_public_routes_need_nothing(anonymous, method, path):
    assert anonymous.open(path, method=method).status_code == 200


@pytest.mark.parametrize(("method", "path"), [*routes(SESSION, PROOF), ("GET", "/no/such/page"), ("OPTIONS", "/")])
def test_strangers_are_told_how_to_come_in(anonymous, method, path):
    answer = anonymous.open(path, method=method)
    assert answer.status_code == 401
    assert "passeur serve" in (answer.json["message"] if path.startswith("/api/") else answer.text)


@pytest.mark.parametrize(("method", "path"), routes(PROOF))
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-CSRF-Token": "guessed"},
        {"proof": "yes", "Origin": "https://evil.example"},
        {"proof": "yes", "Origin": "null"},
        {"proof": "yes", "Sec-Fetch-Site": "cross-site"},
        {"proof": "yes", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_forged_requests_change_nothing(reviewer, method, path, headers):
    headers = {name: value for name, value in headers.items() if name != "proof"} | (
        reviewer.proof if "proof" in headers else {}
    )
    answer = reviewer.open(
        path, method=method, headers=headers, json={"target": "x", "state": "approved", "version": "x"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(("method", "path"), routes(PROOF))
def test_a_form_field_is_proof_too(reviewer, method, path):
    answer = reviewer.open(
        path, method=method, data={"csrf_token": reviewer.csrf}, headers={"Origin": "http://127.0.0.1:8000"}
    )
    assert answer.status_code not in (401, 403)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:9999", "localhost.evil.example:8000", "", "a b", "[::1"]
)
@pytest.mark.parametrize("path", ["/", "/healthz", "/static/page.css", "/api/v1/issues/lettre/locales/de/segments"])
def test_other_hosts_are_refused(reviewer, host, path):
    assert reviewer.get(path, headers={"Host": host}).status_code == 400


def test_the_token_opens_a_session_and_leaves_the_address(anonymous):
    answer = anonymous.get("/review/de/lettre?state=draft&token=a-token-of-this-test")
    assert (answer.status_code, answer.location) == (303, "/review/de/lettre?state=draft")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("passeur-8000=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert anonymous.get("/").status_code == 200


@pytest.mark.parametrize("token", ["", "wrong", "é", "a-token-of-this-tes", "a-token-of-this-test "])
def test_another_token_opens_nothing(anonymous, token):
    answer = anonymous.get("/", query_string={"token": token})
    assert answer.status_code == 401
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["//evil.example/", "/%5Cevil.example", "/\\evil.example", "//evil.example%2f.."])
def test_signing_in_never_leads_to_another_site(anonymous, path):
    answer = anonymous.get(f"{path}?token=a-token-of-this-test")
    location = answer.headers.get("Location", "/")
    assert location.startswith(("/", "http://127.0.0.1:8000/"))
    assert not location.startswith(("//", "/\\"))


def test_scripts_use_the_token_itself_and_only_in_the_api(anonymous, script):
    segments = "/api/v1/issues/lettre/locales/de/segments"
    first = anonymous.get(segments, headers=script).json[0]
    body = {"target": "Hallo", "state": "needs_work", "version": first["version"]}
    assert anonymous.put(f"{segments}/{first['id']}", json=body, headers=script).status_code == 200
    assert anonymous.get("/", headers=script).status_code == 401
    assert anonymous.get(segments, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert anonymous.get(segments, headers={"Authorization": "Basic " + script["Authorization"]}).status_code == 401


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "DEBUG", "DELETE", "PATCH"])
def test_other_methods_are_off(reviewer, method):
    assert reviewer.open("/", method=method, headers=reviewer.proof).status_code == 405


def test_reading_changes_no_file(reviewer, root):
    def files() -> dict[Path, str]:
        kept = (path for path in root.rglob("*") if path.is_file() and path.name != "seen-1.db")  # it costs time only
        return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}

    before = files()
    for method, path in routes(PUBLIC, SESSION):
        reviewer.open(path, method=method)
    assert files() == before


def test_sessions_outlive_a_restart_with_the_same_key(root):
    def start() -> FlaskClient:
        space = Workspace(root, config.load(root))
        return create_app(space, token=TOKEN, hosts=(HOST,), secret_key="k" * 32).test_client()

    address = f"http://{HOST}/"
    name, _, value = start().get(f"{address}?token={TOKEN}").headers["Set-Cookie"].partition(";")[0].partition("=")
    again = start()
    again.set_cookie(name, value, domain="127.0.0.1")
    assert again.get(address).status_code == 200
