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
from app.web.bodies import fields
from app.web.interface import translated
from app.web.places import require
from app.workflow import boundaries
from app.workflow.boundaries import Redrawn
from app.workflow.update import Updated

SEGMENT = "/api/v1/issues/<slug:slug>/segments/<segment:segment>"

blueprint = Blueprint("boundaries", __name__)


@blueprint.get(f"{SEGMENT}/places")
@allow(Role.TRANSLATOR)
def places(slug: str, segment: str) -> Response:
    """{source, offsets, joined, following}: offsets of the source where it can be parted, those of them where it was
    joined, and {id, source} of the segment that it can be joined with, or null.
    """
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
def join(slug: str, segment: str) -> Response:
    """{following}, the id of the next segment -> what `as_json` says."""
    space = require(slug)
    given = fields(frozenset({"following"}))
    return jsonify(as_json(boundaries.join(space, slug, segment, **given, by=person().name)))


@blueprint.post(f"{SEGMENT}/part")
@allow(Role.TRANSLATOR)
def part(slug: str, segment: str) -> Response:
    """{offset} of the segment's source -> what `as_json` says."""
    space = require(slug)
    given = fields(frozenset({"offset"}), kind=int)
    return jsonify(as_json(boundaries.part(space, slug, segment, **given, by=person().name)))


def as_json(redrawn: Redrawn) -> dict[str, object]:
    """{segments: ids of what stands there now, offset: where they meet or met, locales: [{locale, name, problem}]}."""
    return {
        "segments": [segment.id for segment in redrawn.segments],
        "offset": redrawn.offset,
        "locales": [_followed(done) for done in redrawn.locales],
    }


def _followed(done: Updated) -> dict[str, str]:
    return {"locale": done.locale, "name": words.locale_words(done.locale).name, "problem": translated(done.problem)}
