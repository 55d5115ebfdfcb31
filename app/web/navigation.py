"""Which screens there are, in the order in which the bar at the top shows them, and who sees them there."""

from __future__ import annotations

from typing import NamedTuple

from flask import Flask, g, request, url_for

from app.store.people import Role
from app.web.interface import translated
from app.wording import Message


class Screen(NamedTuple):
    endpoint: str
    label: Message
    least: Role = Role.TRANSLATOR


SCREENS = (
    Screen("dashboard.index", Message("Issues")),
    Screen("glossary.first", Message("Glossary")),
    Screen("memory.first", Message("Memory")),
    Screen("concordance.page", Message("Concordance")),
    Screen("activity.page", Message("Activity")),
    Screen("statistics.page", Message("Statistics")),
    Screen("people.page", Message("People"), Role.ADMINISTRATOR),
)


def screens() -> list[tuple[str, str, bool]]:
    """(address, words, whether it is this one) of the screens that the person who asks may open."""
    person = g.get("person")
    blueprint = (request.endpoint or "").partition(".")[0]
    return [
        (url_for(one.endpoint), translated(one.label), one.endpoint.startswith(f"{blueprint}."))
        for one in SCREENS
        if person is not None and person.may(one.least)
    ]


def install(app: Flask) -> None:
    """Make the list usable in the templates of `app`."""
    app.jinja_env.globals["screens"] = screens
