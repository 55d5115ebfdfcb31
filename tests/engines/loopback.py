"""A server on loopback that speaks like LibreTranslate, DeepL, OpenAI and Azure, as well or badly as a test wants."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


def texts(body: Any) -> dict[str, str]:
    """What is to be translated, whichever protocol the request is of, by keys of no meaning but OpenAI's."""
    if isinstance(body, list):
        return {str(number): one["text"] for number, one in enumerate(body)}
    if "messages" in body:
        return json.loads(body["messages"][-1]["content"])
    asked = body.get("text", body.get("q", ""))
    return dict(enumerate([asked] if isinstance(asked, str) else asked))


def wrapped(body: Any, drafts: dict[str, object]) -> Any:
    """The answer to a request, in its protocol."""
    if isinstance(body, list):
        return [{"translations": [{"text": draft, "to": "es"}]} for draft in drafts.values()]
    if "messages" in body:
        content = json.dumps(drafts)
        return {"choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": "stop"}]}
    if "text" in body:
        return {"translations": [{"detected_source_language": "FR", "text": draft} for draft in drafts.values()]}
    return {"translatedText": next(iter(drafts.values()), None)}


class Handler(BaseHTTPRequestHandler):
    """Keeps what it was asked and answers through `server.answer`."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def log_message(self, *_: object) -> None:
        """Silent."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._serve(body)

    def do_GET(self) -> None:
        self._serve({name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()})

    def do_DELETE(self) -> None:
        self._serve({})

    def _serve(self, body: dict[str, Any]) -> None:
        with self.server.counted():
            time.sleep(0.002)  # before the answer: after it, who asks next need not wait for this thread to end
        self.server.asked.append((self.path, body))
        self.server.keys.append(self.headers.get("Authorization"))
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
        self.write(data)

    def write(self, data: bytes) -> None:
        self.wfile.write(data)
        self.server.sent += len(data)

    def send_draft(self, draft: object) -> None:
        self.send(json.dumps({"translatedText": draft}))

    def send_drafts(self, body: dict[str, Any], draft: Callable[[str], object]) -> None:
        self.send(json.dumps(wrapped(body, {key: draft(text) for key, text in texts(body).items()})))

    def reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(200):
            self.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)

    def endless(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _ in range(1000):
            self.write(b"10000\r\n" + b"y" * 65536 + b"\r\n")

    def huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(200 << 20))
        self.end_headers()
        for _ in range(200):
            self.write(b'"' + b"x" * ((1 << 20) - 1))

    def reset_in_the_middle(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.write(b'{"translatedText": "par')
        self.wfile.flush()
        self.reset()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    answer: Callable[[Handler, dict[str, Any]], None]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.keys: list[str | None] = []
        self.sent = 0  # bytes
        self.at_once = 0  # the most requests that were answered at the same time
        self._now = 0
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @contextmanager
    def counted(self) -> Iterator[None]:
        with self._lock:
            self._now += 1
            self.at_once = max(self.at_once, self._now)
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what these tests are about."""


@contextmanager
def serving(answer: Callable[[Handler, dict[str, Any]], None]) -> Iterator[Server]:
    server = Server()
    server.answer = answer
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
