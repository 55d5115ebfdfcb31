"""Every route by everybody: what each may do is what its view declares, and what a view declares is written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from crowd import Crowd, Route, routes

from app.store.people import Role

LISTED = Path(__file__).parents[1] / "data" / "access.txt"
RANKS = ["anybody", "translator", "editor", "administrator"]


def test_no_view_becomes_more_open_unnoticed(app):
    """A route that is new, or serves others than before, fails here until the file says so too."""
    assert [str(route) for route in routes(app)] == LISTED.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("name", "role", "locales"),
    [
        ("ana", Role.ADMINISTRATOR, None),
        ("eva", Role.EDITOR, None),
        ("dora", Role.TRANSLATOR, ["de"]),
        ("enzo", Role.TRANSLATOR, ["ar"]),
    ],
)
def test_people_may_do_what_views_declare(crowd: Crowd, name, role, locales):
    def asked(route: Route) -> int:
        browser = crowd.browser(name)  # a new session each time: some routes end it
        return browser.open(
            route.address, method=route.method, headers=browser.proof if route.changes else {}
        ).status_code

    def may(route: Route) -> int | None:
        foreign = route.changes and route.has_locale and locales is not None and "de" not in locales
        return 403 if foreign or RANKS.index(role.value) < RANKS.index(route.declared) else None

    assert differences(crowd, asked, may) == {}


def test_strangers_may_do_nothing_but_sign_in(crowd: Crowd):
    def asked(route: Route) -> int:
        browser = crowd.app.test_client()
        browser.read_proof("/sign-in")
        return browser.open(
            route.address, method=route.method, headers=browser.proof if route.changes else {}
        ).status_code

    def may(route: Route) -> int | None:
        return None if route.declared == "anybody" else 401

    assert differences(crowd, asked, may) == {}


@pytest.mark.parametrize(("locales", "read_only"), [((), False), ((), True), (("de",), False), (("ar",), False)])
def test_tokens_may_do_what_their_owner_may_within_their_limits(crowd: Crowd, locales, read_only):
    script = crowd.token("eva", *locales, read_only=read_only)

    def asked(route: Route) -> int:
        return crowd.app.test_client().open(route.address, method=route.method, headers=script).status_code

    def may(route: Route) -> int | None:
        if route.declared == "anybody" and not route.changes:
            return None
        if not route.address.startswith("/api/"):
            return 401
        if route.changes and read_only:
            return 403
        if locales and route.has_locale and "de" not in locales:
            return 404
        too_wide = locales and route.changes and not route.has_locale
        return 403 if too_wide or RANKS.index(route.declared) > RANKS.index("editor") else None

    assert differences(crowd, asked, may) == {}


def differences(
    crowd: Crowd, asked: Callable[[Route], int], may: Callable[[Route], int | None]
) -> dict[Route, tuple[int, int | None]]:
    """Where what was answered is not what is expected; None expects to be let in, whatever comes of it then."""
    found = {}
    for route in routes(crowd.app):
        status, expected = asked(route), may(route)
        refused = (403,) if route.rule == "/sign-in" else (401, 403)  # a wrong password is 401 too
        let_in = status not in refused and status < 500
        if not (let_in if expected is None else status == expected):
            found[route] = (status, expected)
    return found


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
@pytest.mark.parametrize("signed_in", [True, False])
def test_forged_requests_change_nothing(crowd: Crowd, headers, signed_in):
    browser = crowd.browser("ana") if signed_in else crowd.app.test_client().read_proof("/sign-in")
    sent = {name: value for name, value in headers.items() if name != "proof"}
    sent |= browser.proof if "proof" in headers else {}
    for route in routes(crowd.app):
        if route.changes and (signed_in or route.declared == "anybody"):
            answer = browser.open(route.address, method=route.method, headers=sent, data={"name": "x"})
            assert (route, answer.status_code) == (route, 403)


def test_a_form_field_is_proof_too(crowd: Crowd):
    for route in routes(crowd.app):
        if route.method == "POST" and route.declared != "anybody":
            browser = crowd.browser("ana")
            form, headers = {"csrf_token": browser.csrf}, {"Origin": "http://127.0.0.1:8000"}
            assert browser.post(route.address, data=form, headers=headers).status_code not in (401, 403)


def test_what_translators_change_is_of_one_locale_or_their_own(app):
    """Whoever has a locale may change it and nothing else; a new route that does must be thought about here."""
    of_all_locales = ("/join", "/part")  # where segments end is asked of the source, for every locale at once
    own = ("/account/", "/api/v1/me", "/sign-out")
    looks_itself = ("/activity/revert",)  # at the locale of each change that is to be taken back
    for route in routes(app):
        if route.changes and route.declared == "translator" and not route.has_locale:
            assert route.rule.startswith(own + looks_itself) or route.rule.endswith(of_all_locales), route
