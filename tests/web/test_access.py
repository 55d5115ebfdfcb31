"""A server without accounts: the one person who opened the address with the token, and nobody else."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from crowd import routes
from flask.testing import FlaskClient

from app import config
from app.store.workspace import Workspace
from app.web import create_app

TOKEN, HOST = "a-token-of-this-test", "127.0.0.1:8000"


@pytest.mark.parametrize(("method", "path"), [("GET", "/no/such/page"), ("OPTIONS", "/"), ("GET", "/"), ("POST", "/")])
def test_strangers_are_told_how_to_come_in(anonymous, method, path):
    answer = anonymous.open(path, method=method)
    assert answer.status_code == 401
    assert "passeur serve" in answer.text


def test_strangers_come_in_nowhere_but_by_the_token(app, anonymous):
    for route in routes(app):
        status = anonymous.open(route.address, method=route.method).status_code
        if route.declared != "anybody":
            assert (route, status) == (route, 401)
        elif route.changes:
            assert (route, status) == (route, 403)


def test_signing_in_is_for_servers_with_accounts(anonymous, reviewer):
    for browser in (anonymous, reviewer):
        assert browser.get("/sign-in").status_code == 404


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


def test_reading_changes_no_file(app, reviewer, root):
    def files() -> dict[Path, str]:
        made_again = ("seen-", "index-", "lock")  # from the catalogs: losing them costs time only
        kept = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith(made_again))
        return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}

    before = files()
    for route in routes(app):
        if not route.changes:
            reviewer.open(route.address, method=route.method)
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
