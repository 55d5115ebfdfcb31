"""Signing in by name, password and code, and what slows guessing down."""

from __future__ import annotations

import re
from pathlib import Path

import pyotp
import pytest
from crowd import PASSWORD
from visiting import HOST, TOKEN, Browser

from app import config
from app.store.people import Role
from app.store.workspace import Workspace
from app.web import create_app
from app.workflow.people import rights

OPEN_REDIRECTS = (Path(__file__).parents[1] / "data" / "payloads" / "open_redirect.txt").read_text("utf-8").splitlines()
WRONG = {"name": "ben", "password": "wrong horse battery"}


@pytest.fixture
def ben(crowd):
    return crowd.add("ben", Role.TRANSLATOR, "de", password=PASSWORD)


@pytest.fixture
def door(crowd, ben, anonymous):
    """The form for signing in, in front of a stranger."""
    return anonymous.read_proof("/sign-in")


def enter(door, name="ben", password=PASSWORD, **fields):
    return door.submit("/sign-in", name=name, password=password, **fields)


def test_name_and_password_lead_to_the_page_that_was_asked_for(anonymous, ben):
    asked = anonymous.read_proof("/review/de/lettre?state=draft").get("/review/de/lettre?state=draft")
    assert asked.status_code == 401
    leads_to = re.search(r'name="next" value="([^"]+)"', asked.text)[1]
    answer = enter(anonymous, next=f"{leads_to}#d6d8753e4f2e")
    assert (answer.status_code, answer.location) == (303, "/review/de/lettre?state=draft#d6d8753e4f2e")
    assert anonymous.get("/").status_code == 200


@pytest.mark.parametrize("leads_to", [*OPEN_REDIRECTS, "/healthz", "/sign-out", "/review/de/lettre\r\nX: y", "/../x"])
def test_signing_in_leads_to_screens_of_ours_only(door, leads_to):
    answer = enter(door, next=leads_to)
    assert (answer.status_code, answer.location) == (303, "/")


@pytest.mark.parametrize("name", ["BEN", "ben"])
def test_a_name_is_known_in_any_case(door, name):
    assert enter(door, name).status_code == 303


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("ben", "wrong"),
        ("ben", ""),
        ("nobody", PASSWORD),
        ("", ""),
        ("eva", ""),
        ("ben", PASSWORD + " "),
        ("\0", "\ud800"),
    ],
)
def test_what_does_not_fit_says_no_more_than_that(door, crowd, name, password):
    answer = enter(door, name, password.encode("utf-8", "surrogatepass"))
    assert answer.status_code == 401
    assert "Name and password do not fit." in answer.text
    assert door.get("/").status_code == 401
    assert '"event": "sign-in refused"' in crowd.log()


def test_a_name_that_is_none_is_not_written_down(door, crowd):
    enter(door, name="my secret password typed here")
    assert "typed here" not in crowd.log()


def test_a_closed_account_opens_nothing(door, crowd, ben):
    rights.close(crowd.space, ben, by="test")
    assert enter(door).status_code == 401


def test_the_sixth_try_of_a_minute_has_to_wait_whatever_is_typed(door, crowd):
    spoofed = [{"X-Forwarded-For": f"10.0.0.{number}"} for number in range(6)]
    tries = [door.post("/sign-in", data=WRONG | {"csrf_token": door.csrf}, headers=headers) for headers in spoofed]
    assert [answer.status_code for answer in tries] == [401] * 5 + [429]
    assert 0 < int(tries[-1].headers["Retry-After"]) <= 60
    assert enter(door).status_code == 429
    assert '"event": "too many tries"' in crowd.log()


def test_limits_outlive_a_restart(door, crowd, root):
    for _ in range(5):
        enter(door, **WRONG)
    restarted = create_app(Workspace(root, config.load(root)), token=TOKEN, hosts=(HOST,))
    restarted.test_client_class = Browser
    again = restarted.test_client().read_proof("/sign-in")
    assert enter(again).status_code == 429


def test_the_twenty_first_try_of_an_address_has_to_wait(door):
    tries = [enter(door, name=f"nobody{number}").status_code for number in range(21)]
    assert tries == [401] * 20 + [429]


def test_a_good_sign_in_forgives_the_wrong_ones_before_it(door):
    for _ in range(4):
        enter(door, **WRONG)
    assert enter(door).status_code == 303
    door.read_proof("/account")
    door.submit("/sign-out")
    door.read_proof("/sign-in")
    assert [enter(door, **WRONG).status_code for _ in range(5)] == [401] * 5


def test_an_administrator_sets_up_an_authenticator_and_each_code_serves_once(crowd, anonymous):
    crowd.add("root", Role.ADMINISTRATOR, password=PASSWORD)
    door = anonymous.read_proof("/sign-in")
    assert enter(door, "root").location == "/sign-in/code"
    assert door.get("/").status_code == 401
    page = door.read_proof("/sign-in/code").get("/sign-in/code").text
    secret = re.search(r"<output>(\w{32})</output>", page)[1]
    assert 'src="data:image/svg+xml' in page
    assert door.submit("/sign-in/code", code="000000").status_code == 401
    code = pyotp.TOTP(secret).now()
    assert door.submit("/sign-in/code", code=code).status_code == 303
    assert door.get("/people").status_code == 200
    other = crowd.app.test_client().read_proof("/sign-in")
    enter(other, "root")
    assert secret not in other.get("/sign-in/code").text
    other.read_proof("/sign-in/code")
    assert other.submit("/sign-in/code", code=code).status_code == 401
    assert other.get("/people").status_code == 401
    assert secret not in crowd.log()


def test_codes_cannot_be_guessed_for_long(crowd, anonymous):
    crowd.add("root", Role.ADMINISTRATOR, password=PASSWORD)
    door = anonymous.read_proof("/sign-in")
    enter(door, "root")
    door.read_proof("/sign-in/code")
    assert [door.submit("/sign-in/code", code=f"{number:06}").status_code for number in range(6)] == [401] * 5 + [429]


def test_a_code_without_a_password_opens_nothing(crowd, door):
    assert door.get("/sign-in/code").location == "/sign-in"
    assert door.submit("/sign-in/code", code="123456").location == "/sign-in"
