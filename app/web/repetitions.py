"""The places of a sentence that stands in several: one is let differ, or is as the others again."""

from __future__ import annotations

from flask import Blueprint, abort, jsonify
from werkzeug.wrappers import Response

from app.errors import ConflictError
from app.store.people import Role
from app.web import problems
from app.web.access import allow, person
from app.web.api import LEFT, SEGMENT, as_json
from app.web.bodies import body
from app.web.kinds import note
from app.web.operations import Operation
from app.web.places import require
from app.web.schemas.requests import Apart, Together
from app.web.schemas.segments import Conflict, Repetitions, Segment
from app.workflow import review
from app.workflow.review import Row

blueprint = Blueprint("repetitions", __name__)


@blueprint.get(f"{SEGMENT}/repetitions")
@allow(Role.TRANSLATOR)
@Operation(Repetitions)
def places(slug: str, locale: str, segment: str) -> Response:
    """Where the sentence stands. `own`: that place has a unit for itself."""
    try:
        found = review.places_of(require(slug, locale), slug, locale, segment)
    except ConflictError:
        abort(404, LEFT)
    return jsonify(
        places=[
            {"id": one.id, "line": one.segment.line, "note": note(one.segment.note), "own": one.own} for one in found
        ]
    )


@blueprint.post(f"{SEGMENT}/apart")
@allow(Role.TRANSLATOR)
@Operation(Segment, body=Apart, fails={409: Conflict})
def apart(slug: str, locale: str, segment: str) -> Response:
    """Let one place of a sentence differ; it begins as the others are."""
    space = require(slug, locale)
    given = body(Apart).said()
    try:
        return jsonify(as_json(review.apart(space, slug, locale, segment, **given)))
    except ConflictError as error:
        return _conflict(error)


@blueprint.post(f"{SEGMENT}/together")
@allow(Role.TRANSLATOR)
@Operation(Segment, body=Together, fails={409: Conflict})
def together(slug: str, locale: str, segment: str) -> Response:
    """Let a place that differed be as the others again; the answer is the segment of all places."""
    space = require(slug, locale)
    given = body(Together).said()
    try:
        return jsonify(as_json(review.together(space, slug, locale, segment, **given, by=person().name)))
    except ConflictError as error:
        return _conflict(error)


def _conflict(error: ConflictError) -> Response:
    current = as_json(error.current) if isinstance(error.current, Row) else None
    return problems.respond(problems.of_error(error), current=current)
