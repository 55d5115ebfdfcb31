"""Pieces put together: number, half, scale, fraction and unit of "97,4 milliards de dollars" become one item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from app.core.numbers import clocks
from app.core.numbers.items import Amount, Item, Reading, exact, number, time, token
from app.core.numbers.lexicon import is_arabic
from app.core.numbers.pieces import AT_ONCE, BESIDE, BESIDE_OR_OF, Cursor, Piece

MILLION = 1_000_000
CURRENCY_SIGNS = frozenset("$€£¥₩₹")
HALF = Fraction(1, 2)
DOTTED = re.compile(r"\d+\.\d{1,2}")
SPOKEN_DECADE = re.compile(r"['’]?s\b|er|年代")
ALONE = {"month": "month", "weekday": "weekday", "time": "time", "fraction": "number"}  # role -> kind of its reading


class Composed(NamedTuple):
    """An item and the scale it was multiplied by: in a range, the first number may lack its own."""

    item: Item
    scale: Amount = 1


def compose(cursor: Cursor) -> Iterator[Composed]:
    while piece := cursor.next():
        if piece.item:
            yield _digits(cursor, piece, piece.item)
        elif piece.meaning("not"):
            continue
        elif piece.meaning("number") is not None:
            yield _number(cursor, piece, {piece.meaning("number")})
        elif piece.meaning("scale") is not None:
            yield Composed(_scale(cursor, piece))
        elif readings := _alone(piece):
            yield Composed(Item(piece.start, piece.end, frozenset(readings), False, bool(piece.meaning("vague"))))


def _alone(piece: Piece) -> set[Reading]:
    return {Reading(kind, piece.meaning(role)) for role, kind in ALONE.items() if piece.meaning(role) is not None}


def _scale(cursor: Cursor, piece: Piece) -> Item:
    """A scale with no number before it: "milliards" of "des milliards" is vague, "mille milliards" is sure."""
    scale, end = _scales(cursor, piece.end)
    unit, end = _unit(cursor, end)
    reading = number(piece.meaning("scale") * scale, unit)
    sure = scale > 1 and not cursor.words.pattern  # 億万 of 億万長者, a billionaire, is no number
    return Item(piece.start, end, frozenset({reading}), firm=sure, vague=not sure)


def _digits(cursor: Cursor, piece: Piece, item: Item) -> Composed:
    values = set(item.numbers()) or _sloppy_decimal(cursor, piece)
    kinds = {reading.kind for reading in item.readings}
    if item.vague or not values or not kinds <= {"number", "token", "time"}:
        return Composed(item)
    if kinds == {"number"} and _is_alone(cursor, piece, item):
        return Composed(item)
    composed = _number(cursor, piece, values)
    if kinds == {"number"} and not item.parts:
        return composed
    kept = {reading for reading in item.readings if reading.kind != "number"} if composed.scale == 1 else set()
    readings = composed.item.readings | kept
    return composed._replace(item=composed.item._replace(readings=readings, parts=item.parts))


def _is_alone(cursor: Cursor, piece: Piece, item: Item) -> bool:
    """Whether nothing stands beside a number that may belong to it, as is so with most."""
    beside = cursor.following(piece.end, BESIDE_OR_OF) or cursor.before(piece.start)
    return not beside and not any(reading.unit for reading in item.readings) and not _is_decade(cursor, piece)


def _sloppy_decimal(cursor: Cursor, piece: Piece) -> set[Amount]:
    """`1.5 million` where 1,5 is right: before a unit, a dotted number of the French source is no version."""
    text, following = cursor.text[piece.start : piece.end], cursor.following(piece.end)
    if cursor.words.locale != "fr" or following is None or not DOTTED.fullmatch(text):
        return set()
    return {exact(text)} if any(following.meaning(role) for role in ("scale", "unit", "percent")) else set()


def _number(cursor: Cursor, piece: Piece, values: set[Amount]) -> Composed:
    """A number in digits or words with all that belongs to it."""
    half, end = _half(cursor, piece.end)
    scale, end = _scales(cursor, end, BESIDE_OR_OF if piece.phrase else BESIDE)  # "une centaine de millions"
    amounts = {(value + half) * scale for value in values} if half or scale != 1 else values
    if scale > 1:
        half, end = _half(cursor, end)
        amounts, end = _mixed(cursor, {amount + half * scale for amount in amounts}, end)
    if piece.phrase:
        amounts, end = _arabic_sum(cursor, amounts, end)
    divisor, end = cursor.take("fraction", end) if max(amounts) < 20 else (None, end)
    amounts = {amount * divisor for amount in amounts} if divisor else amounts
    start, sign = _sign(cursor, piece.start)
    unit, end = _unit(cursor, end)
    readings = {number(amount, unit or sign) for amount in amounts} | _decade(cursor, piece, amounts) | _alone(piece)
    if unit == "percent":
        readings |= {number(Fraction(amount) / 100) for amount in amounts}  # 50 % is a half
    if piece.phrase:
        readings |= _spoken_time(cursor, amounts, end)
    if end > piece.end and not re.search(r"\s", cursor.text[piece.start : end]):
        readings.add(token(cursor.text[piece.start : end]))  # "405B" may be part of a name
    firm = piece.item.firm if piece.item else scale > 1 and max(amounts) >= MILLION
    vague = bool(piece.meaning("vague")) and scale == 1 and divisor is None
    return Composed(Item(start, end, frozenset(readings), firm, vague), scale)


def _scales(cursor: Cursor, end: int, gap: re.Pattern[str] = BESIDE) -> tuple[Amount, int]:
    """The scales that follow, multiplied: "mille milliards" is 10^12."""
    total: Amount = 1
    while True:
        scale, end = cursor.take("scale", end, gap)
        if scale is None:
            return total, end
        total, gap = total * scale, BESIDE_OR_OF


def _half(cursor: Cursor, end: int) -> tuple[Amount, int]:
    found, end = cursor.take("half", end)
    return (HALF if found else 0), end


def _mixed(cursor: Cursor, amounts: set[Amount], end: int) -> tuple[set[Amount], int]:
    """`1億2345万`: what follows at once is added."""
    while cursor.words.pattern and (piece := cursor.following(end, AT_ONCE)) and piece.item:
        values = piece.item.numbers()
        if not values:
            break
        cursor.next()
        scale, end = _scales(cursor, piece.end)
        amounts = {amount + value * scale for amount in amounts for value in values}
    return amounts, end


def _arabic_sum(cursor: Cursor, amounts: set[Amount], end: int) -> tuple[set[Amount], int]:
    """`التاسع عشر` is nineteen, `الحادي والعشرون` one and twenty."""
    piece = cursor.following(end)
    if piece is None or not is_arabic(cursor.text[piece.start]) or max(amounts) >= 10:
        return amounts, end
    tens = piece.meaning("number") or 0
    if tens == 10 or (piece.meaning("joined") and tens in range(20, 100, 10)):
        cursor.next()
        return {amount + tens for amount in amounts}, piece.end
    return amounts, end


def _unit(cursor: Cursor, end: int) -> tuple[str, int]:
    percent, end = cursor.take("percent", end, BESIDE_OR_OF)
    if percent:
        return "percent", end
    unit, end = cursor.take("unit", end, BESIDE_OR_OF)
    return str(unit or ""), end


def _sign(cursor: Cursor, start: int) -> tuple[int, str]:
    """The currency sign before a number, `$97.4` or `US$ 20`, and where it starts."""
    piece = cursor.before(start)
    if piece and piece.phrase and cursor.text[piece.end - 1] in CURRENCY_SIGNS:
        return piece.start, str(piece.meaning("unit") or "")
    return start, ""


def _spoken_time(cursor: Cursor, amounts: set[Amount], end: int) -> set[Reading]:
    """`الثانية بعد الظهر`, two in the afternoon."""
    _, half = clocks.half_day(cursor.text, end, cursor.words)
    later = 12 if half == "pm" else 0
    return {time(int(amount) % 12 + later) for amount in amounts if half and amount in range(1, 13)}


def _decade(cursor: Cursor, piece: Piece, amounts: set[Amount]) -> set[Reading]:
    """The nineties are 90 and 1990."""
    if not _is_decade(cursor, piece):
        return set()
    short = {number(amount % 100) for amount in amounts if 1900 <= amount < 2100}
    return short | {number(1900 + amount) for amount in amounts if 10 <= amount < 100}


def _is_decade(cursor: Cursor, piece: Piece) -> bool:
    words, after = cursor.words.decade, cursor.text[piece.end :]
    before = cursor.text[max(0, piece.start - 12) : piece.start]
    named = words and (words.search(before) or words.match(after.lstrip(" -‑")))
    return bool(named or SPOKEN_DECADE.match(after) or before.endswith(("'", "’")))
