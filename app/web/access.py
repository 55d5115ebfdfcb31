"""Who may come in: a Host we serve, then the token or a session, then proof that the page which asks is ours."""

from __future__ import annotations

import secrets
from urllib.parse import quote, urlencode, urlsplit

from flask import Flask, abort, redirect, request, session
from werkzeug.wrappers import Response

PUBLIC = frozenset({"static", "public.favicon", "public.healthz"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

NO_SESSION = (
    "This page needs the address that `passeur serve` printed when it started, the one with ?token= in it."
    " Open that address once in this browser, then come back here."
)
OTHER_SERVER = "The token is not the one of the running server. Use the address that it printed when it started."
FORGED = "The request did not come from one of Passeur's own pages, so nothing was changed. Reload the page."
UNKNOWN_HOST = "Passeur answers only at the address it printed when it started."


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
        if request.endpoint in PUBLIC:
            return None
        if "Authorization" in request.headers:
            _check_bearer(token)
            return None
        if request.method == "GET" and "token" in request.args:
            return _sign_in(token)
        if not csrf_token():
            abort(401, NO_SESSION)
        if request.method not in SAFE_METHODS:
            _check_origin(hosts)
        return None

    app.before_request(check)
    app.jinja_env.globals["csrf_token"] = csrf_token


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
