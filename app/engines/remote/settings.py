"""The settings that engines elsewhere share: an address, a key, a price, bounds."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from app.engines.protocol import Settings
from app.engines.remote.patience import Limits
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
    fix = Message(
        "In passeur.yaml: {example}. With {empty} there, the key may stand in the environment: {variable}.",
        example=f"engines: {{{name}: {{key: …}}}}",
        empty=f"engines: {{{name}: {{}}}}",
        variable=f"PASSEUR_{name.upper()}_KEY",
    )
    return UsageError(Message("{name} has no key.", name=name), fix=fix)


def price(name: str, settings: Settings) -> float | None:
    """The `price` in US dollars for a million characters, None without one. UsageError when it is no number."""
    return _number(name, settings, "price", most=1_000_000)


def limits(name: str, settings: Settings, usual: Limits) -> Limits:
    """The usual bounds, with `timeout` (seconds) and `per_minute` (requests) where the settings name them."""
    whole = _number(name, settings, "timeout", most=3_600)
    pace = _number(name, settings, "per_minute", most=100_000)
    return replace(usual, whole=whole or usual.whole, per_minute=pace or usual.per_minute)


def _number(name: str, settings: Settings, setting: str, *, most: int) -> float | None:
    written = settings.get(setting, "")
    try:
        number = float(written) if written else None
    except ValueError:
        number = -1.0
    if number is not None and not 0 <= number <= most:
        problem = Message("`{setting}` of {name} is `{value}`.", setting=setting, name=name, value=written)
        raise UsageError(problem, fix=Message("Write a number from 0 to {most}.", most=most))
    return number


def host(url: str) -> str:
    """Who gets the text that goes to an address; "" when that is this machine."""
    name = urlsplit(url).hostname or ""
    return "" if name in HERE else name
