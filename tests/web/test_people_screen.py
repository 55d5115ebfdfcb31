"""The page of administrators and the links it gives: accounts come, change and go."""

from __future__ import annotations

import re

import pytest
from crowd import PASSWORD

from app.store.people import Role
from app.workflow.people import invitations, rights

LINK = re.compile(r"<output>(http://127\.0\.0\.1:8000/invitation/[\w-]{43})</output>")


@pytest.fixture
def ana(crowd):
    return crowd.browser("ana")


def roles(crowd) -> dict[str, tuple[str, tuple[str, ...], bool]]:
    found = rights.everybody(crowd.space)
    return {one.account.name: (one.account.role.value, one.account.locales, one.account.closed) for one in found}


def accept(crowd, link, **fields):
    guest = crowd.app.test_client().read_proof(link)
    return guest, guest.submit(link, **fields)


def test_a_link_makes_one_account_with_the_rights_it_was_made_for(ana, crowd):
    page = ana.submit("/people/invitations", role="translator", locale="de", note="<b>Karim</b>")
    link = LINK.search(page.text)[1]
    assert "<b>Karim" not in page.text
    guest, answer = accept(
        crowd, link, name="karim", password=PASSWORD, role="administrator", locales="ar", locale="ar", account="1"
    )
    assert (answer.status_code, answer.location) == (303, "/")
    assert guest.get("/").status_code == 200
    assert roles(crowd)["karim"] == ("translator", ("de",), False)
    again = crowd.app.test_client().get(link)
    assert again.status_code == 404
    assert "used already" in again.text


def test_a_link_is_good_once_even_when_two_use_it_at_the_same_time(crowd):
    secret = invitations.invite(crowd.space, Role.EDITOR, by="test")
    address = f"/invitation/{secret}"
    first, second = (crowd.app.test_client().read_proof(address) for _ in range(2))
    assert first.submit(address, name="one", password=PASSWORD).status_code == 303
    assert second.submit(address, name="two", password=PASSWORD).status_code == 404
    assert "two" not in roles(crowd)


@pytest.mark.parametrize(
    ("name", "password", "says"),
    [
        ("ana", PASSWORD, "already"),
        ("ANA", PASSWORD, "already"),
        ("", PASSWORD, "cannot be a name"),
        ("me", PASSWORD, "cannot be a name"),
        ("two words", PASSWORD, "cannot be a name"),
        ("-rf", PASSWORD, "cannot be a name"),
        ("x" * 61, PASSWORD, "cannot be a name"),
        ("karim\u202e", PASSWORD, "cannot be a name"),
        ("karim", "short", "length"),
        ("karim", "password", "among the first"),
        ("karim", "x" * 1001, "length"),
        ("karimkarim", "karimkarim", "among the first"),
    ],
)
def test_a_refused_name_or_password_leaves_the_link_good(crowd, name, password, says):
    address = f"/invitation/{invitations.invite(crowd.space, Role.EDITOR, by='test')}"
    guest, answer = accept(crowd, address, name=name, password=password)
    assert answer.status_code == 422
    assert says in answer.text
    assert f'value="{password}"' not in answer.text or password == name
    assert guest.submit(address, name="fine", password=PASSWORD).status_code == 303


def test_a_new_administrator_goes_on_to_the_authenticator(crowd):
    address = f"/invitation/{invitations.invite(crowd.space, Role.ADMINISTRATOR, by='test')}"
    guest, answer = accept(crowd, address, name="root", password=PASSWORD)
    assert answer.location == "/sign-in/code"
    assert guest.get("/").status_code == 401


def test_a_withdrawn_link_leads_nowhere(ana, crowd):
    secret = invitations.invite(crowd.space, Role.EDITOR, by="test")
    [waiting] = invitations.waiting(crowd.space)
    assert ana.submit("/people/invitations/withdraw", invitation=waiting.digest).status_code == 303
    assert ana.get(f"/invitation/{secret}").status_code == 404


def test_rights_change_at_once_and_another_role_signs_out(ana, crowd):
    dora, identity = crowd.browser("dora"), crowd.accounts["dora"].id
    saves = "/api/v1/issues/lettre/locales/ar/segments/d6d8753e4f2e/check"
    assert dora.post(saves, json={"target": "x"}, headers=dora.proof).status_code == 403
    ana.submit(f"/people/{identity}/rights", role="translator", locale=["de", "ar"])
    assert dora.post(saves, json={"target": "x"}, headers=dora.proof).status_code == 200
    ana.submit(f"/people/{identity}/rights", role="administrator")
    assert dora.get("/").status_code == 401
    assert roles(crowd)["dora"] == ("administrator", (), False)


@pytest.mark.parametrize(
    "fields", [{"role": "owner"}, {"role": ""}, {"role": "translator"}, {"role": "editor", "locale": "xx"}]
)
def test_rights_that_cannot_be_are_refused(ana, crowd, fields):
    before = roles(crowd)
    assert ana.submit(f"/people/{crowd.accounts['eva'].id}/rights", **fields).status_code == 422
    assert ana.submit("/people/invitations", **fields).status_code == 422
    assert roles(crowd) == before


@pytest.mark.parametrize(("deed", "fields"), [("close", {}), ("rights", {"role": "editor"})])
def test_the_last_administrator_stays(ana, crowd, deed, fields):
    answer = ana.submit(f"/people/{crowd.accounts['ana'].id}/{deed}", **fields)
    assert answer.status_code == 422
    assert "Somebody must stay administrator." in answer.text
    assert roles(crowd)["ana"] == ("administrator", (), False)


def test_closing_ends_sessions_and_tokens_and_cannot_be_undone_by_a_link(ana, crowd):
    dora, script = crowd.browser("dora"), crowd.token("dora")
    identity, link = crowd.accounts["dora"].id, rights.reset(crowd.space, crowd.accounts["eva"], by="test")
    assert ana.submit(f"/people/{identity}/close").status_code == 303
    assert dora.get("/").status_code == 401
    assert ana.get("/api/v1/me", headers=script).status_code == 401
    assert ana.submit(f"/people/{identity}/reset").status_code == 404
    ana.submit(f"/people/{crowd.accounts['eva'].id}/close")
    assert ana.get(f"/invitation/{link}").status_code == 404


def test_a_reset_voids_the_password_and_gives_a_link_for_another(ana, crowd):
    ben = crowd.add("ben", Role.TRANSLATOR, "de", password=PASSWORD)
    open_one = crowd.browser("ben")
    link = LINK.search(ana.submit(f"/people/{ben.id}/reset").text)[1]
    assert open_one.get("/").status_code == 401
    door = crowd.app.test_client().read_proof("/sign-in")
    assert door.submit("/sign-in", name="ben", password=PASSWORD).status_code == 401
    _guest, answer = accept(crowd, link, name="ana", password="quiet river lantern")
    assert answer.status_code == 303
    assert roles(crowd)["ben"] == ("translator", ("de",), False)
    assert door.submit("/sign-in", name="ben", password="quiet river lantern").status_code == 303


def test_ending_sessions_signs_out_everywhere(ana, crowd):
    browsers = [crowd.browser("dora") for _ in range(2)]
    assert ana.submit(f"/people/{crowd.accounts['dora'].id}/sessions/end").status_code == 303
    assert [browser.get("/").status_code for browser in browsers] == [401, 401]


def test_what_administrators_do_is_noted_and_nothing_secret_with_it(ana, crowd):
    link = LINK.search(ana.submit("/people/invitations", role="editor", note="Eve").text)[1]
    accept(crowd, link, name="eve", password=PASSWORD)
    script = crowd.token("eva")["Authorization"].removeprefix("Bearer ")
    ana.submit(f"/people/{crowd.accounts['dora'].id}/close")
    log = crowd.log()
    for event in ("invited", "account made", "signed in", "token made", "account closed"):
        assert f'"event": "{event}"' in log
    assert '"person": "dora", "by": "ana"' in log
    for secret in (link.rpartition("/")[2], PASSWORD, script, ana.csrf):
        assert secret not in log


def test_without_accounts_the_page_says_how_to_begin(reviewer):
    assert "passeur user add" in reviewer.get("/people").text
    assert reviewer.submit("/people/invitations", role="editor").status_code == 422
