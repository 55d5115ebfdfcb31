"""Whether a request that changes something comes from a page of ours: its origin, and a secret that pages carry."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import request

from app.web.access.refusals import Forged, note
from app.wording import Message

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FORGED = Message("The request did not come from one of Passeur's own pages, so nothing was changed. Reload the page.")


def check(hosts: tuple[str, ...], *, secret: str) -> None:
    """Forged unless it does. Both are asked for: old browsers send no origin, a leaked secret is no origin."""
    given = request.headers.get("X-CSRF-Token") or request.form.get("csrf_token", "")
    if not secret or not same_origin(hosts) or not _equal(given, secret):
        note("forged request refused")
        raise Forged(FORGED)


def same_origin(hosts: tuple[str, ...]) -> bool:
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return site == "same-origin" and (origin is None or _ours(origin, hosts))


def _ours(origin: str, hosts: tuple[str, ...]) -> bool:
    try:
        return urlsplit(origin).netloc in hosts
    except ValueError:
        return False


def _equal(given: str, secret: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "replace"), secret.encode())
