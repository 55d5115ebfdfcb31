"""The page that an invitation's link leads to: somebody chooses a password, and a name where the account is new."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from app.errors import PasseurError, UsageError
from app.web import problems
from app.web.access import ANYBODY, allow
from app.web.access.visitors import prepare_form
from app.web.interface import _, translated
from app.web.places import workspace
from app.web.problems import Problem
from app.web.signin import go_on
from app.workflow.people import invitations, passwords

ADDRESS = "/invitation/<string(length=43):secret>"

blueprint = Blueprint("invitation", __name__)


@blueprint.get(ADDRESS)
@allow(ANYBODY)
def page(secret: str) -> Response:
    return _form(secret)


@blueprint.post(ADDRESS)
@allow(ANYBODY)
def accept(secret: str) -> Response:
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    try:
        account = invitations.accept(workspace(), secret, name=name, password=password)
    except UsageError as error:
        return _form(secret, name=name, error=error)
    return go_on(account, leads_to="/")


def _form(secret: str, *, name: str = "", error: PasseurError | None = None) -> Response:
    try:
        found, account = invitations.look(workspace(), secret)
    except UsageError as spent:
        said = translated(spent.message), translated(spent.fix)
        return problems.respond(Problem(404, "spent", _("This link leads nowhere"), *said))
    prepare_form()
    made = render_template(
        "signin/invitation.html",
        invitation=found,
        account=account,
        name=name,
        error=error,
        shortest=passwords.SHORTEST,
        longest=passwords.LONGEST,
    )
    return make_response(made, 422 if error else 200)
