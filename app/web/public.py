"""The two routes that need no session: is the server alive, and the tab's icon."""

from __future__ import annotations

from flask import Blueprint, current_app
from werkzeug.wrappers import Response

from app.web.access import ANYBODY, allow

blueprint = Blueprint("public", __name__)


@blueprint.get("/healthz")
@allow(ANYBODY)
def healthz() -> dict[str, str]:
    return {"status": "ok"}


@blueprint.get("/favicon.ico")
@allow(ANYBODY)
def favicon() -> Response:
    return current_app.send_static_file("favicon.svg")
