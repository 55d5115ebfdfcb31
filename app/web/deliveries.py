"""The API of exports: an issue in a locale as a file, and which were taken before."""

from __future__ import annotations

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from app.core.model import Fallback
from app.exporters import EXPORTERS
from app.store.activity import Entry
from app.store.people import Role
from app.web.access import allow, person, sees
from app.web.api import CATALOG
from app.web.bodies import body
from app.web.files import attachment
from app.web.operations import Operation
from app.web.places import require
from app.web.schemas import requests
from app.web.schemas.issues import Export, Exports
from app.workflow import downloads
from app.workflow.downloads import Order

MEDIA_TYPES = {exporter.media_type for exporters in EXPORTERS.values() for exporter in exporters.values()}

blueprint = Blueprint("deliveries", __name__)


@blueprint.get("/api/v1/issues/<slug:slug>/exports")
@allow(Role.TRANSLATOR)
@Operation(Exports)
def past(slug: str) -> Response:
    """The last exports of an issue that people and scripts took, the newest first."""
    taken = downloads.past(require(slug), slug)
    return jsonify(exports=[_as_json(one) for one in taken if sees(one.locale)])


@blueprint.post(f"{CATALOG}/exports")
@allow(Role.EDITOR)
@Operation(files=tuple(sorted(MEDIA_TYPES)), body=requests.Order)
def take(slug: str, locale: str) -> Response:
    """Export an issue in a locale: the answer is the file.

    422 lists in `reasons` what stands in the way. `fallback` fills gaps with drafts or with the source; a `reason` lets
    errors that checks found pass, and is kept with the export.
    """
    space, asked = require(slug, locale), body(requests.Order)
    order = Order(asked.format or "", asked.fallback, asked.reason or "")
    made = downloads.take(space, slug, locale, order, person=person().name)
    return attachment(made.data, made.name, media_type=made.media_type)


def _as_json(entry: Entry) -> Export:
    return {
        "person": entry.person,
        "at": entry.at,
        "locale": entry.locale,
        "format": entry.facts["format"],
        "fallback": Fallback(entry.facts["fallback"]),
        "sha256": entry.facts["sha256"],
        "reason": entry.facts["reason"],
    }
