"""Who may come in: a Host we serve, then who asks, then proof that the page which asks is ours, then their rights.

declarations  whom each view serves; an application with a view that does not say so is not made
visitors      who asks, for the views
local         a server without accounts: one person, who opened the address with the token
sessions      people with accounts, by the session that signing in opened
tokens        scripts, by a token in their requests
forgery       whether a request comes from a page of ours
recent        answers of the database, kept for seconds

Without any account the server is one person's and listens to this machine only; the first account ends that.
"""

from __future__ import annotations

from flask import Flask, abort, g, request
from werkzeug.wrappers import Response

from app.store.people import Role
from app.store.workspace import Workspace
from app.web.access import forgery, local, sessions, tokens
from app.web.access.declarations import ANYBODY, allow, allowed, check_declared
from app.web.access.forgery import SAFE_METHODS
from app.web.access.recent import Recent
from app.web.access.refusals import NOT_YOURS, UNKNOWN_HOST, Refused, SignedOut, note
from app.web.access.visitors import Visitor, csrf_token, known, person, sees, signed_in

__all__ = ["ANYBODY", "SignedOut", "allow", "check_declared", "cookie_name", "csrf_token", "install", "person", "sees"]


def cookie_name(hosts: tuple[str, ...], *, https: bool = False) -> str:
    """A name for each port, because browsers share cookies between the ports of a host.

    `__Host-` makes browsers keep it to this host and to https (RFC 6265bis, 4.1.3.2).
    """
    if https:
        return "__Host-passeur"
    port = hosts[0].rpartition(":")[2] if hosts else ""
    return f"passeur-{port}" if port.isdigit() else "passeur"


def install(app: Flask, workspace: Workspace, *, token: str, hosts: tuple[str, ...], alone: bool) -> None:
    """Check every request of `app`, those that match no route too.

    `token` opens the server of one person; with `alone` false there is no such server, accounts or not.
    """
    recent = Recent()

    def check() -> Response | None:
        if request.headers.get("Host", "") not in hosts:
            abort(400, UNKNOWN_HOST)
        wanted = allowed(app, request.endpoint)
        if wanted is ANYBODY and request.method in SAFE_METHODS:
            return None
        accounts = not alone or sessions.needed(workspace, recent)
        if not accounts and local.shows_token():
            return local.open_session(token)
        visitor = _visitor(workspace, recent, token=None if accounts else token)
        if visitor:
            g.visitor, g.person = visitor, visitor.person
        elif wanted is not ANYBODY:
            raise SignedOut(accounts=accounts)
        if request.method not in SAFE_METHODS and not tokens.given():
            forgery.check(hosts, secret=csrf_token())
        if visitor and isinstance(wanted, Role):
            _check_right(visitor, wanted)
        return None

    def forget(response: Response) -> Response:
        if request.method not in SAFE_METHODS and not request.path.startswith("/api/"):
            recent.forget()  # a form may have changed who may do what
        return response

    app.view_functions["static"] = allow(ANYBODY)(app.view_functions["static"])
    app.before_request(check)
    app.after_request(forget)
    app.jinja_env.globals.update(csrf_token=csrf_token, known=known, person=person, signed_in=signed_in)


def _visitor(workspace: Workspace, recent: Recent, *, token: str | None) -> Visitor | None:
    """Who asks. `token` is that of the server of one person, None where there are accounts."""
    if tokens.given():
        return tokens.visitor(workspace, recent, own=token)
    return sessions.visitor(workspace, recent) if token is None else local.visitor()


def _check_right(visitor: Visitor, wanted: Role) -> None:
    """403 for what this person may not do; an address that leads nowhere is a 404 for everybody who is signed in."""
    changes = request.method not in SAFE_METHODS
    locale = (request.view_args or {}).get("locale")
    if visitor.token:
        tokens.check_scope(visitor.token, changes=changes, locale=locale)
    if not visitor.person.may(wanted, locale=locale if changes else None):
        note("denied", person=visitor.person.name)
        raise Refused(NOT_YOURS)
