"""Times of day in digits: `18 h 30`, `6:30 p.m.`, `14 Uhr`, `午後6時30分`, and offsets from UTC."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.numbers.items import Item, Reading, number, numbers_in, time, token, whole
from app.core.numbers.lexicon import TOKEN, Lexicon, key

CLOCK = re.compile(
    r"(?<![\d.,:])(\d{1,2})"
    r"(?::([0-5]\d)(?::([0-5]\d))?(?!\d)|\s?[hH](?:\s?([0-5]\d)(?!\d))?(?![A-Za-z\d])|\s?Uhr(?:\s([0-5]\d)(?!\d))?)"
)
JAPANESE = re.compile(r"(午前|午後)?(\d{1,2})時(?!間)(?:(\d{1,2})分|(半))?")
OFFSET = re.compile(r"\b(?:UTC|GMT)\s?[+\-−]\s?\d{1,2}(?::?\d\d)?(?!\d)")
HALF_DAY = 12 * 3600
WORD = r"[^\W\d_]+(?:[\u064b-\u0652]+[^\W\d_]*)*\.?"
BEFORE_HALF_DAY = re.compile(r"\s*(?:h\b)?[\s,]*")  # "18.30 h del matí"
HALF_DAY_WORDS = re.compile(rf"{WORD}(?:\s?[^\W\d_’']+[.’']?){{0,3}}")
ONE_WORD = re.compile(WORD)


def clocks(text: str, words: Lexicon) -> Iterator[Item]:
    for match in CLOCK.finditer(text):
        hour, minutes = int(match[1]), match[2] or match[4] or match[5]
        if hour > 24:
            continue
        moment = time(hour, int(minutes or 0), int(match[3] or 0))
        end, half = half_day(text, match.end(), words)
        if half:
            yield Item(match.start(), end, in_half(moment, half))
        elif minutes:
            yield whole(match, moment, parts=numbers_in(match, 1, 2, 3, 4, 5))
        else:
            yield whole(match, moment, number(hour))  # "3 h" is a time or a duration


def japanese(text: str, words: Lexicon) -> Iterator[Item]:
    if words.pattern is None:
        return
    for match in JAPANESE.finditer(text):
        hour = int(match[2])
        moment = time(hour, 30 if match[4] else int(match[3] or 0))
        if match[1]:
            yield Item(match.start(), match.end(), in_half(moment, "am" if match[1] == "午前" else "pm"))
        else:
            yield whole(match, moment, *([] if match[3] or match[4] else [number(hour)]))


def offsets(text: str, words: Lexicon) -> Iterator[Item]:
    """UTC+02:00 and UTC+2 are the same; the number is none of the text's values."""
    for match in OFFSET.finditer(text):
        sign = "-" if re.search("[-−]", match[0]) else "+"
        hours, *minutes = (int(digits) for digits in re.findall(r"\d{1,2}", match[0]))
        yield whole(match, token(f"UTC{sign}{hours}:{sum(minutes)}"))


def half_day(text: str, position: int, words: Lexicon) -> tuple[int, str]:
    """Where the words for morning or afternoon after a position end, and "am", "pm" or ""."""
    gap = BEFORE_HALF_DAY.match(text, position)
    start = gap.end() if gap else position
    first = TOKEN.match(text, start)
    found = HALF_DAY_WORDS.match(text, start) if first and key(first[0]) in words.halves else None
    if not found:
        return position, ""
    for length in sorted((word.end() for word in ONE_WORD.finditer(found[0])), reverse=True):
        meaning = words.phrases.get(key(found[0][:length]), {})
        for half in ("am", "pm"):
            if half in meaning:
                return start + length, half
    return position, ""


def in_half(moment: Reading, half: str) -> frozenset[Reading]:
    """A time put into its half of the day; 18.30 in the morning is none, so it has no reading and equals nothing."""
    seconds = int(moment.value)
    if half == "am":
        return frozenset([Reading("time", seconds % HALF_DAY)] if seconds < HALF_DAY + 3600 else [])
    return frozenset([Reading("time", seconds % HALF_DAY + HALF_DAY)])
