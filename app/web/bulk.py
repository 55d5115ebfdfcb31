"""Many segments saved at once: one request, one write of the catalog, one undo."""

from __future__ import annotations

import secrets

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from app.errors import ConflictError, PasseurError, UsageError
from app.store.people import Role
from app.web import problems
from app.web.access import allow, person
from app.web.api import SEGMENTS, as_json
from app.web.bodies import accepts, body
from app.web.operations import Operation
from app.web.places import require
from app.web.schemas.requests import SaveMany
from app.web.schemas.segments import ChangedElsewhere, LeftOut, SavedMany
from app.wording import Message
from app.workflow import review
from app.workflow.review import Row, Wish

BYTES = 20_000_000

blueprint = Blueprint("bulk", __name__)


@blueprint.post(f"{SEGMENTS}/bulk")
@allow(Role.TRANSLATOR)
@accepts(BYTES)
@Operation(SavedMany, body=SaveMany)
def save(slug: str, locale: str) -> Response:
    """Save many segments at once.

    `saved` are segments as they stand now, `left_out` those with errors against them, `conflicts` were changed since
    the version named.
    """
    space = require(slug, locale)
    wishes = [_wish(item.said()) for item in body(SaveMany).items]
    if len({wish.segment for wish in wishes}) < len(wishes):
        raise UsageError(Message("A segment stands twice among the items."))
    batch = secrets.token_hex(8)
    outcome = review.save_all(space, slug, locale, wishes, by=person().name, batch=batch)
    refused = outcome.refused.items()
    return jsonify(
        batch=batch,
        saved=[as_json(row) for row in outcome.saved],
        left_out=[_left_out(id, error) for id, error in refused if not isinstance(error, ConflictError)],
        conflicts=[_conflict(id, error) for id, error in refused if isinstance(error, ConflictError)],
    )


def _wish(item: dict[str, str]) -> Wish:
    return Wish(segment=item.pop("id"), **item)


def _left_out(id: str, error: PasseurError) -> LeftOut:
    problem = problems.as_json(problems.of_error(error))
    return {"id": id, "message": problem["message"], "reasons": problem["reasons"]}


def _conflict(id: str, error: ConflictError) -> ChangedElsewhere:
    current = as_json(error.current) if isinstance(error.current, Row) else None
    return {"id": id, "message": problems.as_json(problems.of_error(error))["message"], "current": current}
