"""The terms of a segment, for the panel of the review screen; and a term added from there."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, jsonify
from werkzeug.wrappers import Response

from app.core.glossary import Found
from app.core.model import Standing, Term
from app.errors import ConflictError
from app.store.people import Role
from app.web.access import allow
from app.web.api import LEFT, SEGMENT
from app.web.bodies import fields
from app.web.places import UNKNOWN_LOCALE, require, workspace
from app.workflow import glossary

TERM_FIELDS = frozenset({"source", "target"})

blueprint = Blueprint("terms", __name__)


@blueprint.get(f"{SEGMENT}/terms")
@allow(Role.TRANSLATOR)
def of_segment(slug: str, locale: str, segment: str) -> Response:
    """{runs, found}: the source in pieces of kind "text" or "term", and what the glossary says of each of these."""
    try:
        source, found = glossary.terms_of(require(slug, locale), slug, locale, segment)
    except ConflictError:
        abort(404, LEFT)
    return jsonify(runs=_runs(source, found), found=[_as_json(source, place) for place in found])


@blueprint.post("/api/v1/locales/<locale:locale>/terms")
@allow(Role.TRANSLATOR)
def add(locale: str) -> Response:
    """{source, target} and perhaps {note, status} -> the term."""
    space = workspace()
    if locale not in space.config.locales:
        abort(404, UNKNOWN_LOCALE)
    given = fields(TERM_FIELDS, optional=frozenset({"note", "status"}))
    status = given.get("status", Standing.APPROVED)
    if status not in list(Standing):
        abort(400, f"The status must be one of {', '.join(Standing)}.")
    wanted = Term(given["source"], given["target"], given.get("note", ""), Standing(status))
    return jsonify(_term(glossary.save(space, locale, wanted)))


def _runs(source: str, found: tuple[Found, ...]) -> list[tuple[str, str]]:
    runs, done = [], 0
    for place in found:
        runs += [("text", source[done : place.start]), ("term", source[place.start : place.end])]
        done = place.end
    return [run for run in [*runs, ("text", source[done:])] if run[1]]


def _as_json(source: str, place: Found) -> dict[str, Any]:
    return {"text": source[place.start : place.end], "terms": [_term(term) for term in place.terms]}


def _term(term: Term) -> dict[str, str]:
    return {"source": term.source, "target": term.target, "note": term.note, "status": term.status.value}
