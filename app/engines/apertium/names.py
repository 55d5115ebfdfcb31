"""Names that Apertium does not know are kept from later hops, where "Pixar" would be taken for a verb's form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import regex

CAPITALISED = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*+(?:-[\p{L}\p{N}]++)*+")
TOKEN = re.compile(r"XPN\d+X")


def word(number: int) -> str:
    """The word that stands for a name: no dictionary has it."""
    return f"XPN{number}X"


def candidates(text: str) -> list[str]:
    """Capitalised words of a text, each once."""
    return [name for name in dict.fromkeys(CAPITALISED.findall(text)) if not name.startswith(("XPH", "XPN"))]


def hide(text: str, unknown: Callable[[Iterable[str]], set[str]], source: str) -> tuple[str, dict[str, str]]:
    """A first hop's answer with the source's unknown names replaced, and the name each word stands for."""
    missing = unknown(candidates(source))
    found: dict[str, str] = {}

    def replaced(match: regex.Match[str]) -> str:
        name = str(match[0])
        if name not in missing:
            return name
        token = word(len(found))
        found[token] = name
        return token

    return (CAPITALISED.sub(replaced, text), found) if missing else (text, {})


def show(text: str, names: dict[str, str]) -> str | None:
    """The text with names put back; None when one was lost, doubled or made up on the way."""
    if sorted(TOKEN.findall(text)) != sorted(names):
        return None
    return TOKEN.sub(lambda match: names[match[0]], text)
