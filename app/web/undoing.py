"""What somebody deleted last on a page, kept on the server until they undo it or delete something else."""

from __future__ import annotations

import json
from contextlib import suppress

from flask import session

from app.errors import UsageError
from app.store.incoming import Incoming, Kept
from app.web.access import person
from app.web.places import workspace


def remember(kind: str, locale: str, *, values: list[str]) -> None:
    """`kind` is of thing, as "term"; the one before of that kind is forgotten."""
    forget(kind)
    about = Kept(name=kind, origin=locale, stem="", format="json", person=person().name)
    session[_key(kind)] = Incoming(workspace().state_folder).keep(about, json.dumps(values).encode())


def remembered(kind: str, locale: str) -> list[str] | None:
    """The values of what was deleted last in a locale; None when there is nothing to undo."""
    name = session.get(_key(kind))
    if not name:
        return None
    incoming = Incoming(workspace().state_folder)
    try:
        about = incoming.about(name, person=person().name)
        return [str(value) for value in json.loads(incoming.data(name))] if about.origin == locale else None
    except UsageError:  # a day old, and swept
        return None


def forget(kind: str) -> None:
    name = session.pop(_key(kind), None)
    if name:
        with suppress(UsageError):
            Incoming(workspace().state_folder).drop(name)


def _key(kind: str) -> str:
    return f"undo-{kind}"
