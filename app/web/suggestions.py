"""What the review screen suggests for a segment: matches of the memory, and a machine's word when it is asked for."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, jsonify
from werkzeug.wrappers import Response

from app.errors import ConflictError
from app.store.people import Role
from app.web.access import allow
from app.web.api import LEFT, SEGMENT
from app.web.bodies import body
from app.web.concordance import address
from app.web.difference import difference
from app.web.interface import _, translated
from app.web.operations import Operation
from app.web.places import require, workspace
from app.web.schemas.panels import MachineTarget, Match, Suggestions
from app.web.schemas.requests import Empty
from app.workflow import suggestions
from app.workflow.recall import Kind
from app.workflow.suggestions import Machines, Suggestion

blueprint = Blueprint("suggestions", __name__)

KINDS = {
    Kind.CONTEXT: "The same sentence in the same place",
    Kind.EXACT: "The same sentence",
    Kind.ADJUSTED: "The same but for figures or links, which are put right",
    Kind.LIKE: "A similar sentence",
}


@blueprint.get(f"{SEGMENT}/suggestions")
@allow(Role.TRANSLATOR)
@Operation(Suggestions)
def of_segment(slug: str, locale: str, segment: str) -> Response:
    """What the memory knows, and which engine may be asked."""
    space = require(slug, locale)
    try:
        source, found = suggestions.matches(space, slug, locale, segment)
    except ConflictError:
        abort(404, LEFT)
    machine = _machines().machine(locale)
    return jsonify(
        matches=[_as_json(one, source=source) for one in found],
        machine={
            "engine": machine.engine,
            "sends_to": machine.sends_to,
            "gist": machine.gist,
            "reason": translated(machine.reason),
        },
        repeated=suggestions.repeated(space, locale, source),
        behind=space.index.behind,
    )


@blueprint.post(f"{SEGMENT}/suggestions/machine")
@allow(Role.TRANSLATOR)
@Operation(MachineTarget, body=Empty)
def of_machine(slug: str, locale: str, segment: str) -> Response:
    """Ask the engine of the settings, which may send the text elsewhere."""
    require(slug, locale)
    body(Empty)
    try:
        said = _machines().say(slug, locale, segment)
    except ConflictError:
        abort(404, LEFT)
    return jsonify(target=said.target, engine=said.engine, gist=said.gist)


def _machines() -> Machines:
    found = current_app.extensions.setdefault("passeur.machines", Machines(workspace()))
    assert isinstance(found, Machines)
    return found


def _as_json(one: Suggestion, *, source: str) -> Match:
    hit = one.hit
    return {
        "kind": one.kind.value,
        "words": _(KINDS[one.kind]),
        "score": one.score,
        "source": one.source,
        "target": one.target,
        "difference": difference(one.source, source) if one.source != source else [],
        "issue": hit.slug,
        "address": address(hit),
    }
