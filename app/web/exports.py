"""The export screen: what blocks each locale, how it would look, downloads, and what was exported before."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, render_template, request
from werkzeug.wrappers import Response

from app.core.model import Fallback
from app.errors import PasseurError, UsageError
from app.store.people import Role
from app.store.workspace import Workspace
from app.web import headers
from app.web.access import allow, person
from app.web.files import attachment
from app.web.interface import _
from app.web.places import require
from app.wording import Message
from app.workflow import downloads
from app.workflow.downloads import Order
from app.workflow.export import Survey, formats_of, survey
from app.workflow.ingest import ingest
from app.workflow.titles import title_of

LISTED = 30  # obstacles named one by one
ZIP = "application/zip"

blueprint = Blueprint("exports", __name__)


@dataclass(frozen=True)
class Standing:
    """Where a locale stands: what blocks it, or why that cannot be known."""

    locale: str
    missing: int = 0
    errors: int = 0
    from_drafts: int = 0
    from_source: int = 0
    problem: str = ""


@dataclass(frozen=True)
class Wish:
    """What the address asks for, once it is sure that it can be had."""

    locale: str
    format: str
    fallback: Fallback


@blueprint.get("/issues/<slug:slug>/export")
@allow(Role.TRANSLATOR)
def page(slug: str) -> str:
    return _page(slug)


@blueprint.get("/issues/<slug:slug>/export/side")
@allow(Role.TRANSLATOR)
def side(slug: str) -> Response:
    """One half of the preview, for a frame: the source, or with `of=target` the locale."""
    space = require(slug)
    wish = _wish(space, slug)
    locale = wish.locale if request.args.get("of") == "target" else ""
    html = downloads.side(space, slug, locale, format=wish.format, fallback=wish.fallback)
    response = current_app.make_response(html)
    response.headers["Content-Security-Policy"] = headers.PREVIEW_POLICY
    return response


@blueprint.post("/issues/<slug:slug>/export")
@allow(Role.EDITOR)
def download(slug: str) -> Response | tuple[str, int]:
    """One locale as a file; with `deed=zip` all that are ticked."""
    space = require(slug)
    wish = _wish(space, slug)
    order = Order(wish.format, wish.fallback, request.form.get("reason", "") if "despite" in request.form else "")
    try:
        if "despite" in request.form and not order.reason.strip():
            raise UsageError(Message("Say why the errors may pass: the reason is kept with the export."))
        if request.form.get("deed") == "zip":
            locales = [one for one in space.config.locales if one in request.form.getlist("locales")]
            data = downloads.take_all(space, slug, locales, order, person=person().name)
            return attachment(data, f"{slug}.zip", media_type=ZIP)
        made = downloads.take(space, slug, wish.locale, order, person=person().name)
    except PasseurError as error:
        return _page(slug, error=error), 422
    return attachment(made.data, made.name, media_type=made.media_type)


def _page(slug: str, *, error: PasseurError | None = None) -> str:
    space = require(slug)
    wish = _wish(space, slug)
    found, problem = _survey(space, slug, wish)
    return render_template(
        "exports/page.html",
        slug=slug,
        title=title_of(space, slug),
        wish=wish,
        standings=[_standing(space, slug, locale, wish.fallback) for locale in space.config.locales],
        obstacles=found.obstacles[:LISTED],
        more=max(0, len(found.obstacles) - LISTED),
        errors=any(one.error for one in found.obstacles),
        problem=problem,
        formats=_formats(space, slug),
        fallbacks=fallbacks(),
        past=downloads.past(space, slug),
        error=error,
        reason=request.form.get("reason", ""),
        ticked=request.form.getlist("locales") if request.method == "POST" else space.config.locales,
        source_lang=space.config.source_locale.replace("_", "-"),
        may_export=person().may(Role.EDITOR),
    )


def fallbacks() -> list[tuple[str, str]]:
    """What may fill the gaps, in words."""
    return [
        (Fallback.FAIL.value, _("Nothing: all must be approved")),
        (Fallback.DRAFT.value, _("Drafts where nothing is approved")),
        (Fallback.SOURCE.value, _("The source where nothing is approved")),
    ]


def _wish(space: Workspace, slug: str) -> Wish:
    given = request.values
    locale = given.get("locale") or space.config.locales[0]
    fallback = given.get("fallback") or Fallback.FAIL.value
    formats = _formats(space, slug)
    format = given.get("format") or next(iter(formats), "")
    if fallback not in set(Fallback) or (formats and format and format not in formats):
        abort(400, _("Choose one of the formats and fallbacks of the form."))
    require(slug, locale)
    return Wish(locale, format, Fallback(fallback))


def _formats(space: Workspace, slug: str) -> tuple[str, ...]:
    """None for a source that cannot be read: each locale says so by itself."""
    try:
        return formats_of(ingest(space, slug))
    except UsageError:
        return ()


def _survey(space: Workspace, slug: str, wish: Wish) -> tuple[Survey, str]:
    try:
        return survey(space, slug, wish.locale, fallback=wish.fallback), ""
    except UsageError as error:
        return Survey(), str(error)


def _standing(space: Workspace, slug: str, locale: str, fallback: Fallback) -> Standing:
    found, problem = _survey(space, slug, Wish(locale, "", fallback))
    errors = sum(bool(one.error) for one in found.obstacles)
    missing = len(found.obstacles) - errors
    return Standing(locale, missing, errors, found.from_drafts, found.from_source, problem)
