"""The memory of a locale: looked through, corrected, taken out with an undo, exchanged as TMX."""

from __future__ import annotations

from io import BytesIO
from tempfile import TemporaryFile

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from app.errors import InputError, PasseurError
from app.store.incoming import Incoming, Kept
from app.store.people import Role
from app.store.workspace import Workspace
from app.web import undoing
from app.web.access import allow, person
from app.web.bodies import accepts
from app.web.concordance import address
from app.web.places import UNKNOWN_LOCALE, workspace
from app.wording import Message
from app.workflow import memory
from app.workflow.memory import Entry

PAGE = 50
UNDO = "match"
FILE_LIMIT = 50_000_000  # bytes

blueprint = Blueprint("memory", __name__)


@blueprint.get("/memory")
@allow(Role.TRANSLATOR)
def first() -> Response:
    return _there(workspace().config.locales[0])


@blueprint.get("/memory/<locale:locale>")
@allow(Role.TRANSLATOR)
def page(locale: str) -> str:
    """Narrowed by `q`."""
    return _page(_require(locale), locale)


@blueprint.post("/memory/<locale:locale>/correct")
@allow(Role.TRANSLATOR)
def correct(locale: str) -> Response | tuple[str, int]:
    space = _require(locale)
    try:
        memory.correct(space, locale, _entry(), target=request.form.get("new_target", ""), by=person().name)
    except PasseurError as error:
        return _page(space, locale, error=error), 409
    return _there(locale)


@blueprint.post("/memory/<locale:locale>/take-out")
@allow(Role.TRANSLATOR)
def take_out(locale: str) -> Response | tuple[str, int]:
    space, entry = _require(locale), _entry()
    try:
        memory.take_out(space, locale, entry, by=person().name)
    except PasseurError as error:
        return _page(space, locale, error=error), 409
    undoing.remember(UNDO, locale, values=[entry.slug, entry.segment, entry.source, entry.target])
    return _there(locale)


@blueprint.post("/memory/<locale:locale>/undo")
@allow(Role.TRANSLATOR)
def undo(locale: str) -> Response | tuple[str, int]:
    """Put the unit back that was taken out last."""
    space = _require(locale)
    held = undoing.remembered(UNDO, locale)
    undoing.forget(UNDO)
    if held:
        try:
            memory.put_back(space, locale, Entry(*held), by=person().name)
        except PasseurError as error:
            return _page(space, locale, error=error), 409
    return _there(locale)


@blueprint.get("/memory/<locale:locale>/file.tmx")
@allow(Role.TRANSLATOR)
def give_out(locale: str) -> Response:
    """The whole memory as a file."""
    space = _require(locale)
    file = TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    try:
        memory.export(space, locale, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    name = f"memory-{locale}.tmx"
    return send_file(file, mimetype="application/x-tmx+xml", as_attachment=True, download_name=name)


@blueprint.post("/memory/<locale:locale>/import")
@accepts(FILE_LIMIT)
@allow(Role.EDITOR)
def look(locale: str) -> str | tuple[str, int]:
    """A `file` is looked at; what it would do is shown, and it is kept for the step after."""
    space = _require(locale)
    file = request.files.get("file")
    if file is None or not file.filename:
        return _page(space, locale, error=InputError(Message("Choose a file first."))), 400
    data = file.read()
    try:
        plan = memory.plan(space, locale, BytesIO(data), name=file.filename)
    except PasseurError as error:
        return _page(space, locale, error=error), 400
    about = Kept(name=file.filename[:200], origin="", stem="", format="tmx", person=person().name)
    kept = Incoming(space.state_folder).keep(about, data)
    return render_template("memory/plan.html", locale=locale, plan=plan, name=file.filename, kept=kept)


@blueprint.post("/memory/<locale:locale>/import/<string(length=32):kept>")
@allow(Role.EDITOR)
def take_in(locale: str, kept: str) -> Response:
    """Take in what was looked at."""
    space, incoming = _require(locale), Incoming(workspace().state_folder)
    about = incoming.about(kept, person=person().name)
    memory.take_in(space, locale, BytesIO(incoming.data(kept)), name=about.name)
    incoming.drop(kept)
    return _there(locale)


def _page(space: Workspace, locale: str, *, error: PasseurError | None = None) -> str:
    asked = request.args.get("q", "")[:400]
    hits = memory.listed(space, locale, text=asked, limit=PAGE + 1)
    held = undoing.remembered(UNDO, locale)
    return render_template(
        "memory/page.html",
        locale=locale,
        locales=space.config.locales,
        source_locale=space.config.source_locale,
        asked=asked,
        hits=hits[:PAGE],
        more=len(hits) > PAGE,
        behind=space.index.behind,
        address=address,
        error=error,
        gone=held[2] if held else None,
        may_save=person().may(Role.TRANSLATOR, locale=locale),
        may_import=person().may(Role.EDITOR, locale=locale),
    )


def _entry() -> Entry:
    return Entry(*(request.form.get(name, "") for name in ("slug", "segment", "source", "target")))


def _require(locale: str) -> Workspace:
    space = workspace()
    if locale not in space.config.locales:
        abort(404, UNKNOWN_LOCALE)
    return space


def _there(locale: str) -> Response:
    return redirect(url_for("memory.page", locale=locale), 303)
