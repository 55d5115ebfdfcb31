"""Signing in and out. Strangers see this wherever they wanted to go."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Flask, abort, current_app, make_response, render_template, request, session, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.store import accounts, moments
from app.store.accounts import Account
from app.store.people import Role
from app.web import problems
from app.web.access import ANYBODY, SignedOut, allow, person
from app.web.access.declarations import allowed
from app.web.access.sessions import keep
from app.web.access.visitors import prepare_form, visitor
from app.web.interface import _, translated
from app.web.places import workspace
from app.web.problems import Problem
from app.workflow.people import codes, own, signing_in

WAITING = "waiting"  # in the cookie, between the password and the code
PATIENCE = 5 * moments.MINUTE  # for the code
PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")

blueprint = Blueprint("signin", __name__)


def install(app: Flask) -> None:
    """Strangers who open a page are asked to sign in, there and then."""
    app.register_error_handler(SignedOut, _ask)


@blueprint.get("/sign-in")
@allow(ANYBODY)
def page() -> Response:
    _needs_accounts()
    return _form(leads_to=ours(request.args.get("next", "")), status=200)


@blueprint.post("/sign-in")
@allow(ANYBODY)
def sign_in() -> Response:
    _needs_accounts()
    given, leads_to = request.form, ours(request.form.get("next", ""))
    account = signing_in.by_password(workspace(), given.get("name", ""), given.get("password", ""), address=caller())
    if account is None:
        return _form(leads_to=leads_to, name=given.get("name", ""), trouble=_("Name and password do not fit."))
    return go_on(account, leads_to=leads_to)


@blueprint.get("/sign-in/code")
@allow(ANYBODY)
def code_page() -> Response:
    waiting = _waiting()
    return _code_form(*waiting) if waiting else redirect(url_for("signin.page"), 303)


@blueprint.post("/sign-in/code")
@allow(ANYBODY)
def code() -> Response:
    waiting = _waiting()
    if waiting is None:
        return redirect(url_for("signin.page"), 303)
    account, kept = waiting
    given = request.form.get("code", "")
    if not signing_in.by_code(workspace(), account, given, secret=kept["secret"], address=caller()):
        return _code_form(account, kept, trouble=_("That code does not fit, or was used already."))
    return begin(account, leads_to=kept["next"])


@blueprint.post("/sign-out")
@allow(Role.TRANSLATOR)
def sign_out() -> Response:
    """End this session, and what the browser kept of it; other ports of this host keep their cookies."""
    found = visitor()
    if found and found.session:
        own.end_session(workspace(), person(), found.session)
    session.clear()
    response = redirect(url_for("signin.page"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def caller() -> str:
    """The address that the request came from; what proxies say of others is not believed."""
    return request.remote_addr or ""


def begin(account: Account, *, leads_to: str) -> Response:
    """Open a session with a new secret, whatever the browser had before."""
    keep(signing_in.begin(workspace(), account, agent=request.headers.get("User-Agent", ""), address=caller()))
    return redirect(leads_to, 303)


def ours(address: str) -> str:
    """`address` if it leads to a screen of ours, else the first page."""
    path, _mark, _rest = address.partition("#")[0].partition("?")
    if PATH.fullmatch(address) and "//" not in path:
        try:
            endpoint, _arguments = current_app.url_map.bind("").match(path, method="GET")
            if allowed(current_app, endpoint) is not ANYBODY:
                return address
        except HTTPException:
            pass  # nowhere, or elsewhere
    return "/"


def _ask(error: SignedOut) -> Response:
    if not error.accounts:
        return problems.respond_http(error)
    if request.path.startswith("/api/"):
        said = Problem(401, error.kind, _("Please sign in"), translated(error.description or ""))
        return problems.respond(said)
    here = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return _form(leads_to=ours(here))


def go_on(account: Account, *, leads_to: str) -> Response:
    """What follows a right password: the code, or the session."""
    if not signing_in.needs_code(account):
        return begin(account, leads_to=leads_to)
    secret = "" if account.totp else codes.new_secret()
    session.clear()
    session[WAITING] = {"account": account.id, "since": moments.now(), "secret": secret, "next": leads_to}
    return redirect(url_for("signin.code_page"), 303)


def _waiting() -> tuple[Account, dict[str, Any]] | None:
    """Who gave the right password a moment ago, and what was kept of it."""
    kept = session.get(WAITING)
    if not kept or not 0 <= moments.now() - kept["since"] <= PATIENCE:
        return None
    with workspace().database.begin() as connection:
        account = accounts.by_id(connection, kept["account"])
    # an authenticator that was set up meanwhile, elsewhere, is the one that counts
    return (account, kept) if account and account.password and not account.closed else None


def _form(*, leads_to: str, status: int = 401, name: str = "", trouble: str = "") -> Response:
    prepare_form()
    made = render_template("signin/page.html", leads_to=leads_to, name=name, trouble=trouble)
    return make_response(made, status)


def _code_form(account: Account, kept: dict[str, Any], *, trouble: str = "") -> Response:
    prepare_form()
    secret = "" if account.totp else kept["secret"]
    picture = codes.picture(secret, name=account.name, place=request.host) if secret else ""
    made = render_template("signin/code.html", secret=secret, picture=picture, trouble=trouble)
    return make_response(made, 401 if trouble else 200)


def _needs_accounts() -> None:
    if not accounts.any_there(workspace().database):
        abort(404)
