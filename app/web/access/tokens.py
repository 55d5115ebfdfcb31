"""Scripts: they send a token themselves, which no browser does for a foreign page, so nothing can be forged with it."""

from __future__ import annotations

import secrets
from contextlib import suppress

from flask import abort, request

from app.errors import DiskError
from app.store import accounts, moments, tokens
from app.store.people import LOCAL
from app.store.tokens import Token
from app.store.workspace import Workspace
from app.web.access.recent import Recent
from app.web.access.refusals import Refused, SignedOut, note
from app.web.access.sessions import PATIENCE, SEEN_EVERY
from app.web.access.visitors import Visitor
from app.wording import Message

UNKNOWN = Message("The token is not one of this server, or not any more. Tokens serve addresses that begin with /api/.")
READ_ONLY = Message("This token reads, and changes nothing.")
ITS_LOCALES = Message("This token changes only what is of its own locales.")


def given() -> bool:
    return "Authorization" in request.headers


def visitor(workspace: Workspace, recent: Recent, *, own: str | None) -> Visitor:
    """In whose name the script asks; SignedOut for a token that is none. `own` is that of a server without accounts."""
    scheme, _, secret = request.headers["Authorization"].partition(" ")
    if not request.path.startswith("/api/") or scheme.lower() != "bearer":
        raise SignedOut(UNKNOWN)
    if own is not None and secrets.compare_digest(secret.encode("utf-8", "replace"), own.encode()):
        return Visitor(LOCAL)
    found = recent.get(("token", secret), lambda: _look(workspace, secret, alone=own is not None))
    if found is None:
        note("token refused")
        raise SignedOut(UNKNOWN)
    return found


def check_scope(token: Token, *, changes: bool, locale: str | None) -> None:
    """Another locale than a token's own is not there for it; what is of no locale it may read, not change."""
    if changes and token.read_only:
        raise Refused(READ_ONLY)
    if token.locales and locale is not None and locale not in token.locales:
        abort(404)
    if token.locales and locale is None and changes:
        raise Refused(ITS_LOCALES)


def _look(workspace: Workspace, secret: str, *, alone: bool) -> Visitor | None:
    """Tokens of the time before there were accounts are nobody's now."""
    if not workspace.database.path.exists():
        return None
    with workspace.database.begin() as connection:
        token = tokens.find(connection, secret)
        owner = accounts.by_id(connection, token.account) if token and token.account else None
    if token is None or (not alone if owner is None else owner.closed):
        return None
    if moments.now() - (token.used or 0) > SEEN_EVERY:
        with suppress(DiskError), workspace.database.begin(patience=PATIENCE) as connection:
            tokens.use(connection, token.digest)
    return Visitor(owner.person if owner else LOCAL, token=token)
