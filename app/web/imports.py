"""The import, in steps: choose what comes in, look at what is kept of it, make it an issue."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.errors import OutsideError, PasseurError
from app.importing import ImportedBlock, limits
from app.store.people import Role
from app.web.access import allow, person
from app.web.bodies import accepts
from app.web.interface import _
from app.web.places import workspace
from app.workflow import incoming
from app.workflow.incoming import Choice

FORM = 200_000  # bytes of an upload's form beside the file itself
ENDINGS = ".md,.markdown,.txt,.html,.htm,.xhtml,.mht,.mhtml,.eml,.docx"

blueprint = Blueprint("imports", __name__)

Chunk = tuple[bool, list[tuple[int, ImportedBlock]]]  # whether it is kept, numbered blocks that stand together


@blueprint.get("/import")
@allow(Role.EDITOR)
def choose() -> str:
    return _choose()


@blueprint.post("/import")
@allow(Role.EDITOR)
@accepts(limits.INPUT + FORM)
def receive() -> Response | tuple[str, int]:
    """A file, an address or a text, the first that is given."""
    try:
        return redirect(url_for("imports.look", name=_received()), 303)
    except PasseurError as error:
        return _choose(error), 502 if isinstance(error, OutsideError) else 422


@blueprint.get("/import/<string(length=32):name>")
@allow(Role.EDITOR)
def look(name: str) -> str:
    return _look(name, Choice())


@blueprint.post("/import/<string(length=32):name>")
@allow(Role.EDITOR)
def decide(name: str) -> Response | str | tuple[str, int]:
    """Count again with what was ticked, make the issue, or forget the import."""
    deed, choice, space = request.form.get("deed", ""), _choice(), workspace()
    if deed == "forget":
        incoming.give_up(space, name, person=person().name)
        return redirect(url_for("dashboard.index"), 303)
    if deed != "create":
        return _look(name, choice)
    try:
        slug = incoming.create(space, name, choice, locales=request.form.getlist("locale"), person=person().name)
    except PasseurError as error:
        return _look(name, choice, error=error), 422
    return redirect(url_for("issue.page", slug=slug), 303)


def _received() -> str:
    space, name = workspace(), person().name
    file = request.files.get("file")
    if file and file.filename:
        return incoming.receive(
            space, file.read(limits.INPUT + 1), name=file.filename, person=name, content_type=file.mimetype
        )
    if request.form.get("url", "").strip():
        return incoming.receive_address(space, request.form["url"], person=name)
    return incoming.receive_text(space, request.form.get("text", ""), person=name)


def _choice() -> Choice:
    numbers = {int(one) for one in request.form.getlist("block") if one.isdecimal() and len(one) < 7}
    return Choice(
        kept=frozenset(numbers), title=request.form.get("title", ""), slug=request.form.get("slug", "").strip()
    )


def _choose(error: PasseurError | None = None) -> str:
    return render_template("imports/choose.html", error=error, endings=ENDINGS, most=limits.INPUT >> 20)


def _look(name: str, choice: Choice, *, error: PasseurError | None = None) -> str:
    space = workspace()
    found = incoming.look(space, name, choice, person=person().name)
    locales = request.form.getlist("locale") if request.method == "POST" else space.config.locales
    return render_template(
        "imports/look.html",
        name=name,
        look=found,
        chunks=_chunks(found.report.blocks),
        error=error,
        locales=space.config.locales,
        wanted=locales,
        foreign=_foreign(found.report.language),
        reasons=_reasons(),
        source_lang=space.config.source_locale.replace("_", "-"),
    )


def _foreign(language: str) -> str:
    """What a page says that it is written in, where that is not the language of our sources; else ""."""
    said = language.replace("_", "-").partition("-")[0].lower()
    return "" if said == workspace().config.source_locale.partition("_")[0] else said


def _chunks(blocks: tuple[ImportedBlock, ...]) -> list[Chunk]:
    return [
        (kept, list(group))
        for kept, group in groupby(enumerate(blocks), key=lambda numbered: numbered[1].reason is None)
    ]


def _reasons() -> dict[str, str]:
    """Why blocks are left out, in the words of the screen."""
    return {
        "advertising": _("advertising"),
        "around the text": _("around the text"),
        "by hand": _("left out by you"),
        "comments": _("comments"),
        "cookies": _("cookies"),
        "embedded content": _("embedded content"),
        "form": _("form"),
        "forwarding note": _("forwarding note"),
        "hidden text": _("hidden text"),
        "image in the file": _("image in the file"),
        "navigation": _("navigation"),
        "publication line": _("publication line"),
        "reading time": _("reading time"),
        "related articles": _("related articles"),
        "screen-reader remark": _("screen-reader remark"),
        "second copy": _("second copy"),
        "separator": _("separator"),
        "sharing": _("sharing"),
        "sign-up": _("sign-up"),
        "signature": _("signature"),
        "tracking pixel": _("tracking pixel"),
    }
