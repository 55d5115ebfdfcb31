"""Invitations: a link by which somebody chooses a password, and a name where the account is new."""

from __future__ import annotations

from collections.abc import Sequence

from app.errors import UsageError
from app.store import accounts, invitations, security_log
from app.store.accounts import Account
from app.store.invitations import Invitation
from app.store.people import Role
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.people import passwords, rights

LONGEST_NOTE = 200  # characters
SPENT = Message("This link was used already, or is more than a day old.")
ASK = Message("Ask an administrator for another.")


def invite(workspace: Workspace, role: Role, *, locales: Sequence[str] = (), note: str = "", by: str) -> str:
    """The secret of a link for a new account; UsageError for locales that cannot be."""
    wanted = rights.locales_for(workspace, role, locales)
    if not accounts.any_there(workspace.database):
        raise UsageError(
            Message("There is no account yet."),
            fix=Message("Make one with `passeur user add NAME --role administrator`."),
        )
    with workspace.database.begin() as connection:
        secret = invitations.add(connection, role, locales=wanted, invited_by=by, note=note[:LONGEST_NOTE])
    security_log.note(workspace.state_folder, "invited", role=role.value, locales=",".join(wanted), by=by)
    return secret


def waiting(workspace: Workspace) -> list[Invitation]:
    """Those for new accounts that nobody has used yet, the newest first."""
    with workspace.database.begin() as connection:
        return invitations.waiting(connection)


def withdraw(workspace: Workspace, digest: str, *, by: str) -> None:
    """Void an invitation, if it is still open."""
    with workspace.database.begin() as connection:
        gone = invitations.withdraw(connection, digest)
    if gone:
        security_log.note(workspace.state_folder, "invitation withdrawn", by=by)


def look(workspace: Workspace, secret: str) -> tuple[Invitation, Account | None]:
    """What a link is for: the invitation and, if it sets a password anew, the account. UsageError when it is spent."""
    if not accounts.any_there(workspace.database):
        raise UsageError(SPENT, fix=ASK)
    with workspace.database.begin() as connection:
        found = invitations.find(connection, secret)
        account = accounts.by_id(connection, found.account) if found and found.account else None
    if found is None or (account and account.closed):
        raise UsageError(SPENT, fix=ASK)
    return found, account


def accept(workspace: Workspace, secret: str, *, name: str, password: str) -> Account:
    """Use a link up: the account that it made, or whose password it set. UsageError as `look` and `rights.add`."""
    found, account = look(workspace, secret)
    called = account.name if account else name
    passwords.check(password, name=called)
    kept = passwords.kept(password)
    with workspace.database.begin() as connection:
        if not invitations.use(connection, found.digest):
            raise UsageError(SPENT, fix=ASK)
        if account is None:
            return rights.make(
                workspace, connection, called, found.role, locales=found.locales, kept=kept, by=found.invited_by
            )
        accounts.set_password(connection, account.id, kept)
    security_log.note(workspace.state_folder, "password set by link", person=account.name, by=found.invited_by)
    return account
