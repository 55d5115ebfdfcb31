"""The document of the API, made of what its views declare: OpenAPI 3.1.

The addresses come from the routes, their parts from the converters, shapes from `schemas`, words from docstrings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from importlib.metadata import version
from inspect import cleandoc
from typing import Any

import msgspec
from flask import Blueprint, Flask, current_app, jsonify
from werkzeug.routing import Rule
from werkzeug.wrappers import Response

from app.web.access import ANYBODY, allow
from app.web.access.declarations import allowed
from app.web.access.forgery import SAFE_METHODS
from app.web.operations import Operation, operation_of
from app.web.places import PARTS
from app.web.schemas.segments import Problem

JSON, PROBLEM, FORM = "application/json", "application/problem+json", "application/x-www-form-urlencoded"
PART = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")
REFERENCE = "#/components/schemas/{name}"
FAILURE = "#/components/responses/{name}"
STATUSES = (400, 401, 403, 404, 413, 415, 422, 503)  # of those that are Problems
ABOUT = """Issues, their segments in each locale, and what people say about them.

Scripts send `Authorization: Bearer <token>`; tokens are made at /account and may be limited to locales. A save names
the version that was read: when the segment changed since, nothing is saved and the answer is 409 with what is there
now. What fails answers application/problem+json; `problem` is the word to test, `message` is for people.
"""

Json = dict[str, Any]

blueprint = Blueprint("openapi", __name__)


@blueprint.get("/api/v1/openapi.json")
@allow(ANYBODY)
@Operation(Json)
def show() -> Response:
    """This document."""
    return jsonify(document(current_app))


def document(app: Flask) -> Json:
    """Every operation of `app` that stands under /api/."""
    declared = [(rule, one) for rule in app.url_map.iter_rules() if (one := operation_of(app, rule.endpoint))]
    shapes = [Problem, *(shape for _, one in declared for shape in _shapes(one))]
    described, components = msgspec.json.schema_components(shapes, ref_template=REFERENCE)
    known = dict(zip(map(repr, shapes), described, strict=True))
    paths: dict[str, Json] = {}
    for rule, one in declared:
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            path = paths.setdefault(PART.sub(r"{\2}", rule.rule), {})
            path[method.lower()] = _operation(app, rule, one, method=method, known=known)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Passeur", "version": version("passeur"), "description": ABOUT},
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": _plain(components), "responses": _failures(), "securitySchemes": _schemes(app)},
    }


def _shapes(one: Operation) -> Iterator[Any]:
    return (shape for shape in (one.gives, one.body, one.form, *one.fails.values()) if shape is not None)


def _plain(said: Any) -> Any:
    """With pairs as lists of two: few programs that read such documents know `prefixItems`; ours are of one kind."""
    if isinstance(said, list):
        return [_plain(one) for one in said]
    if not isinstance(said, dict):
        return said
    if "prefixItems" in said:
        said = {name: value for name, value in said.items() if name != "prefixItems"} | {
            "items": said["prefixItems"][0]
        }
    return {name: _plain(value) for name, value in said.items()}


def _schemes(app: Flask) -> Json:
    cookie = app.config["SESSION_COOKIE_NAME"]
    return {
        "token": {"type": "http", "scheme": "bearer", "description": "Made at /account, shown once."},
        "session": {"type": "apiKey", "in": "cookie", "name": cookie, "description": "What signing in leaves."},
        "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token", "description": "GET /api/v1/me tells it."},
    }


def _operation(app: Flask, rule: Rule, one: Operation, *, method: str, known: Json) -> Json:
    summary, _, description = cleandoc(app.view_functions[rule.endpoint].__doc__ or "").partition("\n\n")
    open_to_all = allowed(app, rule.endpoint) is ANYBODY
    session: Json = {"session": []} if method in SAFE_METHODS else {"session": [], "csrf": []}
    said = {
        "operationId": rule.endpoint,
        "tags": [rule.endpoint.partition(".")[0]],
        "summary": summary.replace("\n", " "),
        "description": description,
        "parameters": [*_parts(rule), *_query(one)],
        "requestBody": _body(one, known),
        "responses": _answers(rule, one, known),
        "security": [] if open_to_all else [{"token": []}, session],
    }
    return {name: value for name, value in said.items() if value or name == "security"}


def _parts(rule: Rule) -> Iterator[Json]:
    for converter, name in PART.findall(rule.rule):
        yield {"name": name, "in": "path", "required": True, "schema": PARTS[converter]}


def _query(one: Operation) -> Iterator[Json]:
    if one.query is None:
        return
    ((_,), components) = msgspec.json.schema_components([one.query])
    for name, schema in components[one.query.__name__]["properties"].items():
        yield {"name": name, "in": "query", "required": False, "schema": schema}


def _body(one: Operation, known: Json) -> Json | None:
    shape = one.body or one.form
    if shape is None:
        return None
    return {"required": True, "content": {JSON if one.body else FORM: {"schema": known[repr(shape)]}}}


def _answers(rule: Rule, one: Operation, known: Json) -> Json:
    """By status."""
    content = {name: {"schema": {"type": "string"}} for name in one.files}
    if one.gives is not None:
        content[JSON] = {"schema": known[repr(one.gives)]}
    good = {"description": HTTPStatus(one.status).phrase, **({"content": content} if content else {})}
    answers = {one.status: good}
    answers |= {status: {"$ref": FAILURE.format(name=HTTPStatus(status).name)} for status in _always(rule, one)}
    answers |= {status: _failure(status, known[repr(shape)]) for status, shape in one.fails.items()}
    return {str(status): answer for status, answer in sorted(answers.items())}


def _failures() -> Json:
    """What is no more than a Problem, by the name of its status."""
    problem = {"$ref": REFERENCE.format(name=Problem.__name__)}
    return {HTTPStatus(status).name: _failure(status, problem) for status in STATUSES}


def _failure(status: int, schema: Json) -> Json:
    return {"description": HTTPStatus(status).phrase, "content": {PROBLEM: {"schema": schema}}}


def _always(rule: Rule, one: Operation) -> set[int]:
    """400 a wrong host or address, 503 a disk or an engine that fails; the rest depends on what a request carries."""
    found = {400, 401, 403, 503}
    if rule.arguments:
        found |= {404}
    if "slug" in rule.arguments:
        found |= {422}  # a file that cannot be read
    if one.body or one.form:
        found |= {413}
    if one.body:
        found |= {415}
    return found
