"""The page of administrators: who may sign in, what they may do, and the links that let others in."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, make_response, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.errors import UsageError
from app.store import accounts
from app.store.accounts import Account
from app.store.people import Role
from app.web.access import allow, person
from app.web.account import role_words
from app.web.places import workspace
from app.wording import Message
from app.workflow.people import invitations, rights

ACCOUNT = "/people/<int:account>"

blueprint = Blueprint("people", __name__)


@blueprint.get("/people")
@allow(Role.ADMINISTRATOR)
def page() -> Response:
    return _page()


@blueprint.post("/people/invitations")
@allow(Role.ADMINISTRATOR)
def invite() -> Response:
    given = request.form
    try:
        secret = invitations.invite(
            workspace(), _role(), locales=given.getlist("locale"), note=given.get("note", ""), by=person().name
        )
    except UsageError as error:
        return _page(error)
    return _page(link=secret, whose=given.get("note", ""))


@blueprint.post("/people/invitations/withdraw")
@allow(Role.ADMINISTRATOR)
def withdraw() -> Response:
    invitations.withdraw(workspace(), request.form.get("invitation", ""), by=person().name)
    return redirect(url_for(".page"), 303)


@blueprint.post(f"{ACCOUNT}/rights")
@allow(Role.ADMINISTRATOR)
def change(account: int) -> Response:
    found = _account(account)
    try:
        rights.change(workspace(), found, _role(), locales=request.form.getlist("locale"), by=person().name)
    except UsageError as error:
        return _page(error, place=account)
    return redirect(url_for(".page", _anchor=f"account-{account}"), 303)


@blueprint.post(f"{ACCOUNT}/sessions/end")
@allow(Role.ADMINISTRATOR)
def end_sessions(account: int) -> Response:
    rights.end_sessions(workspace(), _account(account), by=person().name)
    return redirect(url_for(".page", _anchor=f"account-{account}"), 303)


@blueprint.post(f"{ACCOUNT}/reset")
@allow(Role.ADMINISTRATOR)
def reset(account: int) -> Response:
    found = _account(account)
    try:
        secret = rights.reset(workspace(), found, by=person().name)
    except UsageError as error:
        return _page(error, place=account)
    return _page(link=secret, whose=found.name)


@blueprint.post(f"{ACCOUNT}/close")
@allow(Role.ADMINISTRATOR)
def close(account: int) -> Response:
    try:
        rights.close(workspace(), _account(account), by=person().name)
    except UsageError as error:
        return _page(error, place=account)
    return redirect(url_for(".page"), 303)


def _role() -> Role:
    try:
        return Role(request.form.get("role", ""))
    except ValueError:
        raise UsageError(Message("Choose a role.")) from None


def _account(identity: int) -> Account:
    """The open account of that number; 404 without one."""
    found = None
    if accounts.any_there(workspace().database) and identity < 2**63:
        with workspace().database.begin() as connection:
            found = accounts.by_id(connection, identity)
    if found is None or found.closed:
        abort(404)
    return found


def _page(error: UsageError | None = None, *, place: int = 0, link: str = "", whose: str = "") -> Response:
    """`place` is the account that `error` is about; `link` is the secret of a link, shown this once."""
    space = workspace()
    everybody = rights.everybody(space)
    made = render_template(
        "people/page.html",
        people=everybody,
        waiting=invitations.waiting(space) if everybody else [],
        roles=role_words(),
        locales=space.config.locales,
        error=error,
        place=place,
        link=_address(link) if link else "",
        whose=whose,
    )
    return make_response(made, 422 if error else 200)


def _address(secret: str) -> str:
    """Of an invitation's page, as the one who asks reaches this server: a proxy that speaks TLS asks us without it."""
    scheme = "https" if current_app.config["SESSION_COOKIE_SECURE"] else request.scheme
    return url_for("invitation.page", secret=secret, _external=True, _scheme=scheme)
