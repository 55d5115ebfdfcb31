"""How words were said before: a page for all locales, and the same for the panel of the review screen."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template, request, url_for
from werkzeug.wrappers import Response

from app.store.index import Hit
from app.store.people import Role
from app.web.access import allow
from app.web.bodies import query
from app.web.operations import Operation
from app.web.places import require_locale, workspace
from app.web.schemas.panels import Concordance
from app.web.schemas.panels import Line as LineJson
from app.web.schemas.requests import Words
from app.workflow.concordance import Line, concordance

LONGEST = 400  # characters that are looked for

blueprint = Blueprint("concordance", __name__)


@blueprint.get("/concordance")
@allow(Role.TRANSLATOR)
def page() -> str:
    """`q` is what is looked for, `locale` one of the workspace or "" for all."""
    space = workspace()
    asked, locale = request.args.get("q", "")[:LONGEST], request.args.get("locale", "")
    known = locale if locale in space.config.locales else None
    found = concordance(space, asked, locale=known)
    return render_template(
        "concordance/page.html",
        asked=asked,
        locale=known or "",
        locales=space.config.locales,
        source_locale=space.config.source_locale,
        found=found,
        address=address,
    )


@blueprint.get("/api/v1/locales/<locale:locale>/concordance")
@allow(Role.TRANSLATOR)
@Operation(Concordance, query=Words)
def of_locale(locale: str) -> Response:
    """How words were said before: approved segments with them in source or target."""
    found = concordance(require_locale(locale), query(Words).q[:LONGEST], locale=locale)
    return jsonify(lines=[_as_json(line) for line in found.lines], more=found.more, behind=found.behind)


def address(hit: Hit) -> str:
    """Where a unit can be seen; "" for one that came from elsewhere."""
    return url_for("review.page", locale=hit.locale, slug=hit.slug, _anchor=hit.id) if hit.slug else ""


def _as_json(line: Line) -> LineJson:
    return {"source": line.source, "target": line.target, "issue": line.hit.slug, "address": address(line.hit)}
