"""HTTP for engines elsewhere, in the place of `requests`: bounded in time and size, following nothing.

deep-translator calls `requests.get` without a time-out and follows redirects wherever they lead. Here a request has
one deadline for all of it, drops of bytes included; replies are read up to 5 MB, uncompressed, and only from the
host that was named.
"""

from __future__ import annotations

import http.client
import json
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import certifi

from app.engines.protocol import Cancel
from app.engines.remote import statuses
from app.engines.remote.statuses import HttpFailure
from app.fetching import exchange
from app.wording import NOTHING, Message

CONNECT = 5.0  # seconds
WHOLE = 30.0  # seconds for one request, from connecting to the last byte
LARGEST = 5 << 20  # bytes
AGENT = "Mozilla/5.0 (compatible; Passeur)"
NO_HEADERS: Mapping[str, str] = {}


Asked = tuple[str, str, bytes | None, Mapping[str, str]]  # method, path, body, headers


class StaleConnection(Exception):
    """There is no connection to go on with."""


@dataclass(frozen=True, slots=True)
class Reply:
    """As much of `requests.Response` as deep-translator looks at."""

    status_code: int
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8")

    def json(self) -> Any:
        return json.loads(self.text)

    def close(self) -> None:
        """Nothing is left open."""


@dataclass(slots=True)
class Transport:
    """Stands where deep-translator has the module `requests`. Serves one thread."""

    connect: float = CONNECT
    whole: float = WHOLE
    secret: str = ""  # never shown, whoever says it
    cancel: Cancel | None = None  # ends a request that is under way
    _kept: dict[tuple[str, str], http.client.HTTPConnection] = field(default_factory=dict)

    def get(self, url: str, params: Mapping[str, object] | None = None, **_: object) -> Reply:
        """A GET with a query; HttpFailure for anything but 2xx. What else `requests.get` would take is ignored."""
        return self._ask("GET", _with_query(url, params))

    def post(
        self,
        url: str,
        json: object,
        *,
        params: Mapping[str, object] | None = None,
        headers: Mapping[str, str] = NO_HEADERS,
        **_: object,
    ) -> Reply:
        """A POST of JSON; HttpFailure for anything but 2xx. What else `requests.post` would take is ignored."""
        return self._ask("POST", _with_query(url, params), body=_encoded(json), headers=headers)

    def delete(self, url: str, *, headers: Mapping[str, str] = NO_HEADERS) -> Reply:
        """A DELETE; HttpFailure for anything but 2xx."""
        return self._ask("DELETE", url, headers=headers)

    def _ask(
        self, method: str, url: str, *, body: bytes | None = None, headers: Mapping[str, str] = NO_HEADERS
    ) -> Reply:
        deadline = time.monotonic() + self.whole
        parts = urlsplit(url)
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        key = (parts.scheme, parts.netloc)
        request = (method, path, body, headers)
        try:
            with suppress(StaleConnection):
                return self._again(key, request=request, deadline=deadline)
            connection = self._connected(parts.scheme, parts.netloc)
            return self._exchange(connection, key, request=request, deadline=deadline)
        except (OSError, http.client.HTTPException) as error:
            late = time.monotonic() >= deadline - 0.05 or isinstance(error, TimeoutError)
            what = (
                Message("{host} did not answer within {seconds} s.", host=parts.netloc, seconds=round(self.whole))
                if late
                else Message("{host} broke off its answer.", host=parts.netloc)
            )
            fix = (
                Message("Where it needs longer, `timeout` in passeur.yaml gives it more seconds.") if late else NOTHING
            )
            raise HttpFailure(what, fix=fix, retryable=True, slow=late) from error

    def _again(self, key: tuple[str, str], *, request: Asked, deadline: float) -> Reply:
        """The answer over a kept connection. StaleConnection when there is none that the server left open."""
        connection = self._kept.pop(key, None)
        if connection is None:
            raise StaleConnection
        try:
            return self._exchange(connection, key, request=request, deadline=deadline)
        except ConnectionError:
            if time.monotonic() >= deadline or (self.cancel is not None and self.cancel.is_set()):
                raise
            raise StaleConnection from None

    def _connected(self, scheme: str, host: str) -> http.client.HTTPConnection:
        connection = (
            http.client.HTTPSConnection(
                host, timeout=self.connect, context=ssl.create_default_context(cafile=certifi.where())
            )
            if scheme == "https"
            else http.client.HTTPConnection(host, timeout=self.connect)
        )
        try:
            connection.connect()
        except (OSError, ValueError) as error:
            fix = Message("Is it running, and is its address right?")
            raise HttpFailure(
                Message("{host} cannot be reached.", host=host), fix=fix, retryable=True, engine_wide=True
            ) from error
        return connection

    def _exchange(
        self,
        connection: http.client.HTTPConnection,
        key: tuple[str, str],
        *,
        request: Asked,
        deadline: float,
    ) -> Reply:
        method, path, body, own = request
        headers = {"User-Agent": AGENT, **own, "Accept-Encoding": "identity"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        assert connection.sock is not None
        connection.sock.settimeout(max(0.1, deadline - time.monotonic()))
        try:
            with exchange.cut_off(connection.sock, deadline, stop=self.cancel.is_set if self.cancel else None):
                connection.request(method, path, body=body, headers=headers)
                with connection.getresponse() as response:
                    statuses.check(response, key[1], secret=self.secret)
                    content = _read(response)
        except BaseException:
            connection.close()
            raise
        if not response.will_close:
            self._kept[key] = connection
        else:
            connection.close()
        return Reply(response.status, content)

    def close(self) -> None:
        """Closes kept connections."""
        for connection in self._kept.values():
            connection.close()
        self._kept.clear()


def _with_query(url: str, params: Mapping[str, object] | None) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(params)}" if params else url


def _encoded(value: object) -> bytes:
    return json.dumps(value).encode("utf-8")


def _read(response: http.client.HTTPResponse) -> bytes:
    try:
        return exchange.read(response, limit=LARGEST)
    except exchange.TooLarge:
        raise HttpFailure(Message("The reply is larger than {size} MB.", size=LARGEST >> 20)) from None
