"""The glossary of a locale: looked through, added to, changed, taken in from a table and given out."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.model import Standing, Term
from app.errors import InputError, PasseurError
from app.store.people import Role
from app.store.workspace import Workspace
from app.web import undoing
from app.web.access import allow, person
from app.web.bodies import accepts
from app.web.interface import _, translated
from app.web.places import UNKNOWN_LOCALE, workspace
from app.wording import Message
from app.workflow import glossary, term_files

PAGE = 200  # terms
UNDO = "term"
TABLE_LIMIT = 5_000_000  # bytes

STATUSES = {
    Standing.APPROVED: Message("Say it so"),
    Standing.FORBIDDEN: Message("Never say it so"),
    Standing.KEEP: Message("Stays as it is"),
}

blueprint = Blueprint("glossary", __name__)


@blueprint.get("/glossary")
@allow(Role.TRANSLATOR)
def first() -> Response:
    return _there(workspace().config.locales[0])


@blueprint.get("/glossary/<locale:locale>")
@allow(Role.TRANSLATOR)
def page(locale: str) -> str:
    """Narrowed by `q` and `status`; `edit_source` and `edit_target` name the term in the form."""
    return _page(_require(locale), locale)


@blueprint.post("/glossary/<locale:locale>/terms")
@allow(Role.TRANSLATOR)
def save(locale: str) -> Response | tuple[str, int]:
    """Add a term, or change the one named by `was_source` and `was_target`."""
    space = _require(locale)
    source, target, note = (request.form.get(name, "") for name in ("source", "target", "note"))
    given = Term(source, target, note, _status())
    was = request.form.get("was_source")
    instead_of = None if was is None else (was, request.form.get("was_target", ""))
    try:
        glossary.save(space, locale, given, instead_of=instead_of)
    except PasseurError as error:
        return _page(space, locale, typed=given, instead_of=instead_of, error=error), 409 if instead_of else 400
    return _there(locale)


@blueprint.post("/glossary/<locale:locale>/terms/delete")
@allow(Role.TRANSLATOR)
def delete(locale: str) -> Response:
    space = _require(locale)
    gone = glossary.delete(space, locale, (request.form.get("source", ""), request.form.get("target", "")))
    undoing.remember(UNDO, locale, values=[gone.source, gone.target, gone.note, gone.status.value])
    return _there(locale)


@blueprint.post("/glossary/<locale:locale>/undo")
@allow(Role.TRANSLATOR)
def undo(locale: str) -> Response:
    """Put the term back that was deleted last."""
    space = _require(locale)
    held = undoing.remembered(UNDO, locale)
    undoing.forget(UNDO)
    if held:
        source, target, note, status = held
        glossary.save(space, locale, Term(source, target, note, Standing(status)))
    return _there(locale)


@blueprint.get("/glossary/<locale:locale>/file.<any(csv,tbx):kind>")
@allow(Role.TRANSLATOR)
def give_out(locale: str, kind: str) -> Response:
    """The whole glossary as a file."""
    made = term_files.write(_require(locale), locale, kind=kind)
    name = f"glossary-{locale}.{kind}"
    return Response(made.data, mimetype=made.media, headers={"Content-Disposition": f"attachment; filename={name}"})


@blueprint.post("/glossary/<locale:locale>/import")
@accepts(TABLE_LIMIT)
@allow(Role.EDITOR)
def take_in(locale: str) -> Response | str | tuple[str, int]:
    """A `file` is looked at first; what was shown of it comes again as `table`, to be taken in."""
    space = _require(locale)
    if "table" in request.form:
        glossary.take_in(space, locale, term_files.from_table(request.form["table"]))
        return _there(locale)
    file = request.files.get("file")
    if file is None or not file.filename:
        return _page(space, locale, error=InputError(Message("Choose a file first."))), 400
    try:
        plan = term_files.plan(space, locale, file.read(), name=file.filename)
    except PasseurError as error:
        return _page(space, locale, error=error), 400
    return render_template(
        "glossary/plan.html", locale=locale, plan=plan, name=file.filename, table=term_files.to_table(plan.terms)
    )


def _page(
    space: Workspace,
    locale: str,
    *,
    typed: Term | None = None,
    instead_of: tuple[str, str] | None = None,
    error: PasseurError | None = None,
) -> str:
    asked, status = request.args.get("q", ""), request.args.get("status", "")
    narrowed = Standing(status) if status in list(Standing) else None
    try:
        terms = glossary.listed(space, locale, text=asked, status=narrowed)
    except InputError as broken:
        terms, error = [], error or broken
    if typed is None and "edit_source" in request.args:
        instead_of = (request.args["edit_source"], request.args.get("edit_target", ""))
        typed = next((term for term in terms if glossary.key(term) == instead_of), None)
    held = undoing.remembered(UNDO, locale)
    return render_template(
        "glossary/page.html",
        locale=locale,
        locales=space.config.locales,
        source_locale=space.config.source_locale,
        asked=asked,
        status=status,
        statuses={value: translated(words) for value, words in STATUSES.items()},
        terms=terms[:PAGE],
        total=len(terms),
        typed=typed or Term(request.args.get("source", "")[:500], ""),
        instead_of=instead_of if typed else None,
        error=error,
        gone=held[0] if held else None,
        may_save=person().may(Role.TRANSLATOR, locale=locale),
        may_import=person().may(Role.EDITOR, locale=locale),
    )


def _status() -> Standing:
    given = request.form.get("status", Standing.APPROVED)
    if given not in list(Standing):
        abort(400, _("There is no status of that name."))
    return Standing(given)


def _require(locale: str) -> Workspace:
    space = workspace()
    if locale not in space.config.locales:
        abort(404, UNKNOWN_LOCALE)
    return space


def _there(locale: str) -> Response:
    return redirect(url_for("glossary.page", locale=locale), 303)
