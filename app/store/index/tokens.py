"""What a source is found by: its words, and its runs of two and three words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

from app.core.folding import fold

# Each character is a word where a script puts no space between words (Thai, Lao, Khmer, kana, Han); digits are apart.
WORD = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\d+|[^\W\d_]+")
# Runs are told by a digest, as whole ones would fill the index with words that stand in one text each.
RUNS = {2: 1 << 15, 3: 1 << 16}
NUMBER = "0"


def words(text: str) -> list[str]:
    """Folded, in order; any number is the same word."""
    return [NUMBER if word.isdigit() else word for word in WORD.findall(fold(text))]


def run(told: Sequence[str]) -> str:
    """The token of one, two or three words that follow each other."""
    size = len(told)
    if size == 1:
        return told[0]
    return f"_{size}_{crc32(' '.join(told).encode('utf-8', 'surrogatepass')) % RUNS[size]:x}"


def tokens(text: str) -> str:
    """All of them, as the index takes them in."""
    told = words(text)
    runs = [run(told[start : start + size]) for size in RUNS for start in range(len(told) - size + 1)]
    return " ".join([*told, *runs])
