"""What a request to the API carries: a JSON object with these fields and no others."""

from __future__ import annotations

from typing import Any

from flask import abort, request
from werkzeug.exceptions import BadRequest, HTTPException

WORDS = {str: "a string", int: "a whole number"}


def fields(required: frozenset[str], *, optional: frozenset[str] = frozenset(), kind: type = str) -> dict[str, Any]:
    """The fields of the body, every one of a `kind`; an optional one that is null is left out. 400 or 415 otherwise."""
    body = _body()
    if not isinstance(body, dict):
        abort(400, "The body must be a JSON object.")
    given = {name: value for name, value in body.items() if not (name in optional and value is None)}
    if not required <= given.keys() or not given.keys() <= required | optional:
        abort(400, f"The body must have exactly these fields: {', '.join(sorted(required))}.")
    if not all(type(value) is kind for value in given.values()):
        abort(400, f"Every field must be {WORDS[kind]}.")
    return given


def _body() -> Any:
    try:
        return request.get_json()
    except RecursionError:
        abort(400, "The body is nested too deeply.")
    except HTTPException as error:
        if isinstance(error, BadRequest):
            abort(400, "The body is not JSON.")
        raise
