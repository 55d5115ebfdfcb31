"""Names that Apertium does not know are kept from later hops, where "Pixar" would be taken for a verb's form."""

from __future__ import annotations

import re
from collections.abc import Collection

import regex

CAPITALISED = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*+(?:-[\p{L}\p{N}]++)*+")
TOKEN = re.compile(r"XPN\d+X")


def word(number: int) -> str:
    """The word that stands for a name: no dictionary has it."""
    return f"XPN{number}X"


def hide(text: str, unknown: Collection[str]) -> tuple[str, dict[str, str]]:
    """A first hop's answer with the names among the source's unknown words replaced, and what each word stands for."""
    missing = {word for word in unknown if CAPITALISED.fullmatch(word)}
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
