"""Signing in: a name and a password, a code where one is asked for, then a session. Guessing is slowed down."""

from __future__ import annotations

from app.errors import LimitError
from app.store import accounts, credentials, limits, moments, security_log, sessions
from app.store.accounts import Account
from app.store.people import Role
from app.store.workspace import Workspace
from app.wording import Message, counted
from app.workflow.people import codes, passwords

PER_ACCOUNT, PER_ADDRESS = 5, 20  # tries a minute
WINDOW = moments.MINUTE


def by_password(workspace: Workspace, name: str, password: str, *, address: str) -> Account | None:
    """The account of this name and password, None when they do not fit; LimitError after too many tries.

    `address` is the caller's. An unknown name takes as long as a known one.
    """
    of_account, of_address = f"sign-in {credentials.digest(accounts.folded(name))}", f"address {address}"[:120]
    for key, most in ((of_address, PER_ADDRESS), (of_account, PER_ACCOUNT)):
        _count(workspace, key, most=most, address=address)
    with workspace.database.begin() as connection:
        account = accounts.by_name(connection, name)
    if not passwords.fits(password, account.password if account else "") or account is None or account.closed:
        # the name is written down only when it is one: people type passwords there by mistake
        security_log.note(workspace.state_folder, "sign-in refused", person=_known(account), address=address)
        return None
    with workspace.database.begin() as connection:
        limits.forget(connection, of_account)
        limits.forgive(connection, of_address)
        if passwords.outdated(account.password):
            accounts.set_password(connection, account.id, passwords.kept(password))
    return account


def needs_code(account: Account) -> bool:
    """Administrators do in any case; one without an authenticator sets it up now."""
    return bool(account.totp) or account.role is Role.ADMINISTRATOR


def by_code(workspace: Workspace, account: Account, code: str, *, secret: str, address: str) -> bool:
    """Whether the code fits and was not used before; LimitError after too many tries.

    `secret` is the one that was just shown to somebody who has none yet: the first code that fits makes it theirs.
    """
    _count(workspace, f"code {account.id}", most=PER_ACCOUNT, address=address)
    step = codes.step_of(code, account.totp or secret)
    with workspace.database.begin() as connection:
        if step is not None and not account.totp:
            accounts.set_totp(connection, account.id, secret)
        good = step is not None and accounts.use_step(connection, account.id, step)
    if not good:
        security_log.note(workspace.state_folder, "code refused", person=account.name, address=address)
    elif not account.totp:
        security_log.note(workspace.state_folder, "authenticator set up", person=account.name, address=address)
    return good


def begin(workspace: Workspace, account: Account, *, agent: str, address: str) -> str:
    """Open a session; its secret, for the browser alone."""
    with workspace.database.begin() as connection:
        secret = sessions.begin(connection, account.id, agent=agent)
    security_log.note(workspace.state_folder, "signed in", person=account.name, address=address)
    return secret


def _count(workspace: Workspace, key: str, *, most: int, address: str) -> None:
    with workspace.database.begin() as connection:
        tries, wait = limits.count(connection, key, window=WINDOW)
    if tries > most:
        security_log.note(workspace.state_folder, "too many tries", of=key.partition(" ")[0], address=address)
        seconds = max(1, -(-wait // moments.SECOND))
        fix = counted("Try again in {number} second.", "Try again in {number} seconds.", seconds)
        raise LimitError(Message("There were too many tries to sign in."), seconds=seconds, fix=fix)


def _known(account: Account | None) -> str:
    return account.name if account else "(unknown)"
