"""Names with digits in them, compared letter by letter: GPT-4o, H100, v1.2.0, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.numbers.items import Item, number, token, whole
from app.core.numbers.lexicon import Lexicon, key

SPACE = r"[ \u00a0\u202f\u2009]"
PHONE = re.compile(rf"(?:\+\d{{1,3}}{SPACE}?|(?<!\d)0)(?:\(0\))?\d(?:[-.]?{SPACE}?\d\d){{4}}(?!\d)")
NAME = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+-?\d[A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*|(?<![\w.,])\d+[A-Za-z][A-Za-z0-9]*")
NUMBERED = re.compile(r"[A-Za-z]+-(\d+)\Z|[TQSH]([1-4])\Z")  # mid-2024, COVID-19; T3 is Q3 elsewhere
ALWAYS = re.compile(r"24\s?h?\s?/\s?24|24/7|\b7\s?j(?:ours)?\s?(?:/|sur)\s?7|24時間365日|24時間年中無休", re.IGNORECASE)


def phones(text: str, words: Lexicon) -> Iterator[Item]:
    """By the last nine digits, so that 01 42 68 53 00 is +33 1 42 68 53 00."""
    for match in PHONE.finditer(text):
        yield whole(match, token(re.sub(r"\D", "", match[0])[-9:]))


def always_open(text: str, words: Lexicon) -> Iterator[Item]:
    """24/7 is said in many ways, most of them without digits."""
    for match in ALWAYS.finditer(text):
        item = whole(match, number(24), number(7), number(365), firm=False)
        yield Item(item.start, item.end, item.readings, firm=False, vague=True)


def names(text: str, words: Lexicon) -> Iterator[Item]:
    """Tokens of letters and digits; `3e`, `64GB`, `20k` are left to be read as numbers."""
    for match in NAME.finditer(text):
        digits = re.match(r"\d+", match[0])
        if digits and _ends_a_number(match[0][digits.end() :], words):
            continue
        tail = NUMBERED.match(match[0])
        yield whole(match, token(match[0]), *([number(int(tail[1] or tail[2]))] if tail else []))


def _ends_a_number(letters: str, words: Lexicon) -> bool:
    if letters in words.suffixes or letters[0] in "hH":
        return True
    roles = {*words.exact.get(letters, {}), *words.phrases.get(key(letters), {})}
    return bool(roles & {"scale", "unit", "am", "pm"})
