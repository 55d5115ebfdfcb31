"""What a server's status means for drafting: whether trying again can help, and what a person can do."""

from __future__ import annotations

import http.client
import json
import time
from email.utils import parsedate_to_datetime
from typing import Any

from app.errors import EngineError
from app.wording import Message

SAID = 200  # characters of a server's own words on what is wrong


class HttpFailure(EngineError):
    """A request came to nothing.

    `status` is the server's, 0 without an answer; `wait` what it asked for, in seconds; `slow` tells that time ran out.
    """

    def __init__(
        self, message: Message, *, status: int = 0, wait: float = 0.0, slow: bool = False, **switches: Any
    ) -> None:
        super().__init__(message, **switches)
        self.status = status
        self.wait = wait
        self.slow = slow


def check(response: http.client.HTTPResponse, host: str, *, secret: str) -> None:
    """HttpFailure for anything but 2xx. `secret` is not shown, should the server say it."""
    status = response.status
    if 200 <= status < 300:
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise HttpFailure(Message("{host} sent a compressed reply that nobody asked for.", host=host))
        return
    if status < 400:
        raise HttpFailure(
            Message("{host} sends elsewhere ({status}); Passeur does not follow.", host=host, status=status),
            fix=Message("Is its address right?"),
            status=status,
            engine_wide=True,
        )
    if status in (401, 402, 403):
        raise HttpFailure(
            Message("{host} refuses: {status}.", host=host, status=status),
            fix=Message("Check the key in your settings."),
            status=status,
            engine_wide=True,
        )
    if status in (429, 503):
        wait = _seconds(response.headers.get("Retry-After", ""))
        reason = _with_words(Message("{host} asks to wait ({status}).", host=host, status=status), response, secret)
        raise HttpFailure(reason, status=status, wait=wait, retryable=True)
    reason = _with_words(Message("{host} answers {status}.", host=host, status=status), response, secret)
    raise HttpFailure(reason, status=status, retryable=status >= 500 or status == 408, engine_wide=status == 404)


def _with_words(reason: Message, response: http.client.HTTPResponse, secret: str) -> Message:
    said = _said(response, secret)
    return Message("{problem} It says: {said}", problem=reason, said=said) if said else reason


def _said(response: http.client.HTTPResponse, secret: str) -> str:
    """What the server says is wrong ("model not found"), where it says so in JSON as these servers do."""
    try:
        body = json.loads(response.read1(8 * SAID))
        told = body.get("error", body.get("message", ""))
        words = told.get("message", "") if isinstance(told, dict) else told
    except (ValueError, AttributeError, RecursionError):
        return ""
    if not isinstance(words, str):
        return ""
    shown = "".join(letter if letter.isprintable() else " " for letter in words)
    return (shown.replace(secret, "…") if secret else shown)[:SAID].strip()


def _seconds(value: str) -> float:
    if value.strip().isascii() and value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return 0.0
