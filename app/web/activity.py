"""The activity page: who did what, what it changed, and the way back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.model import State
from app.store.activity import Entry, Kind, Wanted
from app.store.people import Role
from app.web import words
from app.web.access import allow, person
from app.web.difference import Runs, difference
from app.web.history import DEEDS, named
from app.web.interface import _, timestamp, when
from app.web.places import workspace
from app.wording import Message
from app.workflow import history, reverting
from app.workflow.reverting import Reverted

PAGE = 50  # entries
LARGEST = 2**53  # no id is
FILTERS = ("person", "issue", "locale", "kind", "day", "batch")

FACTS = {
    "origin": Message("From: {value}"),
    "format": Message("Format: {value}"),
    "fallback": Message("Gaps: {value}"),
    "sha256": Message("SHA-256: {value}"),
    "reason": Message("Reason: {value}"),
}

blueprint = Blueprint("activity", __name__)


class Line(NamedTuple):
    """An entry as the page shows it."""

    entry: Entry
    who: str
    deed: str
    when: str
    timestamp: str
    address: str  # of the segment, or of the issue
    before: State | None  # where the state is another one now
    after: State | None
    difference: Runs
    facts: list[str]
    more: int  # others that were done at once with it
    revertable: bool


@blueprint.get("/activity")
@allow(Role.TRANSLATOR)
def page() -> str:
    """Narrowed by `person`, `issue`, `locale`, `kind`, `day` (2026-11-23) and `batch`; `before` an entry's id."""
    return _page()


@blueprint.post("/activity/revert")
@allow(Role.TRANSLATOR)
def revert() -> Response | tuple[str, int]:
    """A form with `entry`, an id, or `batch`: that change, or all that was done at once, is taken back."""
    space = workspace()
    number = request.form.get("entry", 0, type=int)
    entries = reverting.changes(space, number=min(max(number, 0), LARGEST), batch=request.form.get("batch", ""))
    if not entries:
        abort(404, _("The history has no such change."))
    if not all(_may_revert(entry) for entry in entries):
        abort(403, _("Your account does not translate into this locale."))
    done = reverting.revert(space, entries, person=person().name)
    if done.refused:
        return _page(done), 200 if done.done else 409
    return redirect(url_for("activity.page", batch=done.batch), 303)


def _page(done: Reverted | None = None) -> str:
    space = workspace()
    asked = {name: request.args.get(name, "").strip() for name in FILTERS}
    before = min(max(request.args.get("before", 0, type=int), 0), LARGEST)
    found = history.page_of(space, _wanted(asked), before=before, size=PAGE)
    given = {name: value for name, value in asked.items() if value}
    return render_template(
        "activity/page.html",
        lines=[_line(entry, more=found.sizes.get(entry.batch, 1) - 1) for entry in found.entries],
        asked=asked,
        people=history.people(space),
        source=words.locale_words(space.config.source_locale),
        locales=space.config.locales,
        kinds=[(kind.value, _(DEEDS[kind])) for kind in Kind if kind is not Kind.ELSEWHERE],
        older=f"?{urlencode({**given, 'before': found.entries[-1].id})}" if found.older else "",
        newest=f"?{urlencode(given)}" if before else "",
        batch=asked["batch"] if any(_may_revert(entry) for entry in found.entries) else "",
        done=done,
        refused=[(_line(entry), error) for entry, error in done.refused] if done else [],
    )


def _wanted(asked: dict[str, str]) -> Wanted:
    since, until = _day(asked["day"])
    return Wanted(
        person=asked["person"],
        slug=asked["issue"],
        locale=asked["locale"],
        kind=asked["kind"],
        batch=asked["batch"],
        since=since,
        until=until,
    )


def _day(text: str) -> tuple[int, int]:
    """Milliseconds of the beginning and the end of a day, "2026-11-23", where the server stands; zeros for no day."""
    try:
        start = datetime.fromisoformat(text[:10])
        return int(start.timestamp() * 1000), int((start + timedelta(days=1)).timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        return 0, 0


def _line(entry: Entry, *, more: int = 0) -> Line:
    before, after = entry.before, entry.after
    other = before is not None and after is not None and before.state != after.state
    return Line(
        entry=entry,
        who=named(entry.person),
        deed=_(DEEDS[entry.kind]) if entry.kind in DEEDS else entry.kind,
        when=when(entry.at),
        timestamp=timestamp(entry.at),
        address=_address(entry),
        before=State(before.state) if before and other else None,
        after=State(after.state) if after and other else None,
        difference=difference(before.target, after.target) if before and after else [],
        facts=_facts(entry),
        more=more,
        revertable=_may_revert(entry),
    )


def _facts(entry: Entry) -> list[str]:
    reason = entry.after.accept if entry.after else ""
    facts = {**entry.facts, **({"reason": reason} if reason else {})}
    return [_(FACTS[name], value=value) for name, value in facts.items() if name in FACTS and value]


def _may_revert(entry: Entry) -> bool:
    return bool(entry.before and entry.after) and person().may(Role.TRANSLATOR, locale=entry.locale)


def _address(entry: Entry) -> str:
    if not entry.slug:
        return ""
    if not entry.segment or not entry.locale:
        return url_for("issue.page", slug=entry.slug)
    return url_for("review.page", locale=entry.locale, slug=entry.slug, _anchor=entry.segment)
