"""What a request carries: how much a view takes, and for the API what its shape says and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from flask import Flask, abort, current_app, request
from werkzeug.datastructures import MultiDict

from app.web.interface import _
from app.web.schemas.requests import Request

View = TypeVar("View", bound=Callable[..., Any])
Shape = TypeVar("Shape", bound=Request)


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


def body(shape: type[Shape]) -> Shape:
    """What the body says, which is JSON. 400 or 415 for anything else."""
    if not request.is_json:
        abort(415)
    try:
        return msgspec.json.decode(request.get_data(), type=shape)
    except RecursionError:
        abort(400, _("The body is nested too deeply."))
    except msgspec.ValidationError as error:
        abort(400, _("The body is not what this address takes: {problem}", problem=str(error)))
    except ValueError:  # no JSON, or no UTF-8
        abort(400, _("The body is not JSON."))


def query(shape: type[Shape]) -> Shape:
    """What the address says after its "?". 400 for anything else; of what is no list the last one counts."""
    try:
        return _converted(request.args, shape)
    except ValueError as error:
        abort(400, _("The address is not one that works: {problem}", problem=str(error)))


def form(shape: type[Shape]) -> Shape:
    """What the body says, which is a form. 400 for anything else; of what is no list the last one counts."""
    try:
        return _converted(request.form, shape)
    except ValueError as error:
        abort(400, _("The body is not what this address takes: {problem}", problem=str(error)))


def _converted(said: MultiDict[str, str], shape: type[Shape]) -> Shape:
    lists = {field.name for field in msgspec.structs.fields(shape) if field.default == ()}
    fields = {name: values if name in lists else values[-1] for name, values in said.lists()}
    return msgspec.convert(fields, shape, strict=False)
