"""Where an address of the web leads: judged before anything is connected to."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from app.errors import OutsideError, UsageError
from app.wording import Message

PORTS = {"http": 80, "https": 443}
UNWRITTEN = re.compile(r"[\x00-\x20\x7f\\]")  # what no address holds; readers of addresses disagree on them
FIX = Message("Open it in a browser, save the page and import the file.")
NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
REFUSED = tuple(
    map(ipaddress.ip_network, ("::/96", "2002::/16", "2001::/32", "192.88.99.0/24"))
)  # RFC 4291, 3056, 4380, 7526

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]  # host and port -> IP addresses


class Target(NamedTuple):
    """One place to ask: what to connect to, and what to ask for."""

    scheme: str
    host: str  # for TLS and the Host header
    port: int
    address: str  # an IP address
    path: str


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as the system knows them. OSError when there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for _, _, _, _, address in found))


def target(url: str, *, resolver: Resolver, allowed: Collection[tuple[str, int]]) -> Target:
    """Where `url` leads. UsageError when it is no public place of the web, OutsideError when its name is not known."""
    scheme, host, port, path = _parts(url)
    try:
        addresses = resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise OutsideError(
            Message("There is no host {host}.", host=host), fix=Message("Is the address right, and are you online?")
        ) from error
    if not addresses:
        raise OutsideError(Message("There is no host {host}.", host=host), fix=Message("Is the address right?"))
    if any((address, port) not in allowed for address in addresses):
        if port != PORTS[scheme]:
            raise UsageError(
                Message("{url} names port {port}; pages come from ports 80 and 443 only.", url=url, port=str(port)),
                fix=FIX,
            )
        if not all(map(is_public, addresses)):
            raise UsageError(Message("{url} leads into a network that is not public.", url=url), fix=FIX)
    return Target(scheme, host, port, addresses[0], path)


def _parts(url: str) -> tuple[str, str, int, str]:
    wrong = UsageError(
        Message("{url} is no address of a web page.", url=url[:200]), fix=Message("It should read https://…")
    )
    if UNWRITTEN.search(url):
        raise wrong
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError:
        raise wrong from None
    if scheme not in PORTS or not host:
        raise wrong
    if parts.username is not None or parts.password is not None:
        raise UsageError(Message("An address with a user or a password is refused."), fix=FIX)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    )
    return scheme, _ascii(host, wrong), port or PORTS[scheme], path


SAFE = "/%:@!$&'()*+,;=~-._?"


def _ascii(host: str, wrong: UsageError) -> str:
    """The host as DNS and TLS have it; full-width digits and the like become what they stand for."""
    try:
        return host if ":" in host else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise wrong from None


def is_public(address: str) -> bool:
    """Whether anybody on the internet could be there: not this machine, its network, nor a way around into them."""
    try:
        found: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return is_public(str(found.ipv4_mapped))
        if found in NAT64[0]:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if found in NAT64[1]:
            return False
    beside = any(found.version == network.version and found in network for network in REFUSED)
    return found.is_global and not found.is_multicast and not found.is_reserved and not beside
