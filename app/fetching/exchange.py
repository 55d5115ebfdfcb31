"""One request over HTTP, to the address that was judged: bounded in time and size."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import certifi

from app.errors import OutsideError
from app.fetching.targets import Target
from app.wording import Message

CONNECT = 5.0  # seconds
LARGEST = 10 << 20  # bytes, unpacked
PIECE = 1 << 16
TICK = 0.1  # seconds
AGENT = "Mozilla/5.0 (compatible; Passeur)"
READABLE = (
    "text/html", "text/plain", "text/markdown", "application/xhtml+xml", "message/rfc822", "multipart/related",
    "application/octet-stream", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "",
)  # fmt: skip
FIX = Message("Open it in a browser, save the page and import the file.")


class TooLarge(Exception):
    """More bytes than may be read."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; `location` is where it sends elsewhere."""

    status: int
    data: bytes
    content_type: str
    location: str = ""


def get(place: Target, *, deadline: float) -> Reply:
    """The answer of a place. `deadline` is of time.monotonic. OutsideError when no page comes."""
    try:
        sock = _connected(place, deadline)
    except (OSError, ValueError) as error:
        raise OutsideError(
            Message("{host} cannot be reached: {reason}.", host=place.host, reason=_why(error)),
            fix=Message("Try again later."),
        ) from error
    connection = http.client.HTTPConnection(place.host, place.port)
    connection.default_port = place.port  # the Host header names no usual port
    connection.sock = sock
    try:
        with cut_off(sock, deadline):
            connection.request("GET", place.path, headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"})
            with connection.getresponse() as response:
                return _reply(response, place.host)
    except TooLarge:
        raise OutsideError(
            Message("The page of {host} is larger than {size} MB.", host=place.host, size=LARGEST >> 20), fix=FIX
        ) from None
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        late = time.monotonic() >= deadline - 0.05 or isinstance(error, TimeoutError)
        what = (
            Message("{host} did not answer in time.", host=place.host)
            if late
            else Message("{host} broke off its answer.", host=place.host)
        )
        raise OutsideError(what, fix=Message("Try again later.")) from error
    finally:
        connection.close()


def _connected(place: Target, deadline: float) -> socket.socket:
    """A connection to the very address that was judged; TLS is checked against the host's name."""
    sock = socket.socket(socket.AF_INET6 if ":" in place.address else socket.AF_INET)
    try:
        sock.settimeout(CONNECT)
        sock.connect((place.address, place.port))
        if place.scheme == "https":
            context = ssl.create_default_context(cafile=certifi.where())
            sock = context.wrap_socket(sock, server_hostname=place.host)
        sock.settimeout(max(0.1, deadline - time.monotonic()))
    except BaseException:
        sock.close()
        raise
    return sock


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not valid"
    return (
        "it did not answer in time" if isinstance(error, TimeoutError) else str(getattr(error, "strerror", "") or error)
    )


def _reply(response: http.client.HTTPResponse, host: str) -> Reply:
    status = response.status
    kind = response.headers.get("Content-Type", "")
    if 300 <= status < 400:
        return Reply(status, b"", kind, response.headers.get("Location", ""))
    if status != 200:
        raise OutsideError(
            Message("{host} answers {status} {reason}.", host=host, status=status, reason=response.reason),
            fix=Message("Is the address right? {way}", way=FIX),
        )
    if kind.partition(";")[0].strip().lower() not in READABLE:
        raise OutsideError(Message("{host} sends {kind}, which is no page.", host=host, kind=kind[:80]), fix=FIX)
    packed = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packed in ("", "identity"):
        return Reply(status, read(response, limit=LARGEST), kind)
    if packed not in ("gzip", "x-gzip", "deflate"):
        raise OutsideError(
            Message("{host} packs its page as {packed}, which nobody asked for.", host=host, packed=packed[:40]),
            fix=FIX,
        )
    return Reply(status, _unpacked(read(response, limit=LARGEST), gzip=packed != "deflate"), kind)


def read(response: http.client.HTTPResponse, *, limit: int) -> bytes:
    """The whole body. TooLarge beyond `limit` bytes, IncompleteRead for one that was broken off."""
    content = bytearray()
    while piece := response.read1(PIECE):
        content += piece
        if len(content) > limit:
            raise TooLarge
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return bytes(content)


def _unpacked(data: bytes, *, gzip: bool) -> bytes:
    """Unpacked as far as the limit goes: a bomb is seen when it is one byte too large."""
    unpacker = zlib.decompressobj(wbits=31 if gzip else 15)
    found = unpacker.decompress(data, LARGEST + 1)
    if len(found) > LARGEST or unpacker.unconsumed_tail:
        raise TooLarge
    if not unpacker.eof:
        raise ValueError("packed data is broken off")
    return found


@contextmanager
def cut_off(sock: socket.socket, deadline: float, *, stop: Callable[[], bool] | None = None) -> Iterator[None]:
    """Shuts the socket at the deadline: a server that drips bytes never meets a socket's own time-out.

    Earlier when `stop`, asked ten times a second, says so. TimeoutError when either happened: to a reader, an answer
    without a length looks whole where it was cut.
    """
    over, shut_down = threading.Event(), threading.Event()

    def watch() -> None:
        while not over.wait(
            max(0.0, min(deadline - time.monotonic(), threading.TIMEOUT_MAX if stop is None else TICK))
        ):
            if time.monotonic() >= deadline or (stop is not None and stop()):
                shut_down.set()
                with suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
    if shut_down.is_set():
        raise TimeoutError
