"""A server without accounts: one person, who opened the address with the token; the signed cookie is all."""

from __future__ import annotations

import secrets
from urllib.parse import quote, urlencode

from flask import redirect, request, session
from werkzeug.wrappers import Response

from app.store.people import LOCAL
from app.web.access.refusals import SignedOut, note
from app.web.access.visitors import Visitor
from app.wording import Message

CSRF = "csrf"
OTHER_SERVER = Message(
    "The token is not the one of the running server. Use the address that it printed when it started."
)


def visitor() -> Visitor | None:
    found = str(session.get(CSRF, ""))
    return Visitor(LOCAL, csrf=found) if found else None


def shows_token() -> bool:
    return request.method == "GET" and "token" in request.args and "Authorization" not in request.headers


def open_session(token: str) -> Response:
    """The same address without the token in it. A session that is open already goes on, so that other tabs can save."""
    if not secrets.compare_digest(request.args["token"].encode("utf-8", "replace"), token.encode()):
        note("token refused")
        raise SignedOut(OTHER_SERVER)
    session[CSRF] = session.get(CSRF) or secrets.token_urlsafe(24)
    rest = [(name, value) for name, value in request.args.items(multi=True) if name != "token"]
    # One slash only: a path such as //elsewhere.example would be another site's address.
    path = "/" + quote(request.path.lstrip("/\\"))
    return redirect(f"{path}?{urlencode(rest)}" if rest else path, 303)
