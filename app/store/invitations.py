"""Invitations: a link that makes one account, or sets the password of one anew; once, within a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from app.store import credentials, moments
from app.store.people import Role
from app.store.tables import invitations

VALID = 24 * moments.HOUR


@dataclass(frozen=True)
class Invitation:
    """`account` is the one whose password is set anew; None makes an account of this role for these locales."""

    digest: str
    role: Role
    locales: tuple[str, ...]
    note: str
    account: int | None
    invited_by: str
    created: int
    expires: int


COLUMNS = [invitations.c[name] for name in Invitation.__dataclass_fields__]


def add(
    connection: Connection,
    role: Role,
    *,
    locales: tuple[str, ...],
    invited_by: str,
    note: str = "",
    account: int | None = None,
) -> str:
    """Make one and give back the secret of its link; an earlier one for the same account is void."""
    if account is not None:
        connection.execute(invitations.delete().where(invitations.c.account == account))
    now, secret = moments.now(), credentials.new()
    values = {"role": role.value, "locales": list(locales), "note": note, "account": account, "invited_by": invited_by}
    times = {"created": now, "expires": now + VALID}
    connection.execute(invitations.insert().values(digest=credentials.digest(secret), **values, **times))
    return secret


def find(connection: Connection, secret: str) -> Invitation | None:
    """The invitation of a link that can still be used."""
    wanted = select(*COLUMNS).where(invitations.c.digest == credentials.digest(secret), *_open())
    row = connection.execute(wanted).first()
    return _of_row(dict(row._mapping)) if row else None


def use(connection: Connection, digest: str) -> bool:
    """Use it up; False when another one was faster."""
    change = invitations.update().where(invitations.c.digest == digest, *_open())
    return connection.execute(change.values(used=moments.now())).rowcount == 1


def waiting(connection: Connection) -> list[Invitation]:
    """Those for new accounts that can still be used, the newest first."""
    wanted = select(*COLUMNS).where(invitations.c.account.is_(None), *_open()).order_by(invitations.c.created.desc())
    return [_of_row(dict(row._mapping)) for row in connection.execute(wanted)]


def withdraw(connection: Connection, digest: str) -> bool:
    return connection.execute(invitations.delete().where(invitations.c.digest == digest, *_open())).rowcount == 1


def withdraw_for(connection: Connection, account: int) -> None:
    """The links that would set an account's password are void."""
    connection.execute(invitations.delete().where(invitations.c.account == account))


def _open() -> tuple[ColumnElement[bool], ...]:
    return invitations.c.used.is_(None), invitations.c.expires > moments.now()


def _of_row(values: dict[str, Any]) -> Invitation:
    return Invitation(**{**values, "role": Role(values["role"]), "locales": tuple(values["locales"])})
