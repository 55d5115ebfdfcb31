"""Values written in digits: dates, times, telephone numbers, names such as GPT-4o, numbers by locale."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from .items import Item, Reading, number, time, token
from .lexicon import Lexicon, key

SPACE = r"[ \u00a0\u202f\u2009]"
GROUPED = rf"(?<![\d.,])\d{{1,3}}(?:{SPACE}\u2060*\d{{3}})+(?!\d)(?:[.,]\d+)?"
NUMBER = re.compile(rf"{GROUPED}|\d+(?:[.,'’]\d+)*")
ISO_DATE = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
DATE = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
PHONE = re.compile(rf"(?:\+\d{{1,3}}{SPACE}?|(?<!\d)0)(?:\(0\))?\d(?:[-.]?{SPACE}?\d\d){{4}}(?!\d)")
OFFSET = re.compile(r"\b(?:UTC|GMT)\s?[+\-−]\s?\d{1,2}(?::?\d\d)?")
ALWAYS_OPEN = re.compile(
    r"24\s?h?\s?/\s?24|24/7|7\s?j(?:ours)?\s?/\s?7|7\s?días\s?a\s?la\s?semana|24時間365日|24時間(?:年中無休)"
)
NAME = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+-?\d[A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*|(?<![\w.,])\d+[A-Za-z][A-Za-z0-9]*")
QUARTER = re.compile(r"[TQSH][1-4]\Z")  # T3 is Q3 elsewhere
CLOCK = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?::(\d\d)(?::(\d\d))?|\s?[hH](?:\s?(\d\d))?(?![A-Za-z])|\s?Uhr(?:\s(\d\d)(?!\d))?)"
)
JA_CLOCK = re.compile(r"(午前|午後)?(\d{1,2})時(?!間)(?:(\d{1,2})分|(半))?")
JA_FRACTION = re.compile(r"(\d+)分の(\d+)")
JA_TENTHS = re.compile(r"(\d)割")
JA_MONTH = re.compile(r"(?<!\d)(\d{1,2})月")
FRACTION = re.compile(r"(?<![\d/.,])(\d{1,2})/(\d{1,2})(?![\d/])")
ROMAN = re.compile(r"(?<![\w-])([IVX]+)(e|er|ère|ème)?(?![\w'’-])|(?<![\w-])([IVXLC]{2,})(?![\w-])")
HALF_DAY = 12 * 3600

Found = Iterator[Item]


def items(text: str, lexicon: Lexicon) -> list[Item]:
    """The items of a shadow that hold digits or Roman numerals, without overlaps, in order."""
    found: list[Item] = []
    taken = bytearray(len(text))
    for rule in RULES if any(character.isdigit() for character in text) else (_romans,):
        for item in rule(text, lexicon):
            if not any(taken[item.start : item.end]):
                taken[item.start : item.end] = b"\1" * (item.end - item.start)
                found.append(item)
    return sorted(found, key=lambda item: item.start)


def value(text: str, decimal: str) -> Fraction | None:
    """A number by a locale's decimal separator: "1.234" is 1234 under "," and 1.234 under "."; None if malformed.

    Groups may stand apart by spaces or apostrophes in every locale, as typographers of each prefer.
    """
    text = re.sub(rf"(?:{SPACE}|['’])\u2060*", "", text)
    whole, mark, decimals = text.rpartition(decimal)
    if not mark:
        whole, decimals = text, ""
    groups = re.split(r"[.,]", whole)
    if not all(group.isdigit() for group in groups) or (mark and not decimals.isdigit()):
        return None
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    return Fraction("".join(groups) + (f".{decimals}" if decimals else ""))


def _item(match: re.Match[str], *readings: Reading, firm: bool = True, parts: tuple[Item, ...] = ()) -> Item:
    return Item(match.start(), match.end(), frozenset(readings), firm, False, parts)


def _part(match: re.Match[str], group: int, *kinds: str) -> Item:
    """One group of a match as an item of its own: a month ("month") or a plain number ("number")."""
    amount = Fraction(int(match[group]))
    return Item(match.start(group), match.end(group), frozenset(Reading(kind, amount) for kind in kinds))


def _numbers_in(match: re.Match[str], *groups: int) -> tuple[Item, ...]:
    return tuple(_part(match, group, "number") for group in groups if match[group])


def _dates(text: str, lexicon: Lexicon) -> Found:
    """Day, month and year apart, so that every order and every way to write a date match."""
    for match in ISO_DATE.finditer(text):
        if int(match[2]) <= 12:
            yield from (_part(match, 1, "number"), _part(match, 2, "month"), _part(match, 3, "number"))
    for match in DATE.finditer(text):
        first, second = int(match[1]), int(match[3])
        both = ("number", "month")
        day_first = ("number",), ("month",)
        if first > 31 or second > 31 or (first > 12 and second > 12):
            continue
        # English is written both ways round, so its numeric dates may be read both ways.
        order = (both, both) if lexicon.month_first and max(first, second) <= 12 else day_first
        order = (("month",), ("number",)) if second > 12 else order
        yield from (_part(match, 1, *order[0]), _part(match, 3, *order[1]), _part(match, 4, "number"))


def _phones(text: str, lexicon: Lexicon) -> Found:
    for match in PHONE.finditer(text):
        yield _item(match, token(re.sub(r"\D", "", match[0])[-9:]))


def _offsets(text: str, lexicon: Lexicon) -> Found:
    for match in OFFSET.finditer(text):
        sign = "-" if re.search("[-−]", match[0]) else "+"
        hours, *minutes = (int(digits) for digits in re.findall(r"\d{1,2}", match[0]))
        yield _item(match, token(f"UTC{sign}{hours}:{sum(minutes)}"))


def _always_open(text: str, lexicon: Lexicon) -> Found:
    """24/7 is said in many ways, most of them without digits."""
    for match in ALWAYS_OPEN.finditer(text):
        yield _item(match, number(24), number(7), number(365), firm=False)


def _names(text: str, lexicon: Lexicon) -> Found:
    """Tokens mixing letters and digits, compared verbatim; `3e`, `64GB`, `20k` are left to be read as numbers."""
    for match in NAME.finditer(text):
        name = match[0]
        digits = re.match(r"\d+", name)
        if digits and _is_suffix(name[digits.end() :], lexicon):
            continue
        readings = [token(name)]
        tail = re.fullmatch(r"[A-Za-z]+-(\d+)", name) or (QUARTER.match(name) and re.fullmatch(r".(\d)", name))
        if tail:
            readings.append(number(int(tail[1])))  # mid-2024, COVID-19
        yield _item(match, *readings)


def _is_suffix(letters: str, lexicon: Lexicon) -> bool:
    known = (*lexicon.exact.get(letters, {}), *lexicon.phrases.get(key(letters), {}))
    return letters in lexicon.suffixes or bool({"scale", "unit", "am", "pm"} & set(known)) or letters[0] in "hH"


def _clock(text: str, lexicon: Lexicon) -> Found:
    for match in CLOCK.finditer(text):
        hour, minute, second = int(match[1]), int(match[2] or match[4] or match[5] or 0), int(match[3] or 0)
        colon = match[2] is not None
        if hour > 24 or minute > 59:
            continue
        readings = [time(hour, minute, second)]
        if not (match[2] or match[4] or match[5]):
            readings.append(number(hour))  # "3 h" is a time or a duration
        yield from _with_half_day(match, readings, text, lexicon, parts=_numbers_in(match, 1, 2) if colon else ())


def _with_half_day(
    match: re.Match[str], readings: list[Reading], text: str, lexicon: Lexicon, *, parts: tuple[Item, ...] = ()
) -> Found:
    """Adds what follows a time: `a.m.`, `de la tarde`; 18.30 in the morning is no time at all."""
    end, half = half_day(text, match.end(), lexicon)
    if half:
        times = [_shifted(reading, half) for reading in readings if reading.kind == "time"]
        readings, parts = [reading for reading in times if reading], ()
    minutes = tuple(
        Item(match.start(group), match.end(group), frozenset({number(int(match[group]))}))
        for group in (1, 4, 5)
        if match.re is CLOCK and match[group] and not half
    )
    yield Item(match.start(), end, frozenset(readings), True, False, parts or (minutes if len(minutes) > 1 else ()))


def half_day(text: str, position: int, lexicon: Lexicon) -> tuple[int, str]:
    """Where the words for morning or afternoon after a position end, and "am", "pm" or ""."""
    gap = re.compile(r"\s*(?:h\b)?[\s,]*").match(text, position)
    start = gap.end() if gap else position
    words = re.compile(r"[^\W\d_]+(?:[\u064b-\u0652]+[^\W\d_]*)*\.?(?:\s?[^\W\d_’']+[.’']?){0,3}").match(text, start)
    if not words:
        return position, ""
    pieces = [piece.end() for piece in re.finditer(r"[^\W\d_]+(?:[\u064b-\u0652]+[^\W\d_]*)*\.?", words[0])]
    for length in sorted(pieces, reverse=True):
        meaning = lexicon.phrases.get(key(words[0][:length]), {})
        for half in ("am", "pm"):
            if half in meaning:
                return start + length, half
    return position, ""


def _shifted(reading: Reading, half: str) -> Reading | None:
    seconds = Fraction(reading.value)
    if half == "am":
        return Reading("time", seconds % HALF_DAY) if seconds < HALF_DAY + 3600 else None
    return Reading("time", seconds % HALF_DAY + HALF_DAY)


def _japanese(text: str, lexicon: Lexicon) -> Found:
    if lexicon.pattern is None:
        return
    for match in JA_CLOCK.finditer(text):
        hour, minute = int(match[2]), 30 if match[4] else int(match[3] or 0)
        reading: Reading | None = time(hour, minute)
        if match[1] and reading:
            reading = _shifted(reading, "am" if match[1] == "午前" else "pm")
        readings = [reading] if reading else []
        if not (match[1] or match[3] or match[4]):
            readings.append(number(hour))
        yield _item(match, *readings)
    for match in JA_FRACTION.finditer(text):
        if int(match[1]):
            yield _item(match, number(Fraction(int(match[2]), int(match[1]))))
    for match in JA_TENTHS.finditer(text):
        tenths = int(match[1])
        yield _item(match, number(tenths * 10, "percent"), number(Fraction(tenths, 10)))
    for match in JA_MONTH.finditer(text):
        yield _item(match, Reading("month", Fraction(int(match[1]))))


def _fractions(text: str, lexicon: Lexicon) -> Found:
    """`3/4` is a fraction or two numbers, `05/07` a day and its month."""
    for match in FRACTION.finditer(text):
        above, below = int(match[1]), int(match[2])
        if match[1].startswith("0") or match[2].startswith("0"):
            order = ("number", "month")
            yield from (_part(match, 1, *order), _part(match, 2, *order))
        elif below:
            yield _item(match, number(Fraction(above, below)), token(match[0]), parts=_numbers_in(match, 1, 2))


def _romans(text: str, lexicon: Lexicon) -> Found:
    """`XXIe` of French is as sure as digits; other Roman numerals may be names, so they only explain."""
    for match in ROMAN.finditer(text):
        digits = match[1] or match[3]
        amount = _roman(digits)
        if amount:
            yield _item(match, number(amount), firm=bool(match[2]))


def _roman(digits: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[digit] for digit in digits]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def _plain(text: str, lexicon: Lexicon) -> Found:
    for match in NUMBER.finditer(text):
        yield from _with_half_day_if_hour(match, _readings(match[0], lexicon), text, lexicon)


def _with_half_day_if_hour(match: re.Match[str], readings: list[Reading], text: str, lexicon: Lexicon) -> Found:
    """`2 p.m.` and `18.30` are times too."""
    clock = re.fullmatch(r"(\d{1,2})(?:\.(\d\d))?", match[0])
    if clock is None or int(clock[1]) > 24 or int(clock[2] or 0) > 59:
        yield _item(match, *readings)
        return
    moment = time(int(clock[1]), int(clock[2] or 0))
    end, half = half_day(text, match.end(), lexicon)
    if half:
        shifted = _shifted(moment, half)
        yield Item(match.start(), end, frozenset([shifted] if shifted else []))
    else:
        yield _item(match, *readings, *([moment] if clock[2] else []))


def _readings(text: str, lexicon: Lexicon) -> list[Reading]:
    """French writes decimals with a comma, so a dotted number of the source is a version first of all."""
    amount = value(text, lexicon.decimal)
    readings = [number(amount)] if amount is not None else []
    if "." in text or amount is None:
        readings.append(token(text))
    return readings


RULES: tuple[Callable[[str, Lexicon], Found], ...] = (
    _phones,
    _offsets,
    _always_open,
    _dates,
    _japanese,
    _names,
    _clock,
    _fractions,
    _romans,
    _plain,
)
