"""The API: the segments of an issue in one locale, for our own pages and for scripts.

Scripts send `Authorization: Bearer <token>`; pages their session and an X-CSRF-Token. Failures are JSON too
(`web.problems`). A save names the version it was made against; an older one gets 409 with the current segment.
"""

from __future__ import annotations

from flask import Blueprint, abort, jsonify
from werkzeug.wrappers import Response

from app.core.model import Finding
from app.errors import ConflictError
from app.store.people import Role
from app.web import kinds, problems, words
from app.web.access import allow, person
from app.web.bodies import body
from app.web.difference import difference
from app.web.interface import translated
from app.web.operations import Operation
from app.web.places import require
from app.web.runs import runs
from app.web.schemas.requests import Save, Target
from app.web.schemas.segments import Conflict, Findings, Preview, Segment
from app.web.schemas.segments import Finding as FindingJson
from app.wording import Message
from app.workflow import review
from app.workflow.review import Row

SEGMENTS = "/api/v1/issues/<slug:slug>/locales/<locale:locale>/segments"
SEGMENT = f"{SEGMENTS}/<segment:segment>"
CATALOG = "/api/v1/issues/<slug:slug>/locales/<locale:locale>"

LEFT = Message("There is no segment with this id in the issue: its source may have changed.")

blueprint = Blueprint("api", __name__)


@blueprint.get(SEGMENTS)
@allow(Role.TRANSLATOR)
@Operation(list[Segment])
def segments(slug: str, locale: str) -> Response:
    """Every segment in document order."""
    rows = review.open_review(require(slug, locale), slug, locale).rows
    return jsonify([as_json(row) for row in rows])


@blueprint.get(SEGMENT)
@allow(Role.TRANSLATOR)
@Operation(Segment)
def segment(slug: str, locale: str, segment: str) -> Response:
    """One segment."""
    try:
        return jsonify(as_json(review.row_of(require(slug, locale), slug, locale, segment=segment)))
    except ConflictError:
        abort(404, LEFT)


@blueprint.put(SEGMENT)
@allow(Role.TRANSLATOR)
@Operation(Segment, body=Save, fails={409: Conflict})
def save(slug: str, locale: str, segment: str) -> Response:
    """Save a segment.

    The version is the one that was read; when the segment changed since, nothing is saved and the answer is 409 with
    what is there now. An approval with errors against it is 422, unless `accept` says why they may pass.
    """
    space = require(slug, locale)
    given = body(Save).said()
    try:
        return jsonify(as_json(review.save(space, slug, locale, segment, **given, by=person().name)))
    except ConflictError as error:
        current = as_json(error.current) if isinstance(error.current, Row) else None
        return problems.respond(problems.of_error(error), current=current)


@blueprint.post(f"{SEGMENT}/check")
@allow(Role.TRANSLATOR)
@Operation(Findings, body=Target)
def check(slug: str, locale: str, segment: str) -> Response:
    """What the checks would say of a target; nothing is saved."""
    space = require(slug, locale)
    given = body(Target).said()
    try:
        found = review.try_target(space, slug, locale, segment, **given)
    except ConflictError:
        abort(404, LEFT)
    return jsonify(findings=[_finding(finding) for finding in found])


@blueprint.get(f"{CATALOG}/preview")
@allow(Role.TRANSLATOR)
@Operation(Preview)
def preview(slug: str, locale: str) -> Response:
    """The assembled issue as a page, gaps filled with drafts and sources."""
    return jsonify(html=review.preview(require(slug, locale), slug, locale))


def as_json(row: Row) -> Segment:
    """A segment as the API shows it; `display` is for our own screen: runs of text to set apart."""
    unit = row.unit
    stale = unit.previous_source is not None
    return {
        "id": row.segment.id,
        "source": unit.source,
        "target": unit.target,
        "state": unit.state,
        "version": row.version,
        "findings": [_finding(finding) for finding in row.findings],
        "previous_source": unit.previous_source,
        "origin": unit.origin,
        "note": kinds.note(row.segment.note),
        "line": row.segment.line,
        "places": row.places,
        "own": unit.context is not None,
        "display": {
            "target": runs(unit.target),
            "origin": words.made_from(row),
            "difference": difference(unit.previous_source or "", unit.source) if stale else [],
        },
    }


def _finding(finding: Finding) -> FindingJson:
    return {
        "check": finding.check,
        "severity": finding.severity,
        "message": translated(finding.message),
        "source_span": finding.source_span,
        "target_span": finding.target_span,
        "suggestion": finding.suggestion,
        "final": finding.final,
        "reason": finding.reason,
        "person": finding.person,
    }
