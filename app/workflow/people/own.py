"""What people see and change of their own account: sessions, password, authenticator, language, shortcuts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.errors import UsageError
from app.store import accounts, security_log, sessions
from app.store.accounts import Account
from app.store.people import Person, Role
from app.store.sessions import Session
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.people import passwords, signing_in

WRONG = Message("That is not your password.")


def account_of(workspace: Workspace, person: Person) -> Account:
    with workspace.database.begin() as connection:
        found = accounts.by_id(connection, person.id)
    assert found
    return found


def open_sessions(workspace: Workspace, person: Person) -> list[Session]:
    """The one used last first."""
    with workspace.database.begin() as connection:
        return sessions.of_account(connection, person.id)


def end_session(workspace: Workspace, person: Person, digest: str) -> None:
    with workspace.database.begin() as connection:
        sessions.end(connection, person.id, digest=digest)
    security_log.note(workspace.state_folder, "signed out", person=person.name)


def end_other_sessions(workspace: Workspace, person: Person, *, but: str) -> None:
    """Sign out everywhere but in the session of digest `but`."""
    with workspace.database.begin() as connection:
        ended = sessions.end(connection, person.id, but=but)
    security_log.note(workspace.state_folder, "sessions ended", person=person.name, by=person.name, number=ended)


def change_password(workspace: Workspace, person: Person, *, old: str, new: str, address: str) -> Account:
    """Set a password and end every session; UsageError when the old one is wrong or the new one cannot be taken."""
    account = _proven(workspace, person, old, address=address)
    passwords.check(new, name=account.name)
    kept = passwords.kept(new)
    with workspace.database.begin() as connection:
        accounts.set_password(connection, account.id, kept)
        sessions.end(connection, account.id)
    security_log.note(workspace.state_folder, "password changed", person=account.name, address=address)
    return account


def set_up_codes(workspace: Workspace, person: Person, code: str, *, secret: str, address: str) -> None:
    """Ask for codes of this secret from now on; UsageError for a code that does not fit."""
    account = account_of(workspace, person)
    if account.totp:
        raise UsageError(Message("You use an authenticator already."), fix=Message("Give that one up first."))
    if not signing_in.by_code(workspace, account, code, secret=secret, address=address):
        raise UsageError(
            Message("That code does not fit."), fix=Message("Look at the clock of the device, and type the next code.")
        )


def give_up_codes(workspace: Workspace, person: Person, *, password: str, address: str) -> None:
    """Ask for no codes any more; administrators are asked to set up another at their next sign-in."""
    account = _proven(workspace, person, password, address=address)
    with workspace.database.begin() as connection:
        accounts.set_totp(connection, account.id, "")
        if account.role is Role.ADMINISTRATOR:
            sessions.end(connection, account.id)
    security_log.note(workspace.state_folder, "authenticator given up", person=account.name, address=address)


def set_language(workspace: Workspace, person: Person, language: str) -> None:
    with workspace.database.begin() as connection:
        accounts.set_language(connection, person.id, language)


def shortcuts(workspace: Workspace, person: Person) -> dict[str, Any]:
    """deed -> keys, where they differ from ours."""
    with workspace.database.begin() as connection:
        return accounts.shortcuts(connection, person.id)


def set_shortcuts(workspace: Workspace, person: Person, chosen: Mapping[str, Sequence[str]]) -> None:
    with workspace.database.begin() as connection:
        accounts.set_shortcuts(connection, person.id, chosen)


def _proven(workspace: Workspace, person: Person, password: str, *, address: str) -> Account:
    """Their account, once they gave the password again; LimitError after too many tries."""
    found = signing_in.by_password(workspace, person.name, password, address=address)
    if found is None:
        raise UsageError(WRONG, fix=Message("Type the one that you signed in with."))
    return found
