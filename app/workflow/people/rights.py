"""Accounts as administrators and the command line handle them: made, changed, reset, closed. `by` is who does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex
from sqlalchemy import Connection

from app.errors import UsageError
from app.store import accounts, invitations, security_log, sessions, tokens
from app.store.accounts import Account
from app.store.people import LOCAL, Role
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.people import passwords

COMMAND_LINE = "(command line)"  # who acts when nobody is signed in; no name can be that

NAME = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,59}")
NAME_RULE = Message(
    "A name is made of letters, digits, dots, hyphens and underscores, 60 at most, and begins with a letter or digit."
)
LAST = Message("Somebody must stay administrator.")


@dataclass(frozen=True)
class Standing:
    """An account and how many sessions of it are open; `seen` is when the last was used, 0 without one."""

    account: Account
    sessions: int
    seen: int


def everybody(workspace: Workspace) -> list[Standing]:
    """All accounts by name, closed ones last."""
    if not accounts.any_there(workspace.database):
        return []
    with workspace.database.begin() as connection:
        seen = sessions.last_seen(connection)
        found = accounts.everybody(connection)
    return [Standing(one, len(seen.get(one.id, ())), max(seen.get(one.id, (0,)))) for one in found]


def find(workspace: Workspace, name: str) -> Account:
    """The account of a name; UsageError when there is none."""
    found = None
    if accounts.any_there(workspace.database):
        with workspace.database.begin() as connection:
            found = accounts.by_name(connection, name)
    if found is None:
        raise UsageError(
            Message("There is no account named {name}.", name=name), fix=Message("`passeur user list` shows them.")
        )
    return found


def add(
    workspace: Workspace, name: str, role: Role, *, locales: Sequence[str] = (), password: str = "", by: str
) -> Account:
    """A new account; without a password nobody can sign in with it until a link was used (`reset`).

    UsageError for a name, a password or locales that cannot be, and for a first account that is no administrator's.
    """
    if password:
        passwords.check(password, name=name)
    kept = passwords.kept(password) if password else ""
    if role is not Role.ADMINISTRATOR and not accounts.any_there(workspace.database):
        fix = Message("Make one with `passeur user add NAME --role administrator`, then the others.")
        raise UsageError(Message("The first account must be an administrator's."), fix=fix)
    with workspace.database.begin() as connection:
        return make(workspace, connection, name, role, locales=locales, kept=kept, by=by)


def make(
    workspace: Workspace, connection: Connection, name: str, role: Role, *, locales: Sequence[str], kept: str, by: str
) -> Account:
    """The account alone, within a transaction that does more; `kept` as `passwords.kept` gives it."""
    if not NAME.fullmatch(name) or accounts.folded(name) == LOCAL.name:
        raise UsageError(Message("That cannot be a name."), fix=NAME_RULE)
    made = accounts.add(connection, name, role=role, locales=locales_for(workspace, role, locales), password=kept)
    if made is None:
        raise UsageError(
            Message("There is an account named {name} already.", name=name), fix=Message("Choose another name.")
        )
    _note(workspace, "account made", made, by=by, role=role.value)
    return made


def locales_for(workspace: Workspace, role: Role, locales: Sequence[str]) -> tuple[str, ...]:
    """The locales that go with a role: a translator's own, for the others none, as they may save in all.

    UsageError for one that passeur.yaml does not list, or a translator without any.
    """
    known = workspace.config.locales
    unknown = next((locale for locale in locales if locale not in known), None)
    if unknown is not None:
        fix = Message("Locales: {locales}.", locales=", ".join(known))
        raise UsageError(Message("passeur.yaml does not list the locale {locale}.", locale=unknown), fix=fix)
    if role is not Role.TRANSLATOR:
        return ()
    if not locales:
        raise UsageError(Message("A translator needs a locale to work in."), fix=Message("Name at least one."))
    return tuple(dict.fromkeys(locales))


def change(workspace: Workspace, account: Account, role: Role, *, locales: Sequence[str], by: str) -> None:
    """Give an account another role or other locales; another role ends its sessions, so that it is signed in to anew.

    UsageError as `add`, and when no administrator would be left.
    """
    wanted = locales_for(workspace, role, locales)
    with workspace.database.begin() as connection:
        if not accounts.change_rights(connection, account.id, role=role, locales=wanted):
            raise UsageError(LAST, fix=Message("Make somebody else one first."))
        if role is not account.role:
            sessions.end(connection, account.id)
    _note(workspace, "rights changed", account, by=by, role=role.value, locales=",".join(wanted))


def end_sessions(workspace: Workspace, account: Account, *, by: str) -> int:
    """Sign an account out everywhere; how many sessions ended."""
    with workspace.database.begin() as connection:
        ended = sessions.end(connection, account.id)
    _note(workspace, "sessions ended", account, by=by, number=ended)
    return ended


def close(workspace: Workspace, account: Account, *, by: str) -> None:
    """End an account for good: its sessions, its tokens, its links. What it did stays in the history.

    UsageError when no administrator would be left.
    """
    with workspace.database.begin() as connection:
        if not accounts.close(connection, account.id):
            raise UsageError(LAST, fix=Message("Make somebody else one first."))
        _shut(connection, account)
        invitations.withdraw_for(connection, account.id)
    _note(workspace, "account closed", account, by=by)


def reset(workspace: Workspace, account: Account, *, by: str) -> str:
    """Void the password, the authenticator, the sessions and the tokens; the secret of a link that sets them anew.

    UsageError for a closed account.
    """
    if account.closed:
        raise UsageError(Message("The account {name} is closed.", name=account.name), fix=Message("Make a new one."))
    with workspace.database.begin() as connection:
        accounts.set_password(connection, account.id, "")
        accounts.set_totp(connection, account.id, "")
        _shut(connection, account)
        secret = invitations.add(connection, account.role, locales=account.locales, invited_by=by, account=account.id)
    _note(workspace, "account reset", account, by=by)
    return secret


def _shut(connection: Connection, account: Account) -> None:
    sessions.end(connection, account.id)
    tokens.revoke(connection, account.id)


def _note(workspace: Workspace, event: str, account: Account, *, by: str, **facts: str | int) -> None:
    security_log.note(workspace.state_folder, event, person=account.name, by=by, **facts)
