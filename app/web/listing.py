"""The API of issues: which there are, and how far each is in every locale."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, jsonify
from werkzeug.wrappers import Response

from app.store.people import Role
from app.web.access import allow, sees
from app.web.bodies import query
from app.web.operations import Operation
from app.web.places import require, require_locale, workspace
from app.web.schemas.issues import Issue, Issues, Status
from app.web.schemas.issues import Progress as ProgressJson
from app.web.schemas.requests import Chosen, Listing
from app.web.schemas.segments import Problem
from app.workflow.overview import PAGE, overview
from app.workflow.status import Progress, status
from app.workflow.titles import title_of

blueprint = Blueprint("listing", __name__)


@blueprint.get("/api/v1/issues")
@allow(Role.TRANSLATOR)
@Operation(Issues, query=Listing)
def issues() -> Response:
    """The issues, a page at a time.

    `order` is by name, the last or the first on top, or by how much is left. Of an issue that was not checked since it
    changed, `errors` and `warnings` are null; the status of that issue has them.
    """
    asked = query(Listing)
    shown = overview(workspace(), order=asked.order, page=asked.page)
    found = [_issue(line.slug, line.title, line.cells) for line in shown.lines]
    return jsonify(issues=found, page=shown.page, pages=shown.pages, total=shown.total)


@blueprint.get("/api/v1/issues/<slug:slug>")
@allow(Role.TRANSLATOR)
@Operation(Issue)
def issue(slug: str) -> Response:
    """One issue, checked in every locale."""
    space = require(slug)
    return jsonify(_issue(slug, title_of(space, slug), list(status(space, [slug], findings=True))))


@blueprint.get("/api/v1/status")
@allow(Role.TRANSLATOR)
@Operation(Status, query=Chosen, fails={404: Problem})
def progress() -> Response:
    """How far issues are, checked, as `passeur status --json` says it; a page at a time.

    `issue` and `locale` may be given several times; all are meant where none is.
    """
    space, asked = workspace(), query(Chosen)
    for slug in asked.issue:
        require(slug)
    for locale in asked.locale:
        require_locale(locale)
        if not sees(locale):
            abort(404)
    slugs = asked.issue or space.slugs()
    pages = max(1, -(-len(slugs) // PAGE))
    page = min(asked.page, pages)
    shown = slugs[(page - 1) * PAGE : page * PAGE]
    locales = asked.locale or [locale for locale in space.config.locales if sees(locale)]
    found = status(space, shown, locales, findings=True)
    return jsonify(issues=[_progress(one) for one in found], page=page, pages=pages, total=len(slugs))


def _issue(slug: str, title: str, cells: Sequence[Progress]) -> Issue:
    return {"issue": slug, "title": title, "locales": [_progress(one) for one in cells if sees(one.locale)]}


def _progress(one: Progress) -> ProgressJson:
    shape: ProgressJson = {
        "issue": one.issue,
        "locale": one.locale,
        "segments": one.segments,
        "words": one.words,
        "empty": one.empty,
        "draft": one.draft,
        "stale": one.stale,
        "needs_work": one.needs_work,
        "approved": one.approved,
        "errors": one.errors,
        "warnings": one.warnings,
    }
    return {**shape, "problem": one.problem} if one.problem else shape
