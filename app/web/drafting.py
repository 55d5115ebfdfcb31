"""Drafting in the background, on the issue page and in the API: begun, followed, paused, cancelled, tried again."""

from __future__ import annotations

from flask import Blueprint, abort, jsonify, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.errors import UsageError
from app.store.people import Role
from app.store.workspace import Workspace
from app.web.access import allow, person
from app.web.api import CATALOG
from app.web.bodies import body
from app.web.interface import translated
from app.web.operations import Operation
from app.web.places import require, runner
from app.web.schemas.issues import Drafting
from app.web.schemas.requests import StartDrafting, SteerDrafting
from app.workflow import consent, jobs
from app.workflow.drafting import Drafter
from app.workflow.jobs import Deed, Job
from app.workflow.jobs.steering import NONE_YET
from app.workflow.offers import Offer, offers
from app.workflow.titles import title_of

blueprint = Blueprint("drafting", __name__)


@blueprint.post("/issues/<slug:slug>/draft")
@allow(Role.EDITOR)
def start(slug: str) -> Response | str:
    """Begin; where the text would leave for another machine the first time, ask before."""
    locale, engine = request.form.get("locale", ""), request.form.get("engine", "")
    space, agreed = require(slug, locale), request.form.get("agreed", "")
    host = consent.needed(space, locale, engine=engine)
    if host and host != agreed:
        return _question(space, slug, locale, engine=engine)
    _start(space, slug, locale, engine=engine, agreed=agreed)
    return redirect(url_for("issue.page", slug=slug, _anchor=locale), 303)


@blueprint.post("/issues/<slug:slug>/drafting")
@allow(Role.EDITOR)
def steer(slug: str) -> Response:
    """Do something with the last job of a locale."""
    locale, deed = request.form.get("locale", ""), request.form.get("deed", "")
    space = require(slug, locale)
    if deed not in list(Deed):
        abort(400)
    _steer(space, slug, locale, Deed(deed))
    return redirect(url_for("issue.page", slug=slug, _anchor=locale), 303)


@blueprint.get(f"{CATALOG}/drafting")
@allow(Role.TRANSLATOR)
@Operation(Drafting)
def followed(slug: str, locale: str) -> Response:
    """How far the last drafting is."""
    job = jobs.latest(require(slug, locale), slug, locale)
    return jsonify(as_json(job) if job else Drafting(running=False))


@blueprint.post(f"{CATALOG}/drafting")
@allow(Role.EDITOR)
@Operation(Drafting, status=202, body=StartDrafting)
def begun(slug: str, locale: str) -> tuple[Response, int]:
    """Have the empty segments drafted in the background.

    422 when the text would leave for a machine that nobody agreed to yet: `agreed` names it then.
    """
    space, asked = require(slug, locale), body(StartDrafting)
    job = _start(space, slug, locale, engine=asked.engine or "", agreed=asked.agreed or "")
    return jsonify(as_json(job)), 202


@blueprint.put(f"{CATALOG}/drafting")
@allow(Role.EDITOR)
@Operation(Drafting, body=SteerDrafting)
def steered(slug: str, locale: str) -> Response:
    """Pause the last drafting, cancel it, have it go on, or try again what failed; 404 where there was none."""
    space, asked = require(slug, locale), body(SteerDrafting)
    return jsonify(as_json(_steer(space, slug, locale, asked.deed)))


def choices(space: Workspace, locales: list[str]) -> dict[str, list[Offer]]:
    """The engines that work here for each locale, the one first that drafts when nobody names any."""
    found: dict[str, list[Offer]] = {locale: [] for locale in locales}
    for offer in offers(space, locales):
        if offer.works:
            found[offer.locale].append(offer)
    return {locale: sorted(some, key=lambda one: not one.taken) for locale, some in found.items()}


def as_json(job: Job) -> Drafting:
    return {
        "running": job.active,
        "state": job.state,
        "wish": job.wish,
        "engine": job.engine,
        "person": job.person,
        "done": job.done,
        "total": job.total,
        "failures": [
            {"id": one.segment, "source": one.source, "problem": translated(one.problem)} for one in job.failures
        ],
        "message": translated(job.message),
        "goes_on": job.goes_on,
    }


def _start(space: Workspace, slug: str, locale: str, *, engine: str, agreed: str) -> Job:
    job = jobs.start(space, slug, locale, by=person().name, engine=engine, agreed=agreed)
    runner().wake()
    return job


def _steer(space: Workspace, slug: str, locale: str, deed: Deed) -> Job:
    try:
        job = jobs.steer(space, slug, locale, deed, by=person().name)
    except UsageError:
        abort(404, NONE_YET)
    runner().wake()
    return job


def _question(space: Workspace, slug: str, locale: str, *, engine: str) -> str:
    """What would be sent where, and what it would take."""
    with Drafter(space, engine=engine) as drafter:
        estimate = drafter.estimate(slug, locale)
    return render_template(
        "issue/consent.html", slug=slug, title=title_of(space, slug), locale=locale, engine=engine, estimate=estimate
    )
