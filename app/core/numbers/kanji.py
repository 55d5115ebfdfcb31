"""Numbers in Chinese characters, which only ever explain digits of the source: 一 is in 一方 and 統一 too."""

from __future__ import annotations

import re

from app.core.numbers.items import Item, number

RUN = re.compile(r"(数)?([〇一二三四五六七八九十百千万億兆]+)")  # 数十 is "some tens"
DIGITS = "〇一二三四五六七八九"
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}


def kanji(text: str) -> list[Item]:
    return [
        Item(match.start(), match.end(), frozenset({number(value(match[2]))}), firm=False, vague=True)
        for match in RUN.finditer(text)
        if not match[1]
    ]


def value(text: str) -> int:
    """二百五十 is 250, 三億 300,000,000."""
    total = section = current = 0
    for character in text:
        if character in DIGITS:
            current = current * 10 + DIGITS.index(character)
        elif character in SMALL:
            section += (current or 1) * SMALL[character]
            current = 0
        else:
            total += (section + current or 1) * LARGE[character]
            section = current = 0
    return total + section + current
