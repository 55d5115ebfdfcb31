"""What happened meanwhile: the versions of the segments, new comments, and who else is here."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from flask import Blueprint, Flask, current_app, jsonify
from werkzeug.wrappers import Response

from app.store.people import Role
from app.store.workspace import Workspace
from app.web.access import allow, person
from app.web.api import CATALOG
from app.web.bodies import form, query
from app.web.operations import Operation
from app.web.places import require
from app.web.schemas.requests import Since, Window
from app.web.schemas.segments import Changes
from app.workflow import comments, review
from app.workflow.presence import Presence, Visitor

WINDOW = re.compile(r"[0-9a-f]{16}")
SEGMENT = re.compile(r"[0-9a-f]{12}")
KEY = "passeur.presence"

blueprint = Blueprint("presence", __name__)


@blueprint.get(f"{CATALOG}/changes")
@allow(Role.TRANSLATOR)
@Operation(Changes, query=Since)
def changes(slug: str, locale: str) -> Response:
    """The version of source and catalog and, unless it is the one that is known, the versions of all segments.

    A window of the review screen names itself and the segment that is open in it: it is told of the other windows, and
    `comments`, which changes with them.
    """
    space, asked = require(slug, locale), query(Since)
    version = _version(space, slug, locale)
    around = _around(space, slug, locale, asked=asked)
    if asked.since == version:
        return jsonify(version=version, **around)
    rows = review.open_review(space, slug, locale).rows
    return jsonify(version=version, versions={row.segment.id: row.version for row in rows}, **around)


@blueprint.post(f"{CATALOG}/leave")
@allow(Role.TRANSLATOR)
@Operation(status=204, form=Window)
def leave(slug: str, locale: str) -> tuple[str, int]:
    """A window was closed, or shows another page."""
    require(slug, locale)
    _presence().left(form(Window).window, person=person().name)
    return "", 204


def install(app: Flask) -> None:
    app.extensions[KEY] = Presence()


def _around(space: Workspace, slug: str, locale: str, *, asked: Since) -> dict[str, Any]:
    window, segment = asked.window, asked.at
    if not WINDOW.fullmatch(window):
        return {}
    me = person().name
    visitor = Visitor(window, me, segment if SEGMENT.fullmatch(segment) else "")
    others = _presence().seen((slug, locale), visitor)
    here = [{"person": one.person, "segment": one.segment, "mine": one.person == me} for one in others]
    return {"here": here, "comments": comments.stamp(space, slug, locale)}


def _presence() -> Presence:
    found = current_app.extensions[KEY]
    assert isinstance(found, Presence)
    return found


def _version(space: Workspace, slug: str, locale: str) -> str:
    """Changes with the catalog, and with the source and what reviewers decided about it: segments come and go with
    them while the catalog stays as it is.

    Read before the rows are, so that what changes in between is seen at the next question.
    """
    catalog = space.catalogs.load(space.catalog_path(slug, locale)).version
    issue = f"{space.read_boundaries(slug)}\0{space.read_source(slug)}"
    return hashlib.sha256(f"{catalog}\0{issue}".encode()).hexdigest()[:16]
