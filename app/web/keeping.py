"""What somebody types is kept for them before it is saved."""

from __future__ import annotations

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from app.store.people import Role
from app.web.access import allow, person
from app.web.api import CATALOG, SEGMENT
from app.web.bodies import body
from app.web.operations import Operation
from app.web.places import require
from app.web.schemas.requests import Keep
from app.web.schemas.segments import Done, Kept
from app.workflow import review

blueprint = Blueprint("keeping", __name__)


@blueprint.get(f"{CATALOG}/kept")
@allow(Role.TRANSLATOR)
@Operation(Kept)
def texts(slug: str, locale: str) -> Response:
    """What you typed and never saved; nobody else is shown it."""
    found = review.kept_by(require(slug, locale), slug, locale, person=person().name)
    return jsonify(kept=[{"id": one.segment, "target": one.target, "version": one.version} for one in found])


@blueprint.put(f"{SEGMENT}/kept")
@allow(Role.TRANSLATOR)
@Operation(Done, body=Keep)
def keep(slug: str, locale: str, segment: str) -> Response:
    """Keep a text that is still being typed; the segment stays as it is."""
    space = require(slug, locale)
    review.keep(space, slug, locale, segment, **body(Keep).said(), by=person().name)
    return jsonify({})


@blueprint.delete(f"{SEGMENT}/kept")
@allow(Role.TRANSLATOR)
@Operation(Done)
def throw_away(slug: str, locale: str, segment: str) -> Response:
    """Keep it no longer: it was saved, or is not wanted."""
    review.throw_away(require(slug, locale), slug, locale, segment, by=person().name)
    return jsonify({})
