"""Whom each view serves; every view says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask

from app.store.people import Role

View = TypeVar("View", bound=Callable[..., Any])

ANYBODY = "anybody"


def allow(least: Role | str) -> Callable[[View], View]:
    """Declare who may call a view: ANYBODY, or people of at least this role.

    Whoever changes something at an address with a locale in it needs that locale too (`Person.may`).
    """

    def declare(view: View) -> View:
        view.allowed = least  # type: ignore[attr-defined]
        return view

    return declare


def allowed(app: Flask, endpoint: str | None) -> Role | str | None:
    """What the view of an endpoint declared; None for an address that leads nowhere."""
    return getattr(app.view_functions.get(endpoint or ""), "allowed", None)


def check_declared(app: Flask) -> None:
    """LookupError for a view that does not say whom it serves."""
    silent = sorted(name for name in app.view_functions if allowed(app, name) is None)
    if silent:
        raise LookupError(f"These views do not declare who may call them: {', '.join(silent)}")
