"""Answers that are files: saved by the browser, and nothing in them runs."""

from __future__ import annotations

from flask import current_app
from werkzeug.wrappers import Response

from app.web import headers


def attachment(data: bytes, name: str, *, media_type: str) -> Response:
    """A download of that name."""
    response = current_app.response_class(data, content_type=media_type)
    # Werkzeug quotes and encodes the name after RFC 6266.
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = headers.DOWNLOAD_POLICY
    return response
