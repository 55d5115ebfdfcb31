"""The two routes that need no session: is the server alive, and the tab's icon."""

from __future__ import annotations

from flask import Blueprint, current_app
from werkzeug.wrappers import Response

blueprint = Blueprint("public", __name__)


@blueprint.get("/healthz")
def healthz() -> dict[str, str]:
    return {"status": "ok"}


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    return current_app.send_static_file("favicon.svg")
