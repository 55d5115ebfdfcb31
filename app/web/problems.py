"""Errors in words, as a page or as JSON for the API: the one place of the web that does so. Never a stack."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, jsonify, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.errors import BlockedError, ConflictError, InputError, LimitError, OutsideError, PasseurError, UsageError
from app.web.interface import _, translated
from app.wording import Message

RETRY_SECONDS = 5  # disk and locks: worth trying again soon


@dataclass(frozen=True)
class Problem:
    """What went wrong, in the language of who asked. `kind` is the word that scripts and our pages test."""

    status: int
    kind: str
    title: str
    message: str
    fix: str = ""
    reasons: tuple[str, ...] = ()
    again: int = 0  # seconds after which it is worth another try; 0 when it is not


# The first that fits: a class stands before its parents.
KINDS: tuple[tuple[type[PasseurError], int, str, Message], ...] = (
    (InputError, 422, "unreadable", Message("A file cannot be read")),
    (UsageError, 400, "usage", Message("That does not work")),
    (BlockedError, 422, "blocked", Message("Something stands in the way")),
    (ConflictError, 409, "conflict", Message("Changed elsewhere")),
    (LimitError, 429, "limited", Message("Too many tries")),
    (OutsideError, 503, "outside", Message("Something outside Passeur failed")),
    (PasseurError, 400, "problem", Message("That does not work")),
)

WORDS: dict[int, tuple[Message, Message]] = {
    400: (Message("That address or form cannot be used"), Message("Part of what was sent is missing or wrong.")),
    401: (Message("Please open Passeur by its own address"), Message("This page needs a session.")),
    403: (Message("Refused"), Message("This is not allowed.")),
    404: (Message("Nothing here"), Message("There is no such page. Issues and locales are listed on the first page.")),
    405: (Message("That cannot be done here"), Message("This page cannot be used in that way.")),
    413: (
        Message("Too large"),
        Message("What was sent is larger than Passeur takes: 10 MB for an import, 1 MB for the rest."),
    ),
    415: (Message("Wrong kind of content"), Message("This address takes JSON: send Content-Type: application/json.")),
}
OTHERWISE = Message("That does not work"), Message("The request could not be answered.")


def install(app: Flask) -> None:
    """Answer every exception of `app` in words."""
    app.register_error_handler(PasseurError, lambda error: respond(of_error(error)))
    app.register_error_handler(HTTPException, lambda error: respond_http(error))
    app.register_error_handler(Exception, lambda error: _unexpected())


def of_error(error: PasseurError) -> Problem:
    status, kind, title = next(row[1:] for row in KINDS if isinstance(error, row[0]))
    again = error.seconds if isinstance(error, LimitError) else RETRY_SECONDS if status == 503 else 0
    reasons = tuple(map(translated, getattr(error, "reasons", ())))
    return Problem(status, kind, translated(title), translated(error.message), translated(error.fix), reasons, again)


def as_json(problem: Problem, **more: Any) -> dict[str, Any]:
    """The body of a failed API call."""
    return {
        "problem": problem.kind,
        "title": problem.title,
        "message": problem.message,
        "fix": problem.fix,
        "reasons": list(problem.reasons),
        **more,
    }


def respond(problem: Problem, **more: Any) -> Response:
    """`problem` as the page or the JSON that the request expects; `more` goes into the JSON."""
    response: Response
    if request.path.startswith("/api/"):
        response = jsonify(as_json(problem, **more))
        response.content_type = "application/problem+json"
    else:
        response = current_app.make_response(
            render_template("problem/page.html", problem=problem, issue=_issue(problem))
        )
    response.status_code = problem.status
    if problem.again:
        response.headers["Retry-After"] = str(problem.again)
    return response


def _issue(problem: Problem) -> str | None:
    """The issue whose page leads on: it is there, but stands in the way of what was asked."""
    return (request.view_args or {}).get("slug") if problem.kind in ("blocked", "usage") else None


def respond_http(error: HTTPException) -> Response:
    """As `respond`, for what routing and `abort` raise."""
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()  # a redirect that routing raised
    title, message = WORDS.get(error.code, OTHERWISE)
    # Werkzeug's own sentences speak of servers and protocols; those given to abort() are ours.
    ours = error.description if error.description and error.description != type(error).description else message
    response = respond(Problem(error.code, getattr(error, "kind", "refused"), translated(title), translated(ours)))
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _unexpected() -> Response:
    number = secrets.token_hex(4)
    current_app.logger.exception("error %s at %s %r", number, request.method, request.path)
    message = _("Passeur has a fault; nothing that was saved is lost. Its log names it {number}.", number=number)
    fix = _("Reload the page and try again.")
    return respond(Problem(500, "fault", _("Something went wrong in Passeur"), message, fix))
