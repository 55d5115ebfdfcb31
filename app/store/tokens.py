"""Tokens with which scripts call the API in somebody's name, and within narrower limits if wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from app.store import credentials, moments
from app.store.tables import api_tokens

PREFIX = "passeur_"  # so that scanners of leaked secrets can know it


@dataclass(frozen=True)
class Token:
    """`locales` is empty for all that its owner may; `account` is None on a server without accounts."""

    digest: str
    account: int | None
    label: str
    locales: tuple[str, ...]
    read_only: bool
    created: int
    expires: int
    used: int | None


COLUMNS = [api_tokens.c[name] for name in Token.__dataclass_fields__]


def add(
    connection: Connection, account: int | None, *, label: str, locales: tuple[str, ...], read_only: bool, days: int
) -> str:
    """Make one and give it back: it is not shown again."""
    now, secret = moments.now(), credentials.new(PREFIX)
    values = {"account": account, "label": label, "locales": list(locales), "read_only": read_only}
    times = {"created": now, "expires": now + days * moments.DAY}
    connection.execute(api_tokens.insert().values(digest=credentials.digest(secret), **values, **times))
    return secret


def find(connection: Connection, secret: str) -> Token | None:
    """The token, unless it expired or was taken back."""
    wanted = select(*COLUMNS).where(
        api_tokens.c.digest == credentials.digest(secret), api_tokens.c.expires > moments.now()
    )
    row = connection.execute(wanted).first()
    return _of_row(dict(row._mapping)) if row else None


def use(connection: Connection, digest: str) -> None:
    """Note that it is in use."""
    connection.execute(api_tokens.update().where(api_tokens.c.digest == digest).values(used=moments.now()))


def of_account(connection: Connection, account: int | None) -> list[Token]:
    """All of somebody's, the newest first; expired ones too, until they are taken away."""
    wanted = select(*COLUMNS).where(api_tokens.c.account == account).order_by(api_tokens.c.created.desc())
    return [_of_row(dict(row._mapping)) for row in connection.execute(wanted)]


def revoke(connection: Connection, account: int | None, *, digest: str = "") -> int:
    """Take back one of somebody's tokens, or all; how many."""
    gone = api_tokens.delete().where(api_tokens.c.account == account)
    return connection.execute(gone.where(api_tokens.c.digest == digest) if digest else gone).rowcount


def _of_row(values: dict[str, Any]) -> Token:
    return Token(**{**values, "locales": tuple(values["locales"])})
