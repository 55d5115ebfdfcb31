"""Who may come in: a Host we serve, then the token or a session, then proof that the page which asks is ours.

Every view declares whom it serves with `@allow(...)`; an application with one that does not is not made.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from flask import Flask, abort, g, redirect, request, session
from werkzeug.wrappers import Response

from app.store.people import LOCAL, Person, Role

View = TypeVar("View", bound=Callable[..., Any])

ANYBODY = "anybody"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

NO_SESSION = (
    "This page needs the address that `passeur serve` printed when it started, the one with ?token= in it."
    " Open that address once in this browser, then come back here."
)
OTHER_SERVER = "The token is not the one of the running server. Use the address that it printed when it started."
FORGED = "The request did not come from one of Passeur's own pages, so nothing was changed. Reload the page."
UNKNOWN_HOST = "Passeur answers only at the address it printed when it started."


NOT_YOURS = "Your account may not do this. An administrator can change what it may do."


def allow(least: Role | str) -> Callable[[View], View]:
    """Declare who may call a view: ANYBODY, or people of at least this role.

    Whoever changes something at an address with a locale in it needs that locale too (`Person.may`).
    """

    def declare(view: View) -> View:
        view.allowed = least  # type: ignore[attr-defined]
        return view

    return declare


def person() -> Person:
    """Who asks; only for views that are not open to anybody."""
    found = g.person
    assert isinstance(found, Person)
    return found


def cookie_name(hosts: tuple[str, ...]) -> str:
    """A name for each port, because browsers share cookies between the ports of a host."""
    port = hosts[0].rpartition(":")[2] if hosts else ""
    return f"passeur-{port}" if port.isdigit() else "passeur"


def csrf_token() -> str:
    """The secret of this session that its pages carry and other sites cannot read; "" without a session."""
    return str(session.get("csrf", ""))


def install(app: Flask, *, token: str, hosts: tuple[str, ...]) -> None:
    """Check every request of `app`, those that match no route too."""

    def check() -> Response | None:
        if request.headers.get("Host", "") not in hosts:
            abort(400, UNKNOWN_HOST)
        allowed = _allowed(app, request.endpoint)
        if allowed is ANYBODY:
            return None
        g.person = LOCAL
        if "Authorization" in request.headers:
            _check_bearer(token)
            _check_right(allowed)
            return None
        if request.method == "GET" and "token" in request.args:
            return _sign_in(token)
        if not csrf_token():
            abort(401, NO_SESSION)
        if request.method not in SAFE_METHODS:
            _check_origin(hosts)
        _check_right(allowed)
        return None

    app.view_functions["static"] = allow(ANYBODY)(app.view_functions["static"])
    app.before_request(check)
    app.jinja_env.globals.update(csrf_token=csrf_token, person=person)


def check_declared(app: Flask) -> None:
    """LookupError for a view that does not say whom it serves."""
    silent = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "allowed"))
    if silent:
        raise LookupError(f"These views do not declare who may call them: {', '.join(silent)}")


def _allowed(app: Flask, endpoint: str | None) -> Role | str | None:
    return getattr(app.view_functions.get(endpoint or ""), "allowed", None)


def _check_right(allowed: Role | str | None) -> None:
    """403 for what this person may not do; an address that leads nowhere is a 404 for everybody who is signed in."""
    if allowed is None:
        return
    locale = None if request.method in SAFE_METHODS else (request.view_args or {}).get("locale")
    if not person().may(Role(allowed), locale=locale):
        abort(403, NOT_YOURS)


def _same(given: str, expected: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "replace"), expected.encode())


def _check_bearer(token: str) -> None:
    """Scripts send the token itself; a browser never does so on its own, so nothing can be forged with it."""
    scheme, _, given = request.headers["Authorization"].partition(" ")
    if not request.path.startswith("/api/") or scheme.lower() != "bearer" or not _same(given, token):
        abort(401, OTHER_SERVER)


def _sign_in(token: str) -> Response:
    if not _same(request.args["token"], token):
        abort(401, OTHER_SERVER)
    # A session that is open already goes on, so that the pages of other tabs stay able to save.
    session["csrf"] = csrf_token() or secrets.token_urlsafe(24)
    rest = [(name, value) for name, value in request.args.items(multi=True) if name != "token"]
    # One slash only: a path such as //elsewhere.example would be another site's address.
    path = "/" + quote(request.path.lstrip("/\\"))
    return redirect(f"{path}?{urlencode(rest)}" if rest else path, 303)


def _check_origin(hosts: tuple[str, ...]) -> None:
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    if site != "same-origin" or (origin is not None and not _ours(origin, hosts)):
        abort(403, FORGED)
    given = request.headers.get("X-CSRF-Token") or request.form.get("csrf_token", "")
    if not _same(given, csrf_token()):
        abort(403, FORGED)


def _ours(origin: str, hosts: tuple[str, ...]) -> bool:
    try:
        return urlsplit(origin).netloc in hosts
    except ValueError:
        return False
