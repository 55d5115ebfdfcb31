"""What the review screen suggests for a segment: matches of the memory, and a machine's word when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, current_app, jsonify
from werkzeug.wrappers import Response

from app.errors import ConflictError
from app.store.people import Role
from app.web.access import allow
from app.web.api import CATALOG, LEFT, SEGMENT
from app.web.bodies import body
from app.web.concordance import address
from app.web.difference import difference
from app.web.interface import _, _n, translated
from app.web.operations import Operation
from app.web.places import require, workspace
from app.web.schemas.panels import Engines, MachineTarget, Match, Suggestions
from app.web.schemas.panels import Machine as MachineShape
from app.web.schemas.requests import Ask
from app.wording import Message
from app.workflow import suggestions
from app.workflow.machines import Machine, Machines
from app.workflow.recall import Kind
from app.workflow.suggestions import Suggestion

blueprint = Blueprint("suggestions", __name__)

KINDS: Mapping[Kind, Message] = {
    Kind.CONTEXT: Message("The same sentence in the same place"),
    Kind.EXACT: Message("The same sentence"),
    Kind.ADJUSTED: Message("The same but for figures or links, which are put right"),
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
    return jsonify(
        matches=[_as_json(one, source=source) for one in found],
        machine=_machine(_machines().machine(locale)),
        repeated=suggestions.repeated(space, locale, source),
        behind=space.index.behind,
    )


@blueprint.post(f"{SEGMENT}/suggestions/machine")
@allow(Role.TRANSLATOR)
@Operation(MachineTarget, body=Ask)
def of_machine(slug: str, locale: str, segment: str) -> Response:
    """Ask an engine, which may send the text elsewhere: that of the settings unless one is named."""
    require(slug, locale)
    asked = body(Ask)
    try:
        said = _machines().say(slug, locale, segment, engine=asked.engine)
    except ConflictError:
        abort(404, LEFT)
    return jsonify(target=said.target, engine=said.engine, gist=said.gist, unknown=list(said.unknown))


@blueprint.get(f"{CATALOG}/engines")
@allow(Role.TRANSLATOR)
@Operation(Engines)
def further(slug: str, locale: str) -> Response:
    """The engines that may be asked beside that of the settings, and where each would send the text."""
    require(slug, locale)
    return jsonify(engines=[_machine(one) for one in _machines().others(locale)])


def _machine(one: Machine) -> MachineShape:
    return {
        "engine": one.engine,
        "sends_to": one.sends_to,
        "gist": one.gist,
        "reason": translated(one.reason),
    }


def _machines() -> Machines:
    found = current_app.extensions.setdefault("passeur.machines", Machines(workspace()))
    assert isinstance(found, Machines)
    return found


def _in_words(one: Suggestion) -> str:
    """How a match stands to the segment, and what differs."""
    if one.kind in KINDS:
        return translated(KINDS[one.kind])
    if one.figures:
        return _("The same but for figures or links: put them right")
    if not one.less and not one.more:
        return _("The same words, with other signs or marks")
    if not one.less:
        return _n("This sentence has {number} word more", "This sentence has {number} words more", one.more)
    if not one.more:
        return _n("This sentence has {number} word less", "This sentence has {number} words less", one.less)
    return _n("{number} word differs", "{number} words differ", max(one.less, one.more))


def _as_json(one: Suggestion, *, source: str) -> Match:
    hit = one.hit
    return {
        "kind": one.kind.value,
        "words": _in_words(one),
        "score": one.score,
        "source": one.source,
        "target": one.target,
        "difference": difference(one.source, source) if one.source != source else [],
        "issue": hit.slug,
        "address": address(hit),
    }
