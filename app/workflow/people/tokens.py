"""Tokens: scripts that call the API in somebody's name, never with more rights than that person has."""

from __future__ import annotations

from collections.abc import Sequence

from app.errors import UsageError
from app.store import security_log, tokens
from app.store.people import Person, Role
from app.store.tokens import Token
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.people import rights

LONGEST_LABEL = 60  # characters
LONGEST_DAYS = 366
ID_LENGTH = 8  # characters of a digest that name a token to its owner


def make(
    workspace: Workspace, person: Person, label: str, *, locales: Sequence[str] = (), read_only: bool = False, days: int
) -> str:
    """A new token, to be shown once; `locales` is empty for all that the person may.

    UsageError for a label, a time or locales that cannot be.
    """
    if not label.strip() or len(label) > LONGEST_LABEL or not label.isprintable():
        raise UsageError(Message("A token needs a label of at most {most} characters.", most=LONGEST_LABEL))
    if not 1 <= days <= LONGEST_DAYS:
        raise UsageError(Message("A token lasts at most {most} days.", most=LONGEST_DAYS))
    wanted = rights.locales_for(workspace, Role.TRANSLATOR, locales) if locales else ()
    with workspace.database.begin() as connection:
        secret = tokens.add(
            connection, person.id or None, label=label.strip(), locales=wanted, read_only=read_only, days=days
        )
    security_log.note(workspace.state_folder, "token made", person=person.name, label=label)
    return secret


def everything(workspace: Workspace, person: Person) -> list[Token]:
    """All of somebody's, the newest first."""
    if not workspace.database.path.exists():
        return []
    with workspace.database.begin() as connection:
        return tokens.of_account(connection, person.id or None)


def named(those: Sequence[Token], identity: str) -> Token:
    """The one whose digest begins so; UsageError when that is none of them, or could be several."""
    found = [token for token in those if token.digest.startswith(identity)]
    if len(found) != 1 or len(identity) < ID_LENGTH:
        raise UsageError(
            Message("There is no token {id}.", id=identity), fix=Message("`passeur user tokens` shows them.")
        )
    return found[0]


def revoke(workspace: Workspace, person: Person, digest: str) -> None:
    """Take back one of somebody's own."""
    with workspace.database.begin() as connection:
        gone = tokens.revoke(connection, person.id or None, digest=digest)
    if gone:
        security_log.note(workspace.state_folder, "token revoked", person=person.name)
