"""Moments of the database as commands print them."""

from __future__ import annotations

from datetime import UTC, datetime


def shown(milliseconds: int) -> str:
    """ISO 8601 in UTC; "" for never."""
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC).isoformat(timespec="seconds") if milliseconds else ""
