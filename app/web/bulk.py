"""Many segments saved at once: one request, one write of the catalog, one undo."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, abort, jsonify
from werkzeug.wrappers import Response

from app.errors import ConflictError, PasseurError
from app.store.people import Role
from app.web import problems
from app.web.access import allow, person
from app.web.api import SEGMENTS, as_json
from app.web.bodies import accepts, fields
from app.web.interface import _
from app.web.places import require
from app.wording import Message
from app.workflow import review
from app.workflow.review import Row, Wish

MOST = 2_000  # segments at once
BYTES = 20_000_000

REQUIRED = frozenset({"id", "state", "version"})
OPTIONAL = frozenset({"target", "origin", "previous_source", "accept"})
SHAPE = Message("Each item must be an object with id, state and version, all of them strings.")

blueprint = Blueprint("bulk", __name__)


@blueprint.post(f"{SEGMENTS}/bulk")
@allow(Role.TRANSLATOR)
@accepts(BYTES)
def save(slug: str, locale: str) -> Response:
    """{items: [{id, state, version}]} -> {batch, saved, left_out, conflicts}.

    An item may add what a save of one segment may; without `target` the one that is there stays. `saved` are segments
    as they stand now; `left_out` are those with errors against them, {id, message, reasons}; `conflicts` were changed
    since the version named, {id, message, current}.
    """
    space = require(slug, locale)
    wishes = _wishes(fields(frozenset({"items"}), kind=list)["items"])
    batch = secrets.token_hex(8)
    outcome = review.save_all(space, slug, locale, wishes, by=person().name, batch=batch)
    refused = outcome.refused.items()
    return jsonify(
        batch=batch,
        saved=[as_json(row) for row in outcome.saved],
        left_out=[_left_out(id, error) for id, error in refused if not isinstance(error, ConflictError)],
        conflicts=[_conflict(id, error) for id, error in refused if isinstance(error, ConflictError)],
    )


def _wishes(items: list[Any]) -> list[Wish]:
    if not items or len(items) > MOST:
        abort(400, _("There must be 1 to {number} items.", number=MOST))
    if not all(isinstance(item, dict) for item in items):
        abort(400, SHAPE)
    wishes = [_wish({name: value for name, value in item.items() if value is not None}) for item in items]
    if len({wish.segment for wish in wishes}) < len(wishes):
        abort(400, _("A segment stands twice among the items."))
    return wishes


def _wish(item: dict[str, Any]) -> Wish:
    whole = REQUIRED <= item.keys() <= REQUIRED | OPTIONAL
    if not whole or not all(isinstance(value, str) for value in item.values()):
        abort(400, SHAPE)
    return Wish(segment=item.pop("id"), **item)


def _left_out(id: str, error: PasseurError) -> dict[str, Any]:
    problem = problems.as_json(problems.of_error(error))
    return {"id": id, "message": problem["message"], "reasons": problem["reasons"]}


def _conflict(id: str, error: ConflictError) -> dict[str, Any]:
    current = as_json(error.current) if isinstance(error.current, Row) else None
    return {"id": id, "message": problems.as_json(problems.of_error(error))["message"], "current": current}
