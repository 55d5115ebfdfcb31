"""The first page: issues by locales, and the next thing to do in each."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from app.errors import UsageError
from app.store.people import Role
from app.store.workspace import Workspace
from app.web.access import allow
from app.web.places import workspace
from app.workflow.ingest import ingest
from app.workflow.status import status

PAGE = 50  # issues

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/")
@allow(Role.TRANSLATOR)
def index() -> str:
    space = workspace()
    slugs = list(space.slugs())
    pages = max(1, -(-len(slugs) // PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    shown = slugs[(page - 1) * PAGE : page * PAGE]
    issues = [(slug, title(space, slug), list(status(space, [slug]))) for slug in shown]
    return render_template(
        "dashboard/index.html",
        issues=issues,
        locales=space.config.locales,
        page=page,
        pages=pages,
        total=len(slugs),
    )


def title(space: Workspace, slug: str) -> str:
    """What the issue calls itself; its slug when the source cannot be read."""
    try:
        return ingest(space, slug).title
    except UsageError:
        return slug
