"""A page from the web, fetched so that no address can lead Passeur where it must not go.

targets     an address -> where to connect to, or why not       exchange    one request, bounded in time and size

Engines speak to hosts that the operator named; what is fetched here was named by whoever wrote a link. So: http and
https on their own ports; no user or password; the name is resolved once and every address must be public; the
connection goes to that very address; redirects are followed by hand, five at most, each judged anew; no proxy is taken
from the environment.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urljoin

from app.errors import OutsideError
from app.fetching import exchange
from app.fetching.targets import Resolver, resolve, target
from app.wording import Message

__all__ = ["Page", "fetch"]

MOST_REDIRECTS = 5
WHOLE = 30.0  # seconds for all of it, redirects included
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent. `url` is where it came from in the end, `content_type` as the server said it."""

    url: str
    data: bytes
    content_type: str


def fetch(url: str, *, resolver: Resolver = resolve, allowed: Collection[tuple[str, int]] = ()) -> Page:
    """The page at `url`. UsageError for an address that is refused, OutsideError when it cannot be had.

    `allowed`: pairs of address and port that may be connected to although they are not public; for tests.
    """
    deadline = time.monotonic() + WHOLE
    for _ in range(MOST_REDIRECTS + 1):
        place = target(url, resolver=resolver, allowed=allowed)
        reply = exchange.get(place, deadline=deadline)
        if reply.status not in REDIRECTS or not reply.location:
            return Page(url, reply.data, reply.content_type)
        url = urljoin(url, reply.location).partition("#")[0]
    raise OutsideError(
        Message("{url} is redirected more than {number} times.", url=url, number=MOST_REDIRECTS),
        fix=Message("Save the page and import the file."),
    )
