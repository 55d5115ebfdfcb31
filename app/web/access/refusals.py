"""How those are turned away who may not come in, or not do what they ask for."""

from __future__ import annotations

from flask import g, request
from werkzeug.exceptions import Forbidden, Unauthorized

from app.store import security_log
from app.web.places import workspace
from app.wording import Message

NO_SESSION = Message(
    "This page needs the address that `passeur serve` printed when it started, the one with ?token= in it."
    " Open that address once in this browser, then come back here."
)
SIGN_IN = Message("Sign in first: your session has ended, or was never begun in this browser.")
NOT_YOURS = Message("Your account may not do this. An administrator can change what it may do.")
UNKNOWN_HOST = Message("Passeur answers only at the address it printed when it started.")


class SignedOut(Unauthorized):
    """Nobody we know. With `accounts` there is a page to sign in at."""

    kind = "signed_out"

    def __init__(self, message: str = "", *, accounts: bool = False) -> None:
        super().__init__(message or (SIGN_IN if accounts else NO_SESSION))
        self.accounts = accounts


class Refused(Forbidden):
    """Somebody who may not do this."""

    kind = "refused"


class Forged(Forbidden):
    """A request that no page of ours made."""

    kind = "forged"


def note(event: str, *, person: str = "") -> None:
    """Put a refusal into the security log: who was refused what."""
    name = person or (g.person.name if g.get("person") else "")
    what = {"method": request.method, "path": request.path, "address": request.remote_addr or ""}
    security_log.note(workspace().state_folder, event, person=name, **what)
