"""The terms of a segment, for the panel of the review screen; and a term added from there."""

from __future__ import annotations

from flask import Blueprint, abort, jsonify
from werkzeug.wrappers import Response

from app.core.glossary import Found
from app.core.model import Standing, Term
from app.errors import ConflictError
from app.store.people import Role
from app.web.access import allow
from app.web.api import LEFT, SEGMENT
from app.web.bodies import body
from app.web.operations import Operation
from app.web.places import require, require_locale
from app.web.schemas.panels import FoundTerm, Terms
from app.web.schemas.panels import Term as TermJson
from app.web.schemas.requests import NewTerm
from app.workflow import glossary

blueprint = Blueprint("terms", __name__)


@blueprint.get(f"{SEGMENT}/terms")
@allow(Role.TRANSLATOR)
@Operation(Terms)
def of_segment(slug: str, locale: str, segment: str) -> Response:
    """The source in runs of kind "text" or "term", and what the glossary says of each of these."""
    try:
        source, found = glossary.terms_of(require(slug, locale), slug, locale, segment)
    except ConflictError:
        abort(404, LEFT)
    return jsonify(runs=_runs(source, found), found=[_as_json(place) for place in found])


@blueprint.post("/api/v1/locales/<locale:locale>/terms")
@allow(Role.TRANSLATOR)
@Operation(TermJson, body=NewTerm)
def add(locale: str) -> Response:
    """Add a term to the glossary of a locale, or change it."""
    space = require_locale(locale)
    given = body(NewTerm)
    wanted = Term(given.source, given.target, given.note or "", given.status or Standing.APPROVED)
    return jsonify(_term(glossary.save(space, locale, wanted)))


def _runs(source: str, found: tuple[Found, ...]) -> list[tuple[str, str]]:
    runs, done = [], 0
    for place in found:
        runs += [("text", source[done : place.start]), ("term", source[place.start : place.end])]
        done = place.end
    return [run for run in [*runs, ("text", source[done:])] if run[1]]


def _as_json(place: Found) -> FoundTerm:
    return {"text": place.text, "terms": [_term(term) for term in place.terms]}


def _term(term: Term) -> TermJson:
    return {"source": term.source, "target": term.target, "note": term.note, "status": term.status}
