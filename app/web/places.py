"""Parts of an address that are safe to use (slug, locale, segment id), and the workspace they lead to."""

from __future__ import annotations

from flask import Flask, abort, current_app
from werkzeug.routing import BaseConverter, IntegerConverter

from app.errors import UsageError
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.jobs import Runner

UNKNOWN_ISSUE = Message("There is no issue of that name in this workspace.")
UNKNOWN_LOCALE = Message("This workspace does not translate into that locale; passeur.yaml lists those it does.")


class SlugConverter(BaseConverter):
    """An issue's slug; anything that could walk out of the workspace matches no route."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"


class LocaleConverter(BaseConverter):
    """A CLDR identifier: `de`, `pt_BR`."""

    regex = r"[A-Za-z]{2,3}(?:_[A-Za-z0-9]{2,8}){0,3}"


class SegmentConverter(BaseConverter):
    """A segment's id."""

    regex = r"[0-9a-f]{12}"


class NumberConverter(IntegerConverter):
    """A number that a database can hold; with Werkzeug's `max` larger ones would be wrong methods, not nowhere."""

    regex = r"[0-9]{1,9}"


# The parts as the document of the API has them.
PARTS = {
    "slug": {"type": "string", "pattern": f"^{SlugConverter.regex}$"},
    "locale": {"type": "string", "pattern": f"^{LocaleConverter.regex}$"},
    "segment": {"type": "string", "pattern": f"^{SegmentConverter.regex}$"},
    "number": {"type": "integer", "minimum": 0, "maximum": 999_999_999},
}


def install(app: Flask, workspace: Workspace, runner: Runner) -> None:
    """Make the workspace reachable from the views of `app`."""
    app.url_map.converters.update(
        slug=SlugConverter, locale=LocaleConverter, segment=SegmentConverter, number=NumberConverter
    )
    app.extensions["passeur.workspace"] = workspace
    app.extensions["passeur.runner"] = runner


def workspace() -> Workspace:
    found = current_app.extensions["passeur.workspace"]
    assert isinstance(found, Workspace)
    return found


def runner() -> Runner:
    """Whoever does the jobs of this server."""
    found = current_app.extensions["passeur.runner"]
    assert isinstance(found, Runner)
    return found


def require_locale(locale: str) -> Workspace:
    """The workspace, once it is sure that it has this locale; answers 404 otherwise."""
    found = workspace()
    if locale not in found.config.locales:
        abort(404, UNKNOWN_LOCALE)
    return found


def require(slug: str, locale: str | None = None) -> Workspace:
    """The workspace, once it is sure that it has this issue and this locale; answers 404 otherwise."""
    found = workspace() if locale is None else require_locale(locale)
    try:
        known = found.resolve(slug)
    except UsageError:
        known = ""
    if known != slug:
        abort(404, UNKNOWN_ISSUE)
    return found
