"""What stands at an address of the web, piece by piece: bounded in time, from where an earlier try ended."""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import certifi

from app.errors import EngineError
from app.fetching import exchange
from app.wording import Message

SILENCE = 30.0  # seconds without a byte
WHOLE = 3600.0  # seconds for one file, on the slowest line
PIECE = 1 << 16
AGENT = "Passeur"


def stream(url: str, *, start: int = 0) -> Iterator[bytes]:
    """What stands at an address, from byte `start` on. EngineError when it does not come, or not all of it."""
    parts = urlsplit(url)
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
    try:
        with (
            closing(_connected(parts.scheme, parts.netloc)) as connection,
            exchange.cut_off(connection.sock, time.monotonic() + WHOLE),
        ):
            connection.request("GET", f"{parts.path}?{parts.query}" if parts.query else parts.path, headers=headers)
            with connection.getresponse() as response:
                yield from _body(response, start, parts.netloc)
    except (OSError, http.client.HTTPException) as error:
        raise _broken(url) from error


def _connected(scheme: str, host: str) -> http.client.HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context(cafile=certifi.where())
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(host, timeout=SILENCE, context=context)
    else:
        connection = http.client.HTTPConnection(host, timeout=SILENCE)
    connection.connect()
    return connection


def _body(response: http.client.HTTPResponse, start: int, host: str) -> Iterator[bytes]:
    if response.status not in (200, 206):
        raise EngineError(
            Message("{host} answers {status}.", host=host, status=response.status),
            retryable=response.status >= 500,
            engine_wide=True,
        )
    skipped = start if response.status == 200 else 0  # a server need not know of ranges
    while piece := response.read1(PIECE):
        yield piece[skipped:]
        skipped = max(0, skipped - len(piece))
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)


def _broken(url: str) -> EngineError:
    return EngineError(
        Message("No model comes from {host}: it cannot be reached, or broke off.", host=urlsplit(url).netloc),
        fix=Message("Try again: what came is kept. A folder with models can be named as `path`, too."),
        retryable=True,
        engine_wide=True,
    )
