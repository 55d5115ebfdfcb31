"""The API about who asks: their name and rights, what makes their page able to save again, and their shortcuts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, jsonify
from werkzeug.wrappers import Response

from app.store.people import Role
from app.web.access import allow, csrf_token, person
from app.web.access.visitors import visitor
from app.web.bodies import fields
from app.web.interface import _
from app.web.places import workspace
from app.workflow.people import own

MOST_SHORTCUTS = 100
LONGEST_CHORD = 40  # characters

blueprint = Blueprint("me", __name__)


@blueprint.get("/api/v1/me")
@allow(Role.TRANSLATOR)
def me() -> Response:
    """{name, role, locales, language, csrf, account}: `csrf` is what unsafe requests of this session carry, "" for a
    token; `account` is false for the one person of a server without accounts; `locales` are those they save in."""
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
def shortcuts() -> Response:
    """{shortcuts: {deed: [chord]}, kept}: where they differ from ours; `kept` is false where there are no accounts."""
    who = person()
    return jsonify(shortcuts=own.shortcuts(workspace(), who) if who.id else {}, kept=bool(who.id))


@blueprint.put("/api/v1/me/shortcuts")
@allow(Role.TRANSLATOR)
def set_shortcuts() -> Response:
    """{shortcuts: {deed: [chord]}} -> what GET says; 404 where there are no accounts: browsers keep them."""
    chosen = fields(frozenset({"shortcuts"}), kind=dict)["shortcuts"]
    if not person().id:
        abort(404)
    if len(chosen) > MOST_SHORTCUTS or not all(map(_are_chords, chosen.values())):
        abort(400, _("Every deed has a list of chords."))
    own.set_shortcuts(workspace(), person(), chosen)
    return shortcuts()


def _are_chords(value: Any) -> bool:
    texts = isinstance(value, list) and len(value) <= MOST_SHORTCUTS and all(isinstance(one, str) for one in value)
    return texts and all(len(one) <= LONGEST_CHORD for one in value)
