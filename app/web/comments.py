"""The API of comments: what people say about a segment, kept as plain text and shown as such."""

from __future__ import annotations

from flask import Blueprint, abort, jsonify
from werkzeug.wrappers import Response

from app.store.comments import Comment
from app.store.people import Role
from app.store.workspace import Workspace
from app.web.access import allow, person
from app.web.api import CATALOG, SEGMENT
from app.web.bodies import body
from app.web.interface import _, when
from app.web.operations import Operation
from app.web.places import require
from app.web.schemas.panels import Comment as CommentJson
from app.web.schemas.panels import OpenComments, SegmentComments
from app.web.schemas.requests import Say, Settle
from app.web.schemas.segments import Problem
from app.workflow import comments

COMMENT = f"{CATALOG}/comments/<number:number>"
OFFERED = 12  # names
STATES = {"settled": comments.settle, "open": comments.reopen}

blueprint = Blueprint("comments", __name__)


@blueprint.get(f"{CATALOG}/comments")
@allow(Role.TRANSLATOR)
@Operation(OpenComments)
def of_catalog(slug: str, locale: str) -> Response:
    """How many comments are open by segment, and those about texts that have left the issue.

    `stamp` is what the question about changes calls `comments`.
    """
    space = require(slug, locale)
    stamp = comments.stamp(space, slug, locale)  # first: what comes in between is seen at the next question
    found = comments.comments_of(space, slug, locale)
    return jsonify(open=found.open, left=_as_json(space, found.left), stamp=stamp)


@blueprint.get(f"{SEGMENT}/comments")
@allow(Role.TRANSLATOR)
@Operation(SegmentComments)
def of_segment(slug: str, locale: str, segment: str) -> Response:
    """The comments about a segment, and about a text that it took the place of; some names that can be mentioned."""
    space = require(slug, locale)
    found = comments.comments_of(space, slug, locale)
    return jsonify(
        comments=_as_json(space, found.of.get(segment, ())),
        earlier=_as_json(space, found.earlier.get(segment, ())),
        names=[name for name in comments.people(space) if name != person().name][:OFFERED],
    )


@blueprint.post(f"{SEGMENT}/comments")
@allow(Role.TRANSLATOR)
@Operation(CommentJson, status=201, body=Say, fails={409: Problem})
def add(slug: str, locale: str, segment: str) -> Response:
    """Comment on a segment."""
    space = require(slug, locale)
    made = comments.add(space, slug, locale, segment, person=person().name, **body(Say).said())
    response = jsonify(_as_json(space, (made,))[0])
    response.status_code = 201
    return response


@blueprint.put(COMMENT)
@allow(Role.TRANSLATOR)
@Operation(CommentJson, body=Settle)
def settle(slug: str, locale: str, number: int) -> Response:
    """Settle a comment, or open it again."""
    space = require(slug, locale)
    comment = _found(space, slug, locale, number=number)
    STATES[body(Settle).state](space, comment)
    return jsonify(_as_json(space, (_found(space, slug, locale, number=number),))[0])


@blueprint.delete(COMMENT)
@allow(Role.TRANSLATOR)
@Operation(status=204)
def remove(slug: str, locale: str, number: int) -> tuple[str, int]:
    """Delete a comment that you wrote yourself."""
    space = require(slug, locale)
    comment = _found(space, slug, locale, number=number)
    if comment.person != person().name:
        abort(403, _("Only who wrote a comment can delete it."))
    comments.remove(space, comment)
    return "", 204


def _found(space: Workspace, slug: str, locale: str, *, number: int) -> Comment:
    found = comments.find(space, slug, locale, number=number)
    if found is None:
        abort(404, _("This comment was deleted, or it is about another issue."))
    return found


def _as_json(space: Workspace, ones: tuple[Comment, ...]) -> list[CommentJson]:
    """Each with `pieces`, runs of text and mentions for our own screen, and whether it is `mine`."""
    names = comments.people(space) if ones else []
    me = person().name
    return [
        {
            "id": one.id,
            "person": one.person,
            "at": one.at,
            "when": when(one.at),
            "text": one.text,
            "pieces": comments.mentions(one.text, names),
            "settled": one.settled is not None,
            "mine": one.person == me,
            "segment": one.segment,
            "source": one.source,
        }
        for one in ones
    ]
