"""Secrets that others hold and show us: sessions, invitations, tokens. We keep what recognises them."""

from __future__ import annotations

import hashlib
import secrets

BYTES = 32  # of chance in a secret: no rate of guessing finds one, so a digest without salt is enough


def new(prefix: str = "") -> str:
    """A secret for its owner; `prefix` says what it is to whoever finds it lying about."""
    return prefix + secrets.token_urlsafe(BYTES)


def digest(secret: str) -> str:
    """What the database keeps of it."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
