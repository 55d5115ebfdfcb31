"""What broken and hostile servers answer, as data: none of it may become a draft."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from loopback import Handler, texts, wrapped

Fault = Callable[[Handler, dict[str, Any]], None]


def says(draft: object) -> Fault:
    """The same draft for every text."""
    return lambda handler, body: handler.send_drafts(body, lambda _: draft)


def redirects(place: str) -> Fault:
    return lambda handler, _: handler.send("", status=302, headers={"Location": place})


def refuses(status: int, **headers: str) -> Fault:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _: handler.send("{}", status=status, headers=named)


@cache
def bomb() -> bytes:
    return gzip.compress(b"0" * 100_000_000)


def one_too_few(handler: Handler, body: dict[str, Any]) -> None:
    drafts = {key: f"Es: {text}" for key, text in texts(body).items()}
    drafts.popitem()
    handler.send(json.dumps(wrapped(body, drafts)))


def without_codes(text: str) -> str:
    return "Es " + re.sub(r"\{\{.*?\}\}|<[^>]+>|XPH\d+X", "", text)


FAULTS: dict[str, Fault] = {
    "hangs": lambda handler, _: time.sleep(3),
    "drips": lambda handler, _: handler.drip(),
    "never ends": lambda handler, _: handler.endless(),
    "200 MB": lambda handler, _: handler.huge(),
    "resets": lambda handler, _: handler.reset(),
    "resets in the middle": lambda handler, _: handler.reset_in_the_middle(),
    "500": lambda handler, _: handler.send("oops <script>alert(1)</script>", status=500),
    "429": refuses(429),
    "429 for an hour": refuses(429, Retry_After="3600"),
    "429 until 2199": refuses(429, Retry_After="Fri, 31 Dec 2199 23:59:59 GMT"),
    "refuses the key": refuses(403),
    "wants no such request": refuses(400),
    "is not there": refuses(404),
    "quota used up": refuses(456),
    "redirects to metadata": redirects("http://169.254.169.254/latest/"),
    "redirects to a file": redirects("file:///etc/passwd"),
    "HTML page": lambda handler, _: handler.send("<html>sign in</html>"),
    "noise": lambda handler, _: handler.send(bytes(range(256)) * 20),
    "nothing": lambda handler, _: handler.send(""),
    "gzip bomb": lambda handler, _: handler.send(bomb(), headers={"Content-Encoding": "gzip"}),
    "6 MB": says("x" * 6_000_000),
    "deep JSON": lambda handler, _: handler.send("[" * 1_000_000),
    "deep JSON that ends": lambda handler, _: handler.send("[" * 100_000 + "]" * 100_000),
    "wrong charset": lambda handler, _: handler.send('{"translatedText": "é"}'.encode("latin-1")),
    "no such key": lambda handler, _: handler.send("{}"),
    "keys twice": lambda handler, _: handler.send('{"translatedText": ["a"], "translatedText": ["b"]}'),
    "a list": lambda handler, body: handler.send_drafts(body, lambda text: [text]),
    "null": says(None),
    "an object": says({"a": 1}),
    "empty": says(""),
    "white space": says(" \n "),
    "NUL": says("a\0b"),
    "half a surrogate pair": says("bad \ud800 half"),
    "markup": says("<img src=x onerror=alert(1)><script>alert(2)</script>"),
    "a variable": says("El mundo {{7*7}} [x](javascript:alert(3))"),
    "Markdown": lambda handler, body: handler.send_drafts(body, lambda text: f"**Es:** {text}"),
    "an address": says("Visite https://evil.example/ ahora mismo."),
    "identical": lambda handler, body: handler.send_drafts(body, lambda text: text),
    "far too long": lambda handler, body: handler.send_drafts(body, lambda text: f"Es {text}" * 50),
}
