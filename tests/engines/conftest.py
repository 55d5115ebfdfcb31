"""Engine tests speak to this machine only, and leave no process behind."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from app.engines.apertium import Apertium


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere else fails the test, even where the code under test would swallow the error."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if isinstance(address, tuple) and host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            pytest.fail(f"a test tried to connect to {host}")
        connect(self, address)

    def resolved(host: object, *arguments: object, **keywords: object) -> object:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name not in ("localhost", "127.0.0.1", "::1"):
            pytest.fail(f"a test looked up {name}")
        return lookup(host, *arguments, **keywords)

    lookup = socket.getaddrinfo
    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", resolved)


@pytest.fixture(scope="session")
def apertium():
    engine = Apertium({})
    yield engine
    engine.close()


@pytest.fixture
def spanish(apertium: Apertium) -> Apertium:
    return _with_pair(apertium, "es")


@pytest.fixture
def english(apertium: Apertium) -> Apertium:
    return _with_pair(apertium, "en")


@pytest.fixture
def catalan(apertium: Apertium) -> Apertium:
    return _with_pair(apertium, "ca")


def _with_pair(engine: Apertium, target: str) -> Apertium:
    if engine.route("fr", target) is None:
        pytest.skip(f"Apertium's pair fr-{target} is not installed (the project's set-up installs it)")
    return engine
