"""Sessions of people with accounts: opened by signing in, ended by hand, by idleness or by age."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select

from app.store import accounts, credentials, moments
from app.store.accounts import Account
from app.store.tables import accounts as accounts_table
from app.store.tables import sessions

IDLE = 8 * moments.HOUR
LONGEST = 7 * moments.DAY
AGENT = 300  # characters of a browser's name that are kept


@dataclass(frozen=True)
class Session:
    """One browser in which somebody is signed in. `digest` names it; it opens nothing."""

    digest: str
    csrf: str
    agent: str
    created: int
    seen: int


COLUMNS = [sessions.c[name] for name in Session.__dataclass_fields__]


def begin(connection: Connection, account: int, *, agent: str) -> str:
    """Open a session and give back its secret; those that ended by themselves are swept out."""
    now, secret = moments.now(), credentials.new()
    connection.execute(sessions.delete().where(~_alive(now)))
    values = {
        "digest": credentials.digest(secret),
        "account": account,
        "csrf": credentials.new(),
        "agent": agent[:AGENT],
    }
    connection.execute(sessions.insert().values(**values, created=now, seen=now))
    return secret


def find(connection: Connection, secret: str) -> tuple[Session, Account] | None:
    """The session of a secret and whose it is; None when it ended or its account is closed."""
    query = (
        select(*COLUMNS, *(column.label(f"account_{column.name}") for column in accounts.COLUMNS))
        .join(accounts_table, accounts_table.c.id == sessions.c.account)
        .where(sessions.c.digest == credentials.digest(secret), accounts_table.c.closed.is_(False))
        .where(_alive(moments.now()))
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    values: dict[str, Any] = dict(row._mapping)
    account = {name.removeprefix("account_"): values.pop(name) for name in list(values) if name.startswith("account_")}
    return Session(**values), accounts.of_row(account)


def see(connection: Connection, digest: str) -> None:
    """Note that a session is in use."""
    connection.execute(sessions.update().where(sessions.c.digest == digest).values(seen=moments.now()))


def of_account(connection: Connection, account: int) -> list[Session]:
    """Those that are open, the one used last first."""
    query = (
        select(*COLUMNS).where(sessions.c.account == account, _alive(moments.now())).order_by(sessions.c.seen.desc())
    )
    return [Session(**row._mapping) for row in connection.execute(query)]


def last_seen(connection: Connection) -> dict[int, list[int]]:
    """When the open sessions of each account were last used."""
    query = select(sessions.c.account, sessions.c.seen).where(_alive(moments.now()))
    found: dict[int, list[int]] = {}
    for account, seen in connection.execute(query):
        found.setdefault(account, []).append(seen)
    return found


def end(connection: Connection, account: int, *, digest: str = "", but: str = "") -> int:
    """End one session of an account, or all of them but one; how many ended."""
    gone = sessions.delete().where(sessions.c.account == account, sessions.c.digest != but)
    return connection.execute(gone.where(sessions.c.digest == digest) if digest else gone).rowcount


def _alive(now: int) -> ColumnElement[bool]:
    """A clock that was set back leaves sessions of the future, which are none."""
    ahead = now + moments.DAY
    idle = and_(sessions.c.seen > now - IDLE, sessions.c.seen < ahead)
    return and_(idle, sessions.c.created > now - LONGEST, sessions.c.created < ahead)
