"""What people change of their own account, and the tokens their scripts use."""

from __future__ import annotations

import re

import pyotp
import pytest
from crowd import PASSWORD
from places import workspace_at
from sqlalchemy import update

from app.store import moments
from app.store.people import Role
from app.store.tables import api_tokens
from app.workflow.people import own, rights

SEGMENTS = "/api/v1/issues/lettre/locales/de/segments"


@pytest.fixture
def ben(crowd):
    crowd.add("ben", Role.TRANSLATOR, "de", password=PASSWORD)
    return crowd.browser("ben")


def token_of(page: str) -> dict[str, str]:
    return {"Authorization": "Bearer " + re.search(r"<output>(passeur_[\w-]{43})</output>", page)[1]}


@pytest.mark.parametrize(
    "new",
    ["le\u0301zard \u0142\u00f3d\u017a 東京 مرحبا", "correct horse battery staple" * 4, "😀" * 3 + "tulip", "12 a B c"],
)
def test_any_password_of_eight_characters_will_do(ben, crowd, new):
    assert ben.submit("/account/password", old=PASSWORD, new=new).status_code == 303
    door = crowd.app.test_client().read_proof("/sign-in")
    assert door.submit("/sign-in", name="ben", password=new[:-1]).status_code == 401
    assert door.submit("/sign-in", name="ben", password=new).status_code == 303


def test_passwords_are_kept_as_argon2id_with_the_costs_of_today(ben, crowd):
    kept = own.account_of(crowd.space, crowd.accounts["ben"].person).password
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    ("old", "new"), [("wrong horse", "quiet river lantern"), (PASSWORD, "1234567"), (PASSWORD, "password1")]
)
def test_a_refused_change_changes_nothing(ben, crowd, old, new):
    other = crowd.browser("ben")
    assert ben.submit("/account/password", old=old, new=new).status_code == 422
    assert other.get("/").status_code == 200


def test_nobody_guesses_the_old_password_here_either(ben):
    tries = [ben.submit("/account/password", old="wrong", new="quiet river lantern").status_code for _ in range(6)]
    assert tries == [422] * 5 + [429]


def test_an_authenticator_is_set_up_with_a_code_and_given_up_with_the_password(ben, crowd):
    page = ben.submit("/account/authenticator").text
    secret = re.search(r"<output>(\w{32})</output>", page)[1]
    assert ben.submit("/account/authenticator", code="000000").status_code == 422
    assert ben.submit("/account/authenticator", code=pyotp.TOTP(secret).now()).status_code == 303
    door = crowd.app.test_client().read_proof("/sign-in")
    assert door.submit("/sign-in", name="ben", password=PASSWORD).location == "/sign-in/code"
    assert ben.submit("/account/authenticator/end", password="wrong").status_code == 422
    assert ben.submit("/account/authenticator/end", password=PASSWORD).status_code == 303
    door.read_proof("/sign-in")
    assert door.submit("/sign-in", name="ben", password=PASSWORD).location == "/"


def test_the_language_is_kept_with_the_account(ben, crowd):
    assert ben.submit("/account/language", language="fr").status_code == 303
    assert '<html lang="fr"' in ben.get("/account").text
    assert '<html lang="fr"' in crowd.browser("ben").get("/account").text
    assert ben.submit("/account/language", language="tlh").status_code == 400


def test_without_accounts_the_language_is_kept_in_the_browser(reviewer, anonymous):
    assert reviewer.submit("/account/language", language="fr").status_code == 303
    assert '<html lang="fr"' in reviewer.get("/account").text
    assert '<html lang="en"' in anonymous.sign_in().get("/account").text


def test_shortcuts_follow_the_account(ben, crowd):
    mine = {"shortcuts": {"approve": ["Ctrl+Enter", "F2"]}}
    assert ben.put("/api/v1/me/shortcuts", json=mine, headers=ben.proof).json == mine | {"kept": True}
    assert crowd.browser("ben").get("/api/v1/me/shortcuts").json["shortcuts"] == mine["shortcuts"]
    assert crowd.browser("eva").get("/api/v1/me/shortcuts").json["shortcuts"] == {}


@pytest.mark.parametrize(
    "body",
    [[], {}, {"shortcuts": []}, {"shortcuts": {"a": "b"}}, {"shortcuts": {"a": [1]}}, {"shortcuts": {"a": ["x" * 41]}}],
)
def test_shortcuts_that_are_none_are_refused(ben, body):
    assert ben.put("/api/v1/me/shortcuts", json=body, headers=ben.proof).status_code == 400


def test_without_accounts_shortcuts_stay_in_the_browser(reviewer):
    assert reviewer.get("/api/v1/me/shortcuts").json == {"shortcuts": {}, "kept": False}
    body = {"shortcuts": {"approve": ["F2"]}}
    assert reviewer.put("/api/v1/me/shortcuts", json=body, headers=reviewer.proof).status_code == 404


def test_a_token_is_shown_once_and_saves_in_its_owners_name(ben, crowd):
    made = ben.submit("/account/tokens", label="<i>nightly</i>", days="30").text
    script = token_of(made)
    assert "<i>nightly" not in made
    assert script["Authorization"].removeprefix("Bearer ") not in ben.get("/account").text
    stranger = crowd.app.test_client()
    first = stranger.get(SEGMENTS, headers=script).json[0]
    body = {"target": "Hallo", "state": "needs_work", "version": first["version"]}
    assert stranger.put(f"{SEGMENTS}/{first['id']}", json=body, headers=script).status_code == 200
    assert stranger.get("/api/v1/me", headers=script).json["csrf"] == ""
    elsewhere = SEGMENTS.replace("/de/", "/ar/")
    assert stranger.put(f"{elsewhere}/{first['id']}", json=body, headers=script).status_code == 403


def test_a_token_ends_when_it_is_taken_back_when_it_expires_and_with_its_owner(ben, crowd):
    stranger = crowd.app.test_client()
    first, second = (token_of(ben.submit("/account/tokens", label="x", days="1").text) for _ in range(2))
    digests = re.findall(r'name="token" value="(\w{64})"', ben.get("/account").text)
    eva = crowd.browser("eva")
    for digest in digests:
        eva.submit("/account/tokens/revoke", token=digest)
    assert stranger.get("/api/v1/me", headers=first).status_code == 200
    for digest in digests[1:]:
        ben.submit("/account/tokens/revoke", token=digest)
    assert [stranger.get("/api/v1/me", headers=one).status_code for one in (first, second)] == [401, 200]
    with crowd.space.database.begin() as connection:
        connection.execute(update(api_tokens).values(expires=moments.now()))
    ben.submit("/account/language", language="")
    assert stranger.get("/api/v1/me", headers=second).status_code == 401


@pytest.mark.parametrize(
    "fields",
    [
        {"label": "", "days": "1"},
        {"label": "x" * 61, "days": "1"},
        {"label": "a\u202eb", "days": "1"},
        {"label": "x", "days": "0"},
        {"label": "x", "days": "400"},
        {"label": "x", "days": "many"},
        {"label": "x", "days": "1", "locale": "xx"},
    ],
)
def test_a_token_that_cannot_be_is_refused(ben, fields):
    assert ben.submit("/account/tokens", **fields).status_code == 422


def test_a_locale_of_a_token_that_its_owner_has_not_gives_no_right(ben, crowd):
    script = token_of(ben.submit("/account/tokens", label="x", days="1", locale=["de", "ar"]).text)
    foreign = SEGMENTS.replace("/de/", "/ar/") + "/d6d8753e4f2e"
    assert crowd.app.test_client().put(foreign, json={}, headers=script).status_code == 403


def test_a_server_without_accounts_has_tokens_too_and_they_end_with_the_first_account(reviewer, app, root):
    script = token_of(reviewer.submit("/account/tokens", label="x", days="1", read_only="on").text)
    stranger = app.test_client()
    first = stranger.get(SEGMENTS, headers=script).json[0]
    assert stranger.put(f"{SEGMENTS}/{first['id']}", json={}, headers=script).status_code == 403
    rights.add(workspace_at(root), "ana", Role.ADMINISTRATOR, by="test")
    reviewer.submit("/account/language", language="")
    assert stranger.get(SEGMENTS, headers=script).status_code == 401


def test_raw_tokens_are_nowhere_on_the_disk(ben, crowd):
    script = token_of(ben.submit("/account/tokens", label="x", days="1").text)
    secret = script["Authorization"].removeprefix("Bearer ").encode()
    assert not [path for path in crowd.space.state_folder.iterdir() if secret in path.read_bytes()]
