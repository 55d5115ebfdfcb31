"""Pages from the web: what is fetched, and what is never connected to. Names are looked up in a table."""

from __future__ import annotations

import gzip
import http.server
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import fetching
from app.errors import OutsideError, PasseurError, UsageError
from app.fetching import exchange
from app.fetching.targets import is_public, target

ADDRESSES = Path(__file__).parents[1] / "data" / "fetching" / "refused_addresses.txt"
REFUSED = [re.sub(r" \(.*\)", "", line) for line in ADDRESSES.read_text(encoding="utf-8").splitlines()]
PUBLIC = "93.184.215.14"
NAMES = {
    "localhost": "127.0.0.1", "localhost.": "127.0.0.1", "127.0.0.1.nip.io": "127.0.0.1",
    "metadata.google.internal": "169.254.169.254", "evil.example": PUBLIC, "page.example": PUBLIC,
}  # fmt: skip


def looked_up(host: str, port: int) -> list[str]:
    """As the system would: numbers in all their spellings are addresses, names stand in NAMES."""
    if host in NAMES:
        return [NAMES[host]]
    return [host if ":" in host else socket.inet_ntoa(socket.inet_aton(host))]


@pytest.fixture
def no_connections(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    tried: list[object] = []

    def connect(_: socket.socket, address: object) -> None:
        tried.append(address)
        raise AssertionError(f"a connection to {address} was tried")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, connect)
    return tried


def test_the_list_of_addresses_is_whole() -> None:
    assert len(REFUSED) == 41


@pytest.mark.parametrize("url", [url for url in REFUSED if "evil" not in url and ".test" not in url])
def test_address_that_leads_nowhere_public_is_refused_and_never_connected_to(
    url: str, no_connections: list[object]
) -> None:
    with pytest.raises(UsageError):
        fetching.fetch(url, resolver=looked_up)
    assert no_connections == []


@pytest.mark.parametrize("url", [url for url in REFUSED if "evil" in url])
def test_address_that_readers_take_for_two_hosts_goes_to_the_public_one_or_nowhere(url: str) -> None:
    try:
        place = target(url, resolver=looked_up, allowed=())
    except UsageError:
        return
    assert (place.host, place.address) == ("evil.example", PUBLIC)


@pytest.mark.parametrize("addresses", [["127.0.0.1"], [PUBLIC, "127.0.0.1"], [PUBLIC, "::1"], ["2002:7f00:1::"], [""]])
def test_name_that_leads_inside_by_any_of_its_addresses_is_refused(
    addresses: list[str], no_connections: list[object]
) -> None:
    with pytest.raises(UsageError, match="not public"):
        fetching.fetch("https://page.example/", resolver=lambda host, port: addresses)
    assert no_connections == []


def test_name_is_looked_up_once_and_its_address_is_what_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    tried: list[object] = []

    def connect(_: socket.socket, address: object) -> None:
        tried.append(address)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(OutsideError, match="cannot be reached"):
        fetching.fetch("http://rebind.test/", resolver=lambda host, port: next(answers))
    assert tried == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "url",
    ["", "https://", "https:///x", "javascript:alert(1)", "https://a b/", "https://a\n.example/", "http://[::1", "https://a:x/",
     "https://page.example:8443/", "https://u@page.example/"],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(url: str, no_connections: list[object]) -> None:
    with pytest.raises(UsageError):
        fetching.fetch(url, resolver=looked_up)
    assert no_connections == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (PUBLIC, True), ("2606:4700::1111", True), ("64:ff9b::5db8:d70e", True), ("::ffff:93.184.215.14", True),
        ("64:ff9b::a00:1", False), ("64:ff9b:1::1", False), ("::ffff:10.0.0.1", False), ("::7f00:1", False),
        ("2001:0:4136:e378::", False), ("fe80::1%lo", False), ("ff02::1", False), ("198.18.0.1", False),
        ("240.0.0.1", False), ("255.255.255.255", False), ("192.88.99.1", False), ("fc00::1", False), ("x", False),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


class Server:
    """Answers on loopback, which only a test may allow; what was asked for is kept."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.answers: dict[str, Callable[[http.server.BaseHTTPRequestHandler], None]] = {}
        asked, answers = self.asked, self.answers

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append((self.path, self.headers["Host"]))
                answers[self.path](self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str, body: bytes = b"", *, status: int = 200, **headers: str) -> None:
        def write(request: http.server.BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in ({"content_type": "text/html"} | headers).items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = write

    def fetch(self, path: str) -> fetching.Page:
        return fetching.fetch(
            f"http://page.example:{self.port}{path}",
            resolver=lambda host, port: ["127.0.0.1"],
            allowed={("127.0.0.1", self.port)},
        )


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def test_page_comes_with_its_type_and_where_it_came_from(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server.answer("/%C3%A9t%C3%A9?a=b%20c", b"<p>Bonjour.", content_type="text/html; charset=utf-8")
    page = server.fetch("/été?a=b%20c#haut")
    assert (page.data, page.content_type) == (b"<p>Bonjour.", "text/html; charset=utf-8")
    assert server.asked == [("/%C3%A9t%C3%A9?a=b%20c", "page.example")]


def test_packed_page_is_unpacked(server: Server) -> None:
    server.answer("/", gzip.compress(b"<p>Bonjour.", mtime=0), content_encoding="gzip")
    assert server.fetch("/").data == b"<p>Bonjour."


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (gzip.compress(b"0" * (11 << 20), mtime=0), {"content_encoding": "gzip"}, "larger than 10 MB"),
        (gzip.compress(b"0" * 5000, mtime=0)[:-20], {"content_encoding": "gzip"}, "broke off"),
        (b"0" * ((10 << 20) + 1), {}, "larger than 10 MB"),
        (b"x", {"content_encoding": "br"}, "packs"),
        (b"x", {"content_type": "video/mp4"}, "no page"),
    ],
)
def test_answer_that_is_no_page_is_refused(server: Server, body: bytes, headers: dict[str, str], reason: str) -> None:
    server.answer("/", body, **headers)
    with pytest.raises(OutsideError, match=reason):
        server.fetch("/")


@pytest.mark.parametrize("status", [404, 403, 500, 204])
def test_answer_without_a_page_says_what_the_server_said(server: Server, status: int) -> None:
    server.answer("/", status=status)
    with pytest.raises(OutsideError, match=str(status)):
        server.fetch("/")


def test_redirect_is_followed_to_the_page(server: Server) -> None:
    server.answer("/", status=302, location="/ailleurs#la")
    server.answer("/ailleurs", b"<p>Bonjour.")
    page = server.fetch("/")
    assert page.url.endswith("/ailleurs")
    assert page.data == b"<p>Bonjour."


@pytest.mark.parametrize(
    "location", ["http://127.0.0.1:1/", "http://169.254.169.254/", "file:///etc/passwd", "//10.0.0.1/", "http://[::1]/"]
)
def test_redirect_into_a_network_that_is_not_public_is_refused(server: Server, location: str) -> None:
    server.answer("/", status=302, location=location)
    port = server.port
    with pytest.raises(PasseurError):
        fetching.fetch(
            f"http://page.example:{port}/",
            resolver=lambda host, _: ["127.0.0.1"] if host == "page.example" else looked_up(host, 80),
            allowed={("127.0.0.1", port)},
        )
    assert len(server.asked) == 1


def test_redirects_without_end_are_given_up(server: Server) -> None:
    server.answer("/", status=301, location="/")
    with pytest.raises(OutsideError, match="more than 5"):
        server.fetch("/")
    assert len(server.asked) == 6


def test_page_that_refreshes_to_another_place_is_not_followed(server: Server) -> None:
    server.answer("/", b'<meta http-equiv="refresh" content="0;url=http://127.0.0.1:1/"><p>Bonjour.')
    assert b"Bonjour" in server.fetch("/").data
    assert len(server.asked) == 1


def test_server_that_drips_is_cut_off(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(request: http.server.BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        try:
            for _ in range(200):
                request.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            return

    server.answers["/"] = drip
    monkeypatch.setattr(fetching, "WHOLE", 0.3)
    with pytest.raises(OutsideError, match="in time"):
        server.fetch("/")


def test_connection_is_encrypted_for_the_host_that_was_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """TLS is asked for the host's name at the address that was judged; without a valid certificate nothing is sent."""
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(socket, "socket", lambda family: ours)
    monkeypatch.setattr(type(ours), "connect", lambda *_: None)
    hello = bytearray()

    def answer() -> None:
        hello.extend(theirs.recv(4096))
        theirs.close()

    thread = threading.Thread(target=answer)
    thread.start()
    place = target("https://page.example/", resolver=lambda host, port: [PUBLIC], allowed=())
    with pytest.raises(OutsideError, match="cannot be reached"):
        exchange.get(place, deadline=time.monotonic() + 5)
    thread.join()
    assert b"page.example" in hello
    assert b"GET" not in hello
