"""A copy of a text for reading, of the same length, so that every offset found in it holds in the text."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.model import InlineCode

FILLER = "\u2060"  # stands for characters that must not separate: the rest of `&nbsp;`
SPACES = {"&nbsp;": "\xa0", "&#160;": "\xa0", "&#xa0;": "\xa0", "&#8239;": "\u202f", "&#x202f;": "\u202f"}
DIGITS = {chr(ord(zero) + digit): str(digit) for zero in "٠۰०０" for digit in range(10)}
WESTERN = str.maketrans(
    {
        **DIGITS,
        **{"．": ".", "，": ",", "：": ":", "／": "/", "＋": "+", "％": "%", "٪": "%", "＄": "$", "￥": "¥"},
        **dict.fromkeys("\u200e\u200f\u061c\u200b\u2066\u2067\u2068\u2069", FILLER),
    }
)


def shadow(text: str, codes: Iterable[InlineCode], *, decimal: str) -> str:
    """Inline codes become spaces, digits of any script western, and Arabic separators the locale's own."""
    characters = list(text.translate(WESTERN))
    group = "." if decimal == "," else ","
    for code in codes:
        space = SPACES.get(code.text.lower())
        width = code.end - code.start
        characters[code.start : code.end] = space + FILLER * (width - 1) if space else " " * width
    return "".join(characters).replace("٫", decimal).replace("٬", group)
