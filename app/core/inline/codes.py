"""Codes while they are being found: positions, partners, and the order that makes them a tuple."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from app.core.model import InlineCode

_URL = re.compile(r"(?:\b(?:https?|ftp)://|\bwww\.)[^\s<>\"«»“”]+", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])(?:mailto:|xmpp:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


class Found:
    """A code while it is being found; positions fixed, partner known later."""

    __slots__ = ("end", "kind", "partner", "role", "start", "value")

    def __init__(self, start: int, end: int, kind: str, *, role: str = "alone", value: str = "") -> None:
        self.start, self.end, self.kind, self.role, self.value = start, end, kind, role, value
        self.partner: Found | None = None


def addresses(text: str, offset: int) -> list[Found]:
    """Bare URLs and e-mail addresses; the punctuation of the sentence after them is left out (GFM 6.9)."""
    found: list[Found] = []
    for match in _URL.finditer(text) if "://" in text or "www." in text.lower() else ():
        end = match.start() + len(_trim_url(match.group()))
        found.append(Found(offset + match.start(), offset + end, "url"))
    if "@" in text:
        add(found, [Found(offset + m.start(), offset + m.end(), "url") for m in _EMAIL.finditer(text)])
    return found


def _trim_url(url: str) -> str:
    end, surplus = len(url), url.count(")") - url.count("(")
    while end and (url[end - 1] in "?!.,:;*_~'\"’…]" or (url[end - 1] == ")" and surplus > 0)):
        surplus -= url[end - 1] == ")"
        end -= 1
    return url[:end]


def add(found: list[Found], more: Sequence[Found]) -> None:
    """Add codes (given in order) that overlap none found so far."""
    taken = sorted([(code.start, code.end) for code in found]) if more else []
    for code in more:
        index = bisect.bisect_left(taken, (code.end, -1))
        if index == 0 or taken[index - 1][1] <= code.start:
            found.append(code)


def freeze(text: str, found: list[Found]) -> tuple[InlineCode, ...]:
    """The codes in order, positions of partners filled in."""
    found.sort(key=lambda code: (code.start, code.end))
    index = {id(code): position for position, code in enumerate(found)}
    return tuple(
        InlineCode(
            start=code.start,
            end=code.end,
            text=text[code.start : code.end],
            kind=code.kind,
            role=code.role,
            pair=index[id(code.partner)] if code.partner else -1,
            value=code.value or text[code.start : code.end],
        )
        for code in found
    )
