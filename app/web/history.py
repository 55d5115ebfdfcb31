"""The history of a segment: its versions, what each changed, and how far it is from the draft."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest

from flask import Blueprint, abort, jsonify
from werkzeug.wrappers import Response

from app.errors import ConflictError
from app.store.activity import Kind, Snapshot
from app.store.people import Role
from app.web import words
from app.web.access import allow, person
from app.web.api import LEFT, SEGMENT
from app.web.difference import difference
from app.web.interface import _, when
from app.web.operations import Operation
from app.web.places import require
from app.web.schemas.panels import History, PastVersion
from app.wording import Message
from app.workflow import review
from app.workflow.versions import Past, Version, effort, past

DEEDS: Mapping[str, Message] = {
    Kind.APPROVE: Message("Approved"),
    Kind.SAVE: Message("Written"),
    Kind.SEND_BACK: Message("Sent back"),
    Kind.EMPTY: Message("Emptied"),
    Kind.UNDO: Message("Taken back"),
    Kind.REVERT: Message("Reverted"),
    Kind.FILL: Message("Filled in as an equal sentence"),
    Kind.DRAFT: Message("Drafted"),
    Kind.SETTLE: Message("Approved as it was in the same context before"),
    Kind.JOIN: Message("Joined"),
    Kind.PART: Message("Parted"),
    Kind.IMPORT: Message("Imported"),
    Kind.UPDATE: Message("Source changed"),
    Kind.EXPORT: Message("Exported"),
    Kind.ELSEWHERE: Message("Changed outside these screens"),
}

blueprint = Blueprint("history", __name__)


@blueprint.get(f"{SEGMENT}/history")
@allow(Role.TRANSLATOR)
@Operation(History)
def history(slug: str, locale: str, segment: str) -> Response:
    """The versions of a segment, the newest first; its draft, and how much of that was changed."""
    space = require(slug, locale)
    try:
        unit = review.row_of(space, slug, locale, segment=segment).unit
    except ConflictError:
        abort(404, LEFT)
    found = past(space, slug, locale, unit=unit)
    draft = found.draft
    return jsonify(
        versions=_versions(found, source=unit.source),
        draft=draft and {"target": draft.target, "engine": words.drafted_by(draft.origin)},
        effort=None if draft is None or not unit.target else effort(draft.target, unit.target),
    )


def _versions(found: Past, *, source: str) -> list[PastVersion]:
    older = found.versions[1:]
    return [
        _version(one, before=before, draft=found.draft, source=source)
        for one, before in zip_longest(found.versions, older)
    ]


def _version(version: Version, *, before: Version | None, draft: Snapshot | None, source: str) -> PastVersion:
    target = version.text.target
    is_draft = draft is not None and target == draft.target
    return {
        "deed": _(DEEDS[version.kind]),
        "person": named(version.person),
        "at": version.at,
        "when": when(version.at) if version.at else "",
        "target": target,
        "state": version.text.state,
        "engine": words.drafted_by(version.text.origin),
        "source": version.source if version.source != source else "",
        "difference": difference(before.text.target, target) if before else [("same", target)],
        "from_draft": [] if draft is None or is_draft else difference(draft.target, target),
        "effort": None if draft is None or not target else effort(draft.target, target),
    }


def named(person_name: str) -> str:
    """A person as the one who asks calls them."""
    return _("You") if person_name == person().name else person_name
