"""The statistics page: charts drawn here, each with its numbers in a table beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from babel.dates import format_skeleton
from babel.numbers import format_decimal
from flask import Blueprint, render_template

from app.store.people import Role
from app.web import charts, words
from app.web.access import allow, person
from app.web.charts import Bar
from app.web.interface import _, _n, language, percent
from app.web.places import workspace
from app.workflow.effort import Effort
from app.workflow.statistics import figures

blueprint = Blueprint("statistics", __name__)


class Chart(NamedTuple):
    """A drawing of numbers by week, and what it says to somebody who does not see it."""

    id: str
    name: str
    said: str
    bars: list[Bar]
    points: str


class EffortLine(NamedTuple):
    """What became of an engine's drafts in a locale."""

    locale: str
    engine: str
    route: str
    targets: str
    unchanged: str
    length: float  # of the bar for `unchanged`
    edits: str
    likeness: str


@blueprint.get("/statistics")
@allow(Role.TRANSLATOR)
def page() -> str:
    me = person()
    found = figures(workspace(), person=me.name, today=datetime.now().astimezone().date())
    return render_template(
        "statistics/page.html",
        weeks=[_day(week) for week in found.weeks],
        names=[words.locale_words(locale).name for locale in found.by_locale],
        words_by_week=_rows(found.by_locale.values()),
        so_far_by_week=_rows(found.so_far.values()),
        columns=_charts(found.by_locale, id_="week"),
        lines=_charts(found.so_far, id_="so-far"),
        own=_chart(found.own, most=max(found.own), id_="own", name=_("You")) if any(found.own) else None,
        own_by_week=_rows([found.own]),
        efforts=[_effort(one) for one in found.efforts],
        unmeasured=sum(one.targets - one.measured for one in found.efforts),
        width=charts.WIDTH,
        height=charts.HEIGHT,
        whole=found.whole,
    )


def _charts(numbers: Mapping[str, Sequence[int]], *, id_: str) -> list[Chart]:
    """A chart for each locale, all to one scale."""
    most = max((max(ones) for ones in numbers.values()), default=0)
    return [
        _chart(ones, most=most, id_=f"{id_}-{locale}", name=words.locale_words(locale).name, rises=id_ == "so-far")
        for locale, ones in numbers.items()
    ]


def _chart(numbers: Sequence[int], *, most: int, id_: str, name: str, rises: bool = False) -> Chart:
    total = numbers[-1] if rises else sum(numbers)
    said = _n("{number} word", "{number} words", total)
    return Chart(id_, name, said, charts.columns(numbers, most=most), charts.line(numbers, most=most))


def _rows(numbers: Iterable[Sequence[int]]) -> list[list[str]]:
    """The cells of a table: a row for each week."""
    return [[format_decimal(one, locale=language()) for one in week] for week in zip(*numbers, strict=True)]


def _effort(one: Effort) -> EffortLine:
    return EffortLine(
        locale=words.locale_words(one.locale).name,
        engine=words.engine_words(one.engine, gist=one.gist) or _("unknown"),
        route=one.route,
        targets=format_decimal(one.targets, locale=language()),
        unchanged=percent(one.unchanged / one.targets),
        length=charts.share(one.unchanged, one.targets),
        edits=format_decimal(round(one.edits), locale=language()) if one.measured else "",
        likeness=format_decimal(round(one.likeness), locale=language()) if one.measured else "",
    )


def _day(day: date) -> str:
    return str(format_skeleton("MMMd", datetime(day.year, day.month, day.day), locale=language()))
