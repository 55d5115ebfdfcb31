"""What a request carries: how much a view takes, and for the API a JSON object with these fields and no others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from werkzeug.exceptions import BadRequest, HTTPException

from app.web.interface import _
from app.wording import Message

View = TypeVar("View", bound=Callable[..., Any])

KINDS = {
    str: Message("Every field must be a string."),
    int: Message("Every field must be a whole number."),
    list: Message("Every field must be a list."),
    dict: Message("Every field must be an object."),
}


def accepts(most: int) -> Callable[[View], View]:
    """Declare that a view takes bodies of up to `most` bytes, more than the others."""

    def declare(view: View) -> View:
        view.body_limit = most  # type: ignore[attr-defined]
        return view

    return declare


def install(app: Flask) -> None:
    """Before anything is read: what a body may have, as its view declares."""

    def limit() -> None:
        most = getattr(current_app.view_functions.get(request.endpoint or ""), "body_limit", None)
        if most:
            request.max_content_length = most

    app.before_request(limit)


def fields(required: frozenset[str], *, optional: frozenset[str] = frozenset(), kind: type = str) -> dict[str, Any]:
    """The fields of the body, every one of a `kind`; an optional one that is null is left out. 400 or 415 otherwise."""
    body = _body()
    if not isinstance(body, dict):
        abort(400, _("The body must be a JSON object."))
    given = {name: value for name, value in body.items() if not (name in optional and value is None)}
    if not required <= given.keys() or not given.keys() <= required | optional:
        names = ", ".join(sorted(required))
        abort(400, _("The body must have exactly these fields: {names}.", names=names))
    if not all(type(value) is kind for value in given.values()):
        abort(400, KINDS[kind])
    return given


def _body() -> Any:
    try:
        return request.get_json()
    except RecursionError:
        abort(400, _("The body is nested too deeply."))
    except HTTPException as error:
        if isinstance(error, BadRequest):
            abort(400, _("The body is not JSON."))
        raise
