"""The issue page: where each locale stands, drafting, and the export with what stands in its way."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, abort, current_app, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.core.model import Fallback
from app.errors import BlockedError, UsageError
from app.store.people import Role
from app.store.workspace import Workspace
from app.web import headers
from app.web.access import allow
from app.web.places import drafting, require
from app.web.words import count
from app.wording import Message
from app.workflow.export import export, formats_of
from app.workflow.ingest import ingest
from app.workflow.status import Progress, status
from app.workflow.titles import title_of

FALLBACKS: tuple[tuple[Fallback, str], ...] = (
    (Fallback.FAIL, "only when all is approved"),
    (Fallback.DRAFT, "with drafts where nothing is approved"),
    (Fallback.SOURCE, "with the source where nothing is approved"),
)

WAYS_OUT = {
    Fallback.FAIL: Message("Review what is listed, or choose to fill the gaps with drafts or with the source."),
    Fallback.DRAFT: Message("Mend what is listed, or choose to fill the gaps with the source."),
    Fallback.SOURCE: Message("Mend what is listed."),
}

blueprint = Blueprint("issue", __name__)


@blueprint.get("/issues/<slug:slug>")
@allow(Role.TRANSLATOR)
def page(slug: str) -> str:
    space = require(slug)
    found = list(status(space, [slug], findings=True))
    return render_template(
        "issue/page.html",
        slug=slug,
        title=title_of(space, slug),
        source=space.relative(space.source_path(slug)),
        locales=[(progress, blocks(progress), drafting().job(slug, progress.locale)) for progress in found],
        formats=_formats(space, slug),
        fallbacks=FALLBACKS,
    )


def _formats(space: Workspace, slug: str) -> tuple[str, ...]:
    """What the issue can be exported as; nothing for a source that cannot be read, which says so by itself."""
    try:
        return formats_of(ingest(space, slug))
    except UsageError:
        return ()


def blocks(progress: Progress) -> list[str]:
    """What keeps the issue from being exported in a locale, in words; nothing when it can be."""
    reasons = [
        (progress.empty, count(progress.empty, "segment has", "segments have") + " no target"),
        (progress.draft, count(progress.draft, "draft is", "drafts are") + " not reviewed"),
        (progress.stale, count(progress.stale, "segment is", "segments are") + " stale: the source changed"),
        (progress.needs_work, count(progress.needs_work, "segment needs", "segments need") + " work"),
        (progress.errors or 0, "checks found " + count(progress.errors or 0, "error")),
    ]
    return [words for number, words in reasons if number]


@blueprint.post("/issues/<slug:slug>/draft")
@allow(Role.EDITOR)
def start_draft(slug: str) -> Response:
    locale = request.form.get("locale", "")
    require(slug, locale)
    drafting().start(slug, locale)
    return redirect(url_for("issue.page", slug=slug, _anchor=locale), 303)


@blueprint.get("/api/v1/issues/<slug:slug>/locales/<locale:locale>/drafting")
@allow(Role.TRANSLATOR)
def progress_of_draft(slug: str, locale: str) -> dict[str, object]:
    """{running, done, total, failed, message} of the last job; {running: false} when there was none."""
    require(slug, locale)
    job = drafting().job(slug, locale)
    return asdict(job) if job else {"running": False}


@blueprint.get("/issues/<slug:slug>/export")
@allow(Role.TRANSLATOR)
def download(slug: str) -> Response:
    space = require(slug, request.args.get("locale", ""))
    format_, fallback = request.args.get("format", ""), request.args.get("fallback", Fallback.FAIL.value)
    if (format_ and format_ not in formats_of(ingest(space, slug))) or fallback not in set(Fallback):
        abort(400, "Choose one of the formats and fallbacks of the form.")
    try:
        made = export(space, slug, request.args["locale"], format=format_, fallback=Fallback(fallback))
    except BlockedError as error:
        raise BlockedError(error.message, reasons=error.reasons, fix=WAYS_OUT[Fallback(fallback)]) from None
    response = current_app.response_class(made.data, content_type=made.media_type)
    # Werkzeug quotes and encodes the name after RFC 6266.
    response.headers.set("Content-Disposition", "attachment", filename=made.name)
    response.headers["Content-Security-Policy"] = headers.DOWNLOAD_POLICY
    return response
