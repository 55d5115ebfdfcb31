"""The API about who asks: their name and rights, what makes their page able to save again, and their shortcuts."""

from __future__ import annotations

from flask import Blueprint, abort, jsonify
from werkzeug.wrappers import Response

from app.store.people import Role
from app.web.access import allow, csrf_token, person
from app.web.access.visitors import visitor
from app.web.bodies import body
from app.web.operations import Operation
from app.web.places import workspace
from app.web.schemas.issues import Me, Shortcuts
from app.web.schemas.requests import SetShortcuts
from app.web.schemas.segments import Problem
from app.workflow.people import own

blueprint = Blueprint("me", __name__)


@blueprint.get("/api/v1/me")
@allow(Role.TRANSLATOR)
@Operation(Me)
def me() -> Response:
    """Who asks.

    `csrf` is what unsafe requests of this session carry, "" for a token; `account` is false for the one person of a
    server without accounts; `locales` are those they save in.
    """
    found, who = visitor(), person()
    own_locales = [one for one in workspace().config.locales if who.may(Role.TRANSLATOR, locale=one)]
    if found and found.token and found.token.locales:
        own_locales = [one for one in own_locales if one in found.token.locales]
    return jsonify(
        name=who.name,
        role=who.role.value,
        locales=own_locales,
        language=who.language,
        csrf=csrf_token(),
        account=bool(who.id),
    )


@blueprint.get("/api/v1/me/shortcuts")
@allow(Role.TRANSLATOR)
@Operation(Shortcuts)
def shortcuts() -> Response:
    """Your shortcuts where they differ from ours; `kept` is false where there are no accounts."""
    who = person()
    return jsonify(shortcuts=own.shortcuts(workspace(), who) if who.id else {}, kept=bool(who.id))


@blueprint.put("/api/v1/me/shortcuts")
@allow(Role.TRANSLATOR)
@Operation(Shortcuts, body=SetShortcuts, fails={404: Problem})
def set_shortcuts() -> Response:
    """Set your shortcuts; 404 where there are no accounts, as browsers keep them then."""
    chosen = body(SetShortcuts).shortcuts
    if not person().id:
        abort(404)
    own.set_shortcuts(workspace(), person(), chosen)
    return shortcuts()
