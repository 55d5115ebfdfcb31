"""Servers on loopback for engine tests: one that translates, and one that misbehaves in a chosen way."""

from __future__ import annotations

import gzip
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Handler(BaseHTTPRequestHandler):
    """Keeps what it was asked and answers through `server.answer`."""

    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *_: object) -> None:
        """Silent."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._serve(body)

    def do_GET(self) -> None:
        self._serve({name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()})

    def _serve(self, body: dict[str, str]) -> None:
        self.server.asked.append((self.path, body))
        try:
            self.server.answer(self, body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send(self, content: bytes | str, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        data = content.encode() if isinstance(content, str) else content
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def send_draft(self, draft: object) -> None:
        self.send(json.dumps({"translatedText": draft}))

    def reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)

    def endless(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _ in range(1000):
            self.wfile.write(b"10000\r\n" + b"y" * 65536 + b"\r\n")

    def reset_in_the_middle(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(b'{"translatedText": "par')
        self.wfile.flush()
        self.reset()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    answer: Callable[[Handler, dict[str, str]], None]
    asked: list[tuple[str, dict[str, str]]]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what these tests are about."""


@contextmanager
def serving(answer: Callable[[Handler, dict[str, str]], None]) -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.answer = answer
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# What a broken or hostile server answers; none of it may become a draft.
FAULTS: dict[str, Callable[[Handler, dict[str, str]], None]] = {
    "hangs": lambda handler, _: time.sleep(3),
    "drips": lambda handler, _: handler.drip(),
    "never ends": lambda handler, _: handler.endless(),
    "resets": lambda handler, _: handler.reset(),
    "resets in the middle": lambda handler, _: handler.reset_in_the_middle(),
    "500": lambda handler, _: handler.send("oops", status=500),
    "429 for an hour": lambda handler, _: handler.send("{}", status=429, headers={"Retry-After": "3600"}),
    "429 until 2199": lambda handler, _: handler.send(
        "{}", status=429, headers={"Retry-After": "Fri, 31 Dec 2199 23:59:59 GMT"}
    ),
    "refuses the key": lambda handler, _: handler.send("{}", status=403),
    "redirects to metadata": lambda handler, _: handler.send(
        "", status=302, headers={"Location": "http://169.254.169.254/latest/"}
    ),
    "redirects to a file": lambda handler, _: handler.send("", status=302, headers={"Location": "file:///etc/passwd"}),
    "HTML page": lambda handler, _: handler.send("<html>sign in</html>"),
    "noise": lambda handler, _: handler.send(bytes(range(256)) * 20),
    "nothing": lambda handler, _: handler.send(""),
    "gzip bomb": lambda handler, _: handler.send(
        gzip.compress(b"0" * 20_000_000), headers={"Content-Encoding": "gzip"}
    ),
    "6 MB": lambda handler, _: handler.send_draft("x" * 6_000_000),
    "deep JSON": lambda handler, _: handler.send("[" * 1_000_000),
    "wrong charset": lambda handler, _: handler.send('{"translatedText": "é"}'.encode("latin-1")),
    "no such key": lambda handler, _: handler.send("{}"),
    "a list": lambda handler, body: handler.send_draft([body["q"]]),
    "null": lambda handler, _: handler.send_draft(None),
    "an object": lambda handler, _: handler.send_draft({"a": 1}),
    "empty": lambda handler, _: handler.send_draft(""),
    "NUL": lambda handler, _: handler.send_draft("a\0b"),
    "half a surrogate pair": lambda handler, _: handler.send_draft("bad \ud800 half"),
    "markup": lambda handler, _: handler.send_draft("<img src=x onerror=alert(1)><script>alert(2)</script>"),
    "far too long": lambda handler, body: handler.send_draft(body["q"] * 50),
}
