"""Accounts: who may sign in, and what each may do."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, or_, select, true

from app.store import moments
from app.store.database import Database
from app.store.people import Person, Role
from app.store.tables import accounts


@dataclass(frozen=True)
class Account:
    """A person's account. `password` is Argon2id's notation, `totp` the shared secret of RFC 6238; "" without one."""

    id: int
    name: str
    role: Role
    locales: tuple[str, ...]
    password: str
    totp: str
    totp_step: int  # the last time step of a code that was used
    language: str
    created: int
    closed: bool

    @property
    def person(self) -> Person:
        return Person(id=self.id, name=self.name, role=self.role, locales=self.locales, language=self.language)


COLUMNS = [accounts.c[name] for name in Account.__dataclass_fields__]


def of_row(row: Row[Any] | Mapping[str, Any]) -> Account:
    """The account of a row that holds all of its columns, by name."""
    values = dict(row if isinstance(row, Mapping) else row._mapping)
    return Account(**{**values, "role": Role(values["role"]), "locales": tuple(values["locales"])})


def folded(name: str) -> str:
    """What two names that people would take for one have in common."""
    return unicodedata.normalize("NFKC", name).casefold()


def any_there(database: Database) -> bool:
    """Whether there is any account, closed ones too; the database is not made for the question."""
    if not database.path.exists():
        return False
    with database.begin() as connection:
        return connection.execute(select(accounts.c.id).limit(1)).first() is not None


def add(
    connection: Connection, name: str, *, role: Role, locales: tuple[str, ...], password: str = ""
) -> Account | None:
    """A new account; None when the name is taken."""
    if by_name(connection, name):
        return None
    values = {"name": name, "folded": folded(name), "role": role.value, "locales": list(locales), "password": password}
    connection.execute(accounts.insert().values(**values, created=moments.now()))
    return by_name(connection, name)


def everybody(connection: Connection) -> list[Account]:
    """All accounts by name, closed ones last."""
    order = (accounts.c.closed, accounts.c.folded)
    return [of_row(row) for row in connection.execute(select(*COLUMNS).order_by(*order))]


def by_name(connection: Connection, name: str) -> Account | None:
    row = connection.execute(select(*COLUMNS).where(accounts.c.folded == folded(name))).first()
    return of_row(row) if row else None


def by_id(connection: Connection, identity: int) -> Account | None:
    row = connection.execute(select(*COLUMNS).where(accounts.c.id == identity)).first()
    return of_row(row) if row else None


def change_rights(connection: Connection, identity: int, *, role: Role, locales: tuple[str, ...]) -> bool:
    """False, and nothing changed, when no administrator would be left."""
    change = accounts.update().where(accounts.c.id == identity, _spares_an_administrator(identity, role=role))
    return connection.execute(change.values(role=role.value, locales=list(locales))).rowcount == 1


def close(connection: Connection, identity: int) -> bool:
    """False, and nothing changed, when no administrator would be left."""
    change = accounts.update().where(accounts.c.id == identity, _spares_an_administrator(identity, role=None))
    return connection.execute(change.values(closed=True, password="", totp="")).rowcount == 1


def set_password(connection: Connection, identity: int, password: str) -> None:
    connection.execute(accounts.update().where(accounts.c.id == identity).values(password=password))


def set_language(connection: Connection, identity: int, language: str) -> None:
    connection.execute(accounts.update().where(accounts.c.id == identity).values(language=language))


def set_totp(connection: Connection, identity: int, secret: str) -> None:
    """Begin to ask for codes of this secret, or stop with ""."""
    connection.execute(accounts.update().where(accounts.c.id == identity).values(totp=secret, totp_step=0))


def use_step(connection: Connection, identity: int, step: int) -> bool:
    """Note that the code of a time step was used; False when it or a later one was used before."""
    change = accounts.update().where(accounts.c.id == identity, accounts.c.totp_step < step)
    return connection.execute(change.values(totp_step=step)).rowcount == 1


def shortcuts(connection: Connection, identity: int) -> dict[str, Any]:
    found = connection.execute(select(accounts.c.shortcuts).where(accounts.c.id == identity)).scalar()
    return dict(found or {})


def set_shortcuts(connection: Connection, identity: int, chosen: Mapping[str, Any]) -> None:
    connection.execute(accounts.update().where(accounts.c.id == identity).values(shortcuts=dict(chosen)))


def _spares_an_administrator(identity: int, *, role: Role | None) -> ColumnElement[bool]:
    """A condition of the statement that changes the row, so that two who leave at once cannot both go."""
    if role is Role.ADMINISTRATOR:
        return true()
    other = accounts.alias()
    another = select(other.c.id).where(
        other.c.role == Role.ADMINISTRATOR.value, other.c.id != identity, ~other.c.closed
    )
    return or_(accounts.c.role != Role.ADMINISTRATOR.value, exists(another))
