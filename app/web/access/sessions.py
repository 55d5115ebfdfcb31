"""People with accounts: the cookie holds the secret of a session that the database knows, until either ends it."""

from __future__ import annotations

from contextlib import suppress

from flask import session

from app.errors import DiskError
from app.store import accounts, moments, sessions
from app.store.workspace import Workspace
from app.web.access.recent import Recent
from app.web.access.visitors import Visitor

KEY = "key"
SEEN_EVERY = moments.MINUTE  # how exactly it is known when a session was last used
PATIENCE = 1  # seconds: a database that is busy for longer learns of it at a later request


def needed(workspace: Workspace, recent: Recent) -> bool:
    """Whether there are accounts, so that one has to sign in."""
    return recent.get("accounts", lambda: accounts.any_there(workspace.database))


def visitor(workspace: Workspace, recent: Recent) -> Visitor | None:
    secret = str(session.get(KEY, ""))
    return recent.get(("session", secret), lambda: _look(workspace, secret)) if secret else None


def keep(secret: str) -> None:
    """Give the browser a session that was opened, in place of whatever it held."""
    session.clear()
    session[KEY] = secret


def _look(workspace: Workspace, secret: str) -> Visitor | None:
    with workspace.database.begin() as connection:
        found = sessions.find(connection, secret)
    if found is None:
        return None
    open_one, account = found
    if moments.now() - open_one.seen > SEEN_EVERY:
        with suppress(DiskError), workspace.database.begin(patience=PATIENCE) as connection:
            sessions.see(connection, open_one.digest)
    return Visitor(account.person, csrf=open_one.csrf, session=open_one.digest)
