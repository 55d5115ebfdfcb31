"""The API of comments: what people say about a segment, kept as plain text and shown as such."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, jsonify
from werkzeug.wrappers import Response

from app.store.comments import Comment
from app.store.people import Role
from app.store.workspace import Workspace
from app.web.access import allow, person
from app.web.api import CATALOG, SEGMENT
from app.web.bodies import fields
from app.web.interface import _, when
from app.web.places import require
from app.workflow import comments

COMMENT = f"{CATALOG}/comments/<int(max=2147483647):number>"
OFFERED = 12  # names
STATES = {"settled": comments.settle, "open": comments.reopen}

blueprint = Blueprint("comments", __name__)


@blueprint.get(f"{CATALOG}/comments")
@allow(Role.TRANSLATOR)
def of_catalog(slug: str, locale: str) -> Response:
    """{open: how many are not settled by segment id, left: comments about texts that have left the issue, stamp: what
    the question about changes calls {comments}}."""
    space = require(slug, locale)
    stamp = comments.stamp(space, slug, locale)  # first: what comes in between is seen at the next question
    found = comments.comments_of(space, slug, locale)
    return jsonify(open=found.open, left=_as_json(space, found.left), stamp=stamp)


@blueprint.get(f"{SEGMENT}/comments")
@allow(Role.TRANSLATOR)
def of_segment(slug: str, locale: str, segment: str) -> Response:
    """{comments, earlier: about a text that the segment took the place of, names: some who can be mentioned}."""
    space = require(slug, locale)
    found = comments.comments_of(space, slug, locale)
    return jsonify(
        comments=_as_json(space, found.of.get(segment, ())),
        earlier=_as_json(space, found.earlier.get(segment, ())),
        names=[name for name in comments.people(space) if name != person().name][:OFFERED],
    )


@blueprint.post(f"{SEGMENT}/comments")
@allow(Role.TRANSLATOR)
def add(slug: str, locale: str, segment: str) -> Response:
    """{text} -> 201 and the comment."""
    space = require(slug, locale)
    made = comments.add(space, slug, locale, segment, person=person().name, **fields(frozenset({"text"})))
    response = jsonify(_as_json(space, (made,))[0])
    response.status_code = 201
    return response


@blueprint.put(COMMENT)
@allow(Role.TRANSLATOR)
def settle(slug: str, locale: str, number: int) -> Response:
    """{state}, "settled" or "open" -> the comment."""
    space = require(slug, locale)
    comment = _found(space, slug, locale, number=number)
    deed = STATES.get(fields(frozenset({"state"}))["state"])
    if deed is None:
        abort(400, _("A comment is either settled or open."))
    deed(space, comment)
    return jsonify(_as_json(space, (_found(space, slug, locale, number=number),))[0])


@blueprint.delete(COMMENT)
@allow(Role.TRANSLATOR)
def remove(slug: str, locale: str, number: int) -> tuple[str, int]:
    """Only what one wrote oneself."""
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


def _as_json(space: Workspace, ones: tuple[Comment, ...]) -> list[dict[str, Any]]:
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
