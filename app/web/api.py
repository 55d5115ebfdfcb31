"""The API: the segments of an issue in one locale, for our own pages and for scripts.

Scripts send `Authorization: Bearer <token>`; pages their session and an X-CSRF-Token. Failures are JSON too
(`web.problems`). A save names the version it was made against; an older one gets 409 with the current segment.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, jsonify
from werkzeug.wrappers import Response

from app.core.model import Finding
from app.errors import ConflictError
from app.store.people import Role
from app.web import kinds, problems, words
from app.web.access import allow, person
from app.web.bodies import fields
from app.web.difference import difference
from app.web.interface import translated
from app.web.places import require
from app.web.runs import runs
from app.wording import Message
from app.workflow import review
from app.workflow.review import Row

SEGMENTS = "/api/v1/issues/<slug:slug>/locales/<locale:locale>/segments"
SEGMENT = f"{SEGMENTS}/<segment:segment>"
CATALOG = "/api/v1/issues/<slug:slug>/locales/<locale:locale>"

SAVE_FIELDS = frozenset({"target", "state", "version"})
FURTHER_FIELDS = frozenset({"origin", "previous_source", "accept"})
LEFT = Message("There is no segment with this id in the issue: its source may have changed.")

blueprint = Blueprint("api", __name__)


@blueprint.get(SEGMENTS)
@allow(Role.TRANSLATOR)
def segments(slug: str, locale: str) -> Response:
    """Every segment in document order."""
    rows = review.open_review(require(slug, locale), slug, locale).rows
    return jsonify([as_json(row) for row in rows])


@blueprint.get(SEGMENT)
@allow(Role.TRANSLATOR)
def segment(slug: str, locale: str, segment: str) -> Response:
    try:
        return jsonify(as_json(review.row_of(require(slug, locale), slug, locale, segment=segment)))
    except ConflictError:
        abort(404, LEFT)


@blueprint.put(SEGMENT)
@allow(Role.TRANSLATOR)
def save(slug: str, locale: str, segment: str) -> Response:
    """{target, state, version} -> the segment.

    An undo may add {origin, previous_source}, an approval {accept}: the reason for which its errors are let pass.
    """
    space = require(slug, locale)
    given = fields(SAVE_FIELDS, optional=FURTHER_FIELDS)
    try:
        return jsonify(as_json(review.save(space, slug, locale, segment, **given, by=person().name)))
    except ConflictError as error:
        current = as_json(error.current) if isinstance(error.current, Row) else None
        return problems.respond(problems.of_error(error), current=current)


@blueprint.post(f"{SEGMENT}/check")
@allow(Role.TRANSLATOR)
def check(slug: str, locale: str, segment: str) -> Response:
    """{target} -> {findings}: what the checks would say; nothing is saved."""
    space = require(slug, locale)
    given = fields(frozenset({"target"}))
    try:
        found = review.try_target(space, slug, locale, segment, **given)
    except ConflictError:
        abort(404, LEFT)
    return jsonify(findings=[_finding(finding) for finding in found])


@blueprint.get(f"{CATALOG}/preview")
@allow(Role.TRANSLATOR)
def preview(slug: str, locale: str) -> Response:
    """{html}: the assembled issue as a page, gaps filled with drafts and sources."""
    return jsonify(html=review.preview(require(slug, locale), slug, locale))


def as_json(row: Row) -> dict[str, Any]:
    """A segment as the API shows it; `display` is for our own screen: runs of text to set apart."""
    unit = row.unit
    stale = unit.previous_source is not None
    return {
        "id": row.segment.id,
        "source": unit.source,
        "target": unit.target,
        "state": unit.state.value,
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


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "message": translated(finding.message),
        "source_span": finding.source_span,
        "target_span": finding.target_span,
        "suggestion": finding.suggestion,
        "final": finding.final,
        "reason": finding.reason,
        "person": finding.person,
    }
