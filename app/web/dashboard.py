"""The first page: what waits for the person, issues by locales, and the next thing to do in each."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from app.store.people import Role
from app.web.access import allow, person
from app.web.interface import _
from app.web.places import workspace
from app.workflow.comments import mentioning
from app.workflow.overview import ORDERS, overview, queue

MENTIONS = 5  # comments that name the person

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/")
@allow(Role.TRANSLATOR)
def index() -> str:
    space = workspace()
    mine = person().locales if person().role is Role.TRANSLATOR else space.config.locales
    shown = overview(space, order=request.args.get("order", ""), page=request.args.get("page", 1, type=int))
    return render_template(
        "dashboard/index.html",
        overview=shown,
        queue=queue(space, mine),
        mentions=mentioning(space, person().name)[:MENTIONS],
        orders=_orders(),
        locales=space.config.locales,
        may_import=person().may(Role.EDITOR),
    )


def _orders() -> list[tuple[str, str]]:
    words = (_("Name, last first"), _("Name, first first"), _("Most left first"))
    return list(zip(ORDERS, words, strict=True))
