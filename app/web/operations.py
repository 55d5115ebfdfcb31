"""What each view of the API takes and answers, said beside it: requests are read by it, the document is made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Flask

PREFIX = "/api/"

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Operation:
    """One view of the API in shapes; its words are the view's docstring, the summary being the first line."""

    gives: Any = None  # a shape; None for an answer without a body
    status: int = 200
    files: tuple[str, ...] = ()  # media types of an answer that is a file
    body: Any = None
    form: Any = None  # a body as browsers send forms
    query: Any = None
    fails: Mapping[int, Any] = field(default_factory=dict)  # shapes by status; `openapi` adds what any view may answer

    def __call__(self, view: View) -> View:
        """Declare a view."""
        view.operation = self  # type: ignore[attr-defined]
        return view


def operation_of(app: Flask, endpoint: str) -> Operation | None:
    """What the view of an endpoint declared; None for one that is no API."""
    found = getattr(app.view_functions[endpoint], "operation", None)
    return found if isinstance(found, Operation) else None


def check_declared(app: Flask) -> None:
    """LookupError for a view of the API that does not say what it takes and answers."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(PREFIX)]
    silent = sorted(rule.endpoint for rule in rules if operation_of(app, rule.endpoint) is None)
    if silent:
        raise LookupError(f"These views do not declare what they take and answer: {', '.join(silent)}")
