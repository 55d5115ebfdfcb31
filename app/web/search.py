"""Search over everything: one box on every screen, segments and issues that hold what is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template, request

from app.core.folding import Span
from app.core.model import State
from app.store.people import Role
from app.web.access import allow
from app.web.interface import _
from app.web.places import workspace
from app.web.words import word
from app.workflow.search import LONGEST, search
from app.workflow.titles import title_of

blueprint = Blueprint("search", __name__)

Marked = list[tuple[bool, str]]  # whether it is what was asked for, text


@blueprint.get("/search")
@allow(Role.TRANSLATOR)
def index() -> str:
    space = workspace()
    text = request.args.get("q", "").replace("\0", "")[:LONGEST]
    locale, state = request.args.get("locale", ""), request.args.get("state", "")
    locale = locale if locale in space.config.locales else ""
    state = state if state in set(State) else ""
    answer = search(space, text, locale=locale, state=State(state) if state else None)
    return render_template(
        "search/page.html",
        asked=text,
        locale=locale,
        state=state,
        answer=answer,
        marked=marked,
        titles={slug: title_of(space, slug) for slug in {found.hit.slug for found in answer.segments}},
        locales=space.config.locales,
        states=[("", _("Every state")), *((one.value, word(one)) for one in State)],
        source_locale=space.config.source_locale,
    )


def marked(text: str, places: Sequence[Span]) -> Marked:
    """`text` in pieces, those at `places` told apart."""
    pieces: Marked = []
    done = 0
    for start, end in places:
        pieces += [(False, text[done:start]), (True, text[start:end])]
        done = end
    pieces.append((False, text[done:]))
    return [piece for piece in pieces if piece[1]]
