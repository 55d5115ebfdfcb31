"""The settings that engines elsewhere share: an address, a key, a price."""

from __future__ import annotations

from urllib.parse import urlsplit

from app.engines.protocol import Settings
from app.errors import UsageError
from app.wording import Message

HERE = ("localhost", "127.0.0.1", "::1")


def address(name: str, settings: Settings, *, example: str, needed: bool = True) -> str:
    """The `address`, "" when it is neither there nor needed. UsageError when it is missing, or is no http(s) URL."""
    found = settings.get("address", "").strip()
    fix = Message("In passeur.yaml: {example}", example=f"engines: {{{name}: {{{example}}}}}")
    if not found and needed:
        raise UsageError(Message("{name} has no address.", name=name), fix=fix)
    if "@" in found:  # it would stand in every message and log
        raise UsageError(
            Message("{name}'s address holds a password.", name=name), fix=Message("Use `key`, or the environment.")
        )
    if found and not _is_url(found):
        raise UsageError(Message("`{address}` is no address of {name}.", address=found, name=name), fix=fix)
    return found.rstrip("/")


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def key(name: str, settings: Settings) -> str:
    """The `key`, "" without one. UsageError for what no header can carry, and without telling what it is."""
    found = settings.get("key", "").strip()
    if not (found.isascii() and found.isprintable()):
        raise UsageError(
            Message("The key of {name} holds characters that no key has.", name=name),
            fix=Message("Copy it again, into passeur.yaml or the environment."),
        )
    return found


def no_key(name: str) -> UsageError:
    """What to say where an engine needs a `key`."""
    example, variable = f"engines: {{{name}: {{key: …}}}}", f"PASSEUR_{name.upper()}_KEY"
    fix = Message("In passeur.yaml: {example}; or in the environment: {variable}.", example=example, variable=variable)
    return UsageError(Message("{name} has no key.", name=name), fix=fix)


def price(name: str, settings: Settings) -> float | None:
    """The `price` in US dollars for a million characters, None without one. UsageError when it is no number."""
    found = settings.get("price", "")
    try:
        dollars = float(found) if found else None
    except ValueError:
        dollars = -1.0
    if dollars is not None and not 0 <= dollars < 1e6:
        raise UsageError(
            Message("The price of {name}, `{price}`, is no number of dollars.", name=name, price=found),
            fix=Message("Write what a million characters cost, as in `price: 20`."),
        )
    return dollars


def host(url: str) -> str:
    """Who gets the text that goes to an address; "" when that is this machine."""
    name = urlsplit(url).hostname or ""
    return "" if name in HERE else name
