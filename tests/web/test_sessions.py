"""Sessions: what the browser holds, and every way in which they end."""

from __future__ import annotations

import pytest
from crowd import PASSWORD
from sqlalchemy import update
from visiting import HOST, TOKEN, Browser

from app import config
from app.store import moments
from app.store.people import Role
from app.store.tables import sessions
from app.store.workspace import Workspace
from app.web import create_app
from app.workflow.people import own


@pytest.fixture
def ben(crowd):
    crowd.add("ben", Role.TRANSLATOR, "de", password=PASSWORD)
    return crowd.browser("ben")


def cookie_of(browser) -> str:
    return browser.get_cookie("passeur-8000", domain="127.0.0.1").value


def age(crowd, **columns: int) -> None:
    """Make every session older, as time would."""
    with crowd.space.database.begin() as connection:
        aged = {name: sessions.c[name] - by for name, by in columns.items()}
        connection.execute(update(sessions).values(**aged))


def let_answers_pass(app) -> None:
    """Forms make the server look again at what it knew for seconds."""
    app.test_client().post("/sign-in")


def test_signing_in_gives_a_new_session_whatever_the_browser_held(crowd, anonymous):
    crowd.add("ben", Role.TRANSLATOR, "de", password=PASSWORD)
    anonymous.read_proof("/sign-in")
    before, proof = cookie_of(anonymous), anonymous.csrf
    answer = anonymous.submit("/sign-in", name="ben", password=PASSWORD)
    given = answer.headers["Set-Cookie"]
    assert all(part in given for part in ("HttpOnly", "SameSite=Lax", "Path=/"))
    assert cookie_of(anonymous) != before
    assert anonymous.read_proof("/account").csrf != proof
    planted = crowd.app.test_client()
    planted.set_cookie("passeur-8000", before, domain="127.0.0.1")
    assert planted.get("/").status_code == 401


def test_behind_tls_the_cookie_is_bound_to_this_host(root):
    space = Workspace(root, config.load(root))
    app = create_app(space, token=TOKEN, hosts=(HOST,), https=True)
    app.test_client_class = Browser
    answer = app.test_client().get(f"/?token={TOKEN}", base_url=f"https://{HOST}")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-passeur=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "Path=/"))
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_cookie_is_worthless_after_signing_out(ben, crowd):
    kept = cookie_of(ben)
    answer = ben.submit("/sign-out")
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    thief = crowd.app.test_client()
    thief.set_cookie("passeur-8000", kept, domain="127.0.0.1")
    assert thief.get("/").status_code == 401
    assert thief.get("/api/v1/me").json["problem"] == "signed_out"


def test_a_password_change_ends_the_other_browser_and_renews_this_one(ben, crowd):
    other, kept = crowd.browser("ben"), cookie_of(ben)
    answer = ben.submit("/account/password", old=PASSWORD, new="quiet river lantern")
    assert answer.status_code == 303
    assert ben.get("/").status_code == 200
    assert other.get("/").status_code == 401
    assert cookie_of(ben) != kept
    other.set_cookie("passeur-8000", kept, domain="127.0.0.1")
    assert other.get("/").status_code == 401


@pytest.mark.parametrize(
    ("columns", "status"),
    [
        ({"seen": 7 * moments.HOUR}, 200),
        ({"seen": 8 * moments.HOUR}, 401),
        ({"created": 6 * moments.DAY}, 200),
        ({"created": 7 * moments.DAY}, 401),
        ({"seen": -2 * moments.DAY}, 401),
    ],
)
def test_sessions_end_by_idleness_and_by_age(ben, crowd, columns, status):
    age(crowd, **columns)
    let_answers_pass(crowd.app)
    assert ben.get("/").status_code == status


def test_a_session_in_use_stays_open(ben, crowd):
    for _ in range(3):
        age(crowd, seen=5 * moments.HOUR)
        let_answers_pass(crowd.app)
        assert ben.get("/").status_code == 200


def test_people_see_their_sessions_and_end_them(ben, crowd):
    other = crowd.browser("ben")
    page = ben.get("/account").text
    assert page.count("Firefox, Linux") >= 2
    assert ben.submit("/account/sessions/end").status_code == 303
    assert other.get("/").status_code == 401
    assert ben.get("/").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(ben, crowd):
    other = crowd.browser("eva")
    [theirs] = own.open_sessions(crowd.space, crowd.accounts["eva"].person)
    ben.submit("/account/sessions/end", session=theirs.digest)
    assert other.get("/").status_code == 200


def test_an_open_page_can_save_again_after_signing_in_elsewhere(ben, crowd):
    segments = "/api/v1/issues/lettre/locales/de/segments"
    first = ben.get(segments).json[0]
    body = {"target": "Hallo", "state": "needs_work", "version": first["version"]}
    stale = ben.csrf
    ben.submit("/sign-out")
    refused = ben.put(f"{segments}/{first['id']}", json=body, headers={"X-CSRF-Token": stale})
    assert (refused.status_code, refused.json["problem"]) == (401, "signed_out")
    ben.read_proof("/sign-in").submit("/sign-in", name="ben", password=PASSWORD)
    refused = ben.put(f"{segments}/{first['id']}", json=body, headers={"X-CSRF-Token": stale})
    assert (refused.status_code, refused.json["problem"]) == (403, "forged")
    me = ben.get("/api/v1/me").json
    assert (me["name"], me["locales"], me["account"]) == ("ben", ["de"], True)
    saved = ben.put(f"{segments}/{first['id']}", json=body, headers={"X-CSRF-Token": me["csrf"]})
    assert saved.status_code == 200


def test_what_is_kept_of_a_session_opens_nothing(ben, crowd):
    with ben.session_transaction(base_url=f"http://{HOST}") as cookie:
        secret = cookie["key"]
    assert len(secret) >= 43
    for path in crowd.space.state_folder.iterdir():
        assert secret.encode() not in path.read_bytes()


def test_the_token_of_the_local_server_opens_nothing_once_there_are_accounts(reviewer, script, crowd):
    let_answers_pass(crowd.app)
    assert reviewer.get("/").status_code == 401
    assert reviewer.get(f"/?token={TOKEN}").status_code == 401
    assert reviewer.get("/api/v1/me", headers=script).status_code == 401
    assert reviewer.get("/").headers["Cache-Control"] == "no-store"


def test_without_its_accounts_a_server_for_others_serves_nobody(root):
    app = create_app(Workspace(root, config.load(root)), token=TOKEN, hosts=(HOST,), alone=False)
    app.test_client_class = Browser
    assert app.test_client().get(f"/?token={TOKEN}").status_code in (401, 404)
