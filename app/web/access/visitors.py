"""Who asks, for the views and templates."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import g, session

from app.store.people import Person
from app.store.tokens import Token

FORM = "form"  # in the cookie of somebody who has not signed in yet: what the form for it carries


@dataclass(frozen=True)
class Visitor:
    """`csrf` is what their pages carry and other sites cannot read, `session` the digest of an account's session."""

    person: Person
    csrf: str = ""
    session: str = ""
    token: Token | None = None  # what limits a script


def visitor() -> Visitor | None:
    """Who asks, None for a stranger."""
    found = g.get("visitor")
    return found if isinstance(found, Visitor) else None


def signed_in() -> bool:
    """Whether it is somebody with an account, at a page."""
    found = visitor()
    return found is not None and bool(found.session)


def known() -> bool:
    """Whether it is somebody, at a page or not."""
    return visitor() is not None


def person() -> Person:
    """Who asks; only for views that are not open to anybody."""
    found = visitor()
    assert found
    return found.person


def sees(locale: str) -> bool:
    """Whether what is of a locale is there for who asks: not for a token of others."""
    found = visitor()
    own = found.token.locales if found and found.token else ()
    return not own or locale in own


def csrf_token() -> str:
    """The secret of this visitor's pages; "" for a stranger who has seen no form of ours."""
    found = visitor()
    return found.csrf if found else str(session.get(FORM, ""))


def prepare_form() -> None:
    """Give a stranger the secret that the form for signing in carries."""
    if visitor() is None and FORM not in session:
        session[FORM] = secrets.token_urlsafe(24)
