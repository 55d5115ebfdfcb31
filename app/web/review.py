"""The review screen: the whole issue, source beside target, and its live preview."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache, partial

from flask import Blueprint, abort, current_app, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.core.model import State
from app.errors import ConflictError
from app.store.people import Role
from app.web import headers, words
from app.web.access import allow, person
from app.web.difference import difference
from app.web.interface import region
from app.web.places import require
from app.web.runs import runs
from app.web.words import LocaleWords
from app.workflow import review
from app.workflow.marks import Mark, marks
from app.workflow.review import Row

LONGEST_SEARCH = 200  # characters
REMEMBERED = 6_000  # rows as HTML, about 1 kB each: those of the issues under review
CHUNK = 50  # rows that the browser lays out together
PREVIEW_STYLE = '<link rel="stylesheet" href="/static/preview.css"></head>'

blueprint = Blueprint("review", __name__)


@blueprint.get("/review/<locale:locale>/<slug:slug>")
@allow(Role.TRANSLATOR)
def page(locale: str, slug: str) -> str:
    space = require(slug, locale)
    opened = review.open_review(space, slug, locale)
    marked = marks(space, opened.issue)
    may_save = person().may(Role.TRANSLATOR, locale=locale)
    shown = partial(
        _row,
        source=words.locale_words(space.config.source_locale),
        target=words.locale_words(locale),
        labels=opened.issue.document.labels,
        may_save=may_save,
        region=region(),
    )
    numbered = [
        (number, shown(row, number, marked[row.segment.block, row.segment.start]))
        for number, row in enumerate(opened.rows, 1)
    ]
    counts = Counter(row.unit.state.value for row in opened.rows)
    counts[""] = len(opened.rows)
    counts[words.NEEDS_REVIEW] = len(opened.rows) - counts[State.APPROVED.value]
    counts[words.WITH_ERRORS] = sum(bool(row.errors) for row in opened.rows)
    wanted, filters = request.args.get("state", ""), words.filters()
    return render_template(
        "review/page.html",
        review=opened,
        slug=slug,
        title=opened.issue.title,
        source_words=words.locale_words(space.config.source_locale),
        target_words=words.locale_words(locale),
        every_locale=words.every_locale(space.config.locales),
        chunks=[numbered[start : start + CHUNK] for start in range(0, len(numbered), CHUNK)],
        counts=counts,
        filters=filters,
        searched=request.args.get("q", "")[:LONGEST_SEARCH],
        wanted=wanted if wanted in dict(filters) else "",
        may_save=may_save,
    )


@lru_cache(maxsize=REMEMBERED)
def _row(
    row: Row,
    number: int,
    mark: Mark,
    *,
    source: LocaleWords,
    target: LocaleWords,
    labels: frozenset[str],
    may_save: bool,
    region: str,
) -> Markup:
    """A row as HTML; remembered, as most rows of a page are what they were when it was last opened.

    `region` is that of the texts in it: named so that what was said for one is not shown in another.
    """
    macro = current_app.jinja_env.get_template("review/row.html").module.row_of  # type: ignore[attr-defined]
    html: Markup = macro(row, number, mark, source, target, partial(runs, labels=labels), difference, may_save)
    return html


@blueprint.get("/review/<locale:locale>/<slug:slug>/preview")
@allow(Role.TRANSLATOR)
def preview(locale: str, slug: str) -> Response:
    """The assembled issue for the frame beside the rows: no script runs in it."""
    html = review.preview(require(slug, locale), slug, locale)
    response = current_app.make_response(html.replace("</head>", PREVIEW_STYLE, 1))
    response.headers["Content-Security-Policy"] = headers.PREVIEW_POLICY
    return response


@blueprint.get("/review/<locale:locale>/<slug:slug>/preview/<segment:segment>")
@allow(Role.TRANSLATOR)
def preview_piece(locale: str, slug: str, segment: str) -> dict[str, object]:
    """{state, lang, dir, nodes} of one segment after a save; `nodes` is null where only the whole page can tell."""
    space = require(slug, locale)
    try:
        piece = review.preview_piece(space, slug, locale, segment=segment)
    except ConflictError:
        abort(404)
    spoken = words.locale_words(space.config.source_locale if piece.is_source else locale)
    return {"state": piece.state.value, "lang": spoken.lang, "dir": spoken.dir, "nodes": piece.nodes}
