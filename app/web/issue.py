"""The issue page: where each locale stands, what changed in the source, updating, findings, drafting."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.errors import UsageError
from app.store.people import Role
from app.store.workspace import Workspace
from app.web.access import allow, person
from app.web.difference import difference
from app.web.drafting import choices
from app.web.files import attachment
from app.web.interface import _n
from app.web.places import require
from app.web.words import every_locale
from app.workflow import jobs, standing
from app.workflow.standing import Movement
from app.workflow.status import Progress
from app.workflow.titles import title_of

LISTED = 30  # findings of a locale, and segments that came, changed or left

blueprint = Blueprint("issue", __name__)


@blueprint.get("/issues/<slug:slug>")
@allow(Role.TRANSLATOR)
def page(slug: str) -> str:
    space = require(slug)
    moved = _moved(space, slug)
    return render_template(
        "issue/page.html",
        slug=slug,
        title=title_of(space, slug),
        source=space.relative(space.source_path(slug)),
        source_lang=space.config.source_locale.replace("_", "-"),
        locales=[(one, blocks(one.progress)) for one in standing.standings(space, slug)],
        jobs=jobs.of_issue(space, slug),
        engines=choices(space, list(space.config.locales)),
        moved=moved,
        behind=every_locale(moved.locales),
        not_begun=every_locale(moved.missing),
        difference=difference,
        most=LISTED,
        is_editor=person().may(Role.EDITOR),
    )


def _moved(space: Workspace, slug: str) -> Movement:
    """None for a source that cannot be read: each locale says so by itself."""
    try:
        return standing.movement(space, slug)
    except UsageError:
        return Movement()


def blocks(progress: Progress) -> list[str]:
    """What keeps the issue from being exported in a locale, in words; nothing when it can be."""
    errors = progress.errors or 0
    reasons = [
        (progress.empty, _n("{number} segment has no target", "{number} segments have no target", progress.empty)),
        (progress.draft, _n("{number} draft is not reviewed", "{number} drafts are not reviewed", progress.draft)),
        (
            progress.stale,
            _n(
                "{number} segment is stale: the source changed",
                "{number} segments are stale: the source changed",
                progress.stale,
            ),
        ),
        (progress.needs_work, _n("{number} segment needs work", "{number} segments need work", progress.needs_work)),
        (errors, _n("checks found {number} error", "checks found {number} errors", errors)),
    ]
    return [words for number, words in reasons if number]


@blueprint.get("/issues/<slug:slug>/source")
@allow(Role.TRANSLATOR)
def source(slug: str) -> Response:
    """The source file as it is."""
    path = require(slug).source_path(slug)
    return attachment(path.read_bytes(), path.name, media_type="text/plain; charset=utf-8")


@blueprint.post("/issues/<slug:slug>/update")
@allow(Role.EDITOR)
def bring_up_to_date(slug: str) -> Response:
    standing.bring_up_to_date(require(slug), slug, person=person().name)
    return redirect(url_for("issue.page", slug=slug), 303)
