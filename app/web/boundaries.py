"""The API for where segments end: ask for the places, join two, part one; for every locale of the issue at once.

A segment's id is made of its source, so one that names a text which has moved meanwhile gets 409.
"""

from __future__ import annotations

from flask import Blueprint, abort, jsonify
from werkzeug.wrappers import Response

from app.errors import ConflictError
from app.store.people import Role
from app.web import words
from app.web.access import allow, person
from app.web.api import LEFT
from app.web.bodies import body
from app.web.interface import translated
from app.web.operations import Operation
from app.web.places import require
from app.web.schemas import segments as shapes
from app.web.schemas.requests import Join, Part
from app.workflow import boundaries
from app.workflow.boundaries import Redrawn
from app.workflow.update import Updated

SEGMENT = "/api/v1/issues/<slug:slug>/segments/<segment:segment>"

blueprint = Blueprint("boundaries", __name__)


@blueprint.get(f"{SEGMENT}/places")
@allow(Role.TRANSLATOR)
@Operation(shapes.Boundaries)
def places(slug: str, segment: str) -> Response:
    """Where a segment can be parted, where it was joined, and what it can be joined with."""
    space = require(slug)
    try:
        found = boundaries.places(space, slug, segment)
    except ConflictError:
        abort(404, LEFT)
    following = found.following
    return jsonify(
        source=found.segment.source,
        offsets=found.offsets,
        joined=found.joined,
        following=following and {"id": following.id, "source": following.source},
    )


@blueprint.post(f"{SEGMENT}/join")
@allow(Role.TRANSLATOR)
@Operation(shapes.Redrawn, body=Join, fails={409: shapes.Problem})
def join(slug: str, segment: str) -> Response:
    """Join a segment with the next, in every locale."""
    space = require(slug)
    given = body(Join).said()
    return jsonify(as_json(boundaries.join(space, slug, segment, **given, by=person().name)))


@blueprint.post(f"{SEGMENT}/part")
@allow(Role.TRANSLATOR)
@Operation(shapes.Redrawn, body=Part, fails={409: shapes.Problem})
def part(slug: str, segment: str) -> Response:
    """Part a segment in two, in every locale."""
    space = require(slug)
    given = body(Part).said()
    return jsonify(as_json(boundaries.part(space, slug, segment, **given, by=person().name)))


def as_json(redrawn: Redrawn) -> shapes.Redrawn:
    """What stands there now."""
    return {
        "segments": [segment.id for segment in redrawn.segments],
        "offset": redrawn.offset,
        "locales": [_followed(done) for done in redrawn.locales],
    }


def _followed(done: Updated) -> shapes.Followed:
    return {"locale": done.locale, "name": words.locale_words(done.locale).name, "problem": translated(done.problem)}
