"""A text's values: digits and words put together, so that "97,4 milliards de dollars" is one item."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from . import digits
from .items import Item, Reading, number, time, token
from .lexicon import Lexicon, lexicon
from .phrases import Phrase, phrases

GAP = re.compile(r"[\s\-‑\u2060]*\Z")
UNIT_GAP = re.compile(r"[\s\-‑\u2060]*(?:d['’]|de\s|d[ie]\s|of\s|من\s)?\s*\Z")
KANJI = re.compile(r"(数)?(?:[〇一二三四五六七八九十百千万億兆]+)")
MILLION = 1_000_000
CURRENCY_SIGNS = frozenset("$€£¥₩₹")


@dataclass(frozen=True, slots=True)
class _Piece:
    """An item of digits or a phrase, before they are put together."""

    start: int
    end: int
    item: Item | None
    phrase: Phrase | None

    def meaning(self, role: str) -> object:
        return self.phrase.meaning.get(role) if self.phrase else None


@lru_cache(maxsize=4096)
def read(text: str, locale: str) -> tuple[Item, ...]:
    """The items of a shadow (`shadow.shadow`) in order of appearance. Cached: one source meets many targets."""
    words = lexicon(locale)
    written = digits.items(text, words)
    found = [_Piece(item.start, item.end, item, None) for item in written]
    taken = [(item.start, item.end) for item in written]
    for phrase in phrases(text, words):
        if not any(start < phrase.end and phrase.start < end for start, end in taken):
            found.append(_Piece(phrase.start, phrase.end, None, phrase))
    found.sort(key=lambda piece: piece.start)
    items = _Reader(text, words, found).items()
    return tuple(_ranges(items, text, words))


@dataclass(slots=True)
class _Reader:
    text: str
    words: Lexicon
    pieces: list[_Piece]
    position: int = 0

    def items(self) -> list[tuple[Item, Fraction, bool]]:
        """Items with the scale each was multiplied by, and whether it carried one."""
        found = []
        while self.position < len(self.pieces):
            item = self._next()
            if item:
                found.append(item)
        return found

    def _next(self) -> tuple[Item, Fraction, bool] | None:
        piece = self.pieces[self.position]
        self.position += 1
        if piece.item:
            return self._number(piece, piece.item.numbers() if self._plain(piece.item) else ())
        assert piece.phrase
        meaning = piece.phrase.meaning
        if "number" in meaning and "not" not in meaning:
            return self._number(piece, (meaning["number"],))
        if "scale" in meaning:
            return self._scale(piece)
        return self._single(piece)

    def _plain(self, item: Item) -> bool:
        return all(reading.kind in ("number", "token", "time") for reading in item.readings)

    def _single(self, piece: _Piece) -> tuple[Item, Fraction, bool] | None:
        assert piece.phrase
        meaning = piece.phrase.meaning
        readings = frozenset(
            Reading(kind, meaning[role])
            for role, kind in (("month", "month"), ("weekday", "weekday"), ("time", "time"), ("fraction", "number"))
            if role in meaning
        )
        if not readings or "not" in meaning:
            return None
        return Item(piece.start, piece.end, readings, False, "vague" in meaning), Fraction(1), False

    def _scale(self, piece: _Piece) -> tuple[Item, Fraction, bool] | None:
        """A scale with no number before it: "milliards" of "des milliards" is vague, "mille milliards" is sure."""
        value = Fraction(str(piece.meaning("scale")))
        scale, end, count = self._scales(piece.end)
        unit, end = self._unit(end)
        vague = count == 0
        item = Item(piece.start, end, frozenset({number(value * scale, unit)}), not vague, vague)
        return item, Fraction(1), True

    def _number(self, piece: _Piece, values: tuple[Fraction, ...]) -> tuple[Item, Fraction, bool]:
        original = piece.item
        firm, end = original is not None and original.firm, piece.end
        if not values:
            values = self._sloppy_decimal(piece)
        if not values:
            assert original
            return original, Fraction(1), False
        half, end = self._half(end)
        scale, end, count = self._scales(end)
        amounts = {(value + half) * scale for value in values}
        if count:
            extra, end = self._half(end)
            amounts = {amount + extra * scale for amount in amounts}
            amounts, end = self._mixed(amounts, scale, end)
        amounts, end, divided = self._fraction(amounts, end)
        if not firm:
            amounts, end = self._arabic_sum(amounts, end)
        before, start = self._sign_before(piece.start)
        after, end = self._unit(end)
        unit = after or before
        readings = {number(amount, unit) for amount in amounts}
        if unit == "percent":
            readings |= {number(amount / 100) for amount in amounts}
        if piece.phrase and "fraction" in piece.phrase.meaning:
            readings.add(number(piece.phrase.meaning["fraction"]))
        if piece.phrase:
            meaning = piece.phrase.meaning
            readings |= {Reading(role, meaning[role]) for role in ("month", "weekday") if role in meaning}
        readings |= self._decade(piece, amounts)
        if original and not count:
            readings |= {reading for reading in original.readings if reading.kind != "number"}
        if original is None:
            readings |= self._spoken_time(amounts, end)
        if end > piece.end and not re.search(r"\s", self.text[piece.start : end]):
            readings.add(token(self.text[piece.start : end]))  # "405B" may be part of a name
        firm = firm or (count > 0 and max(amounts) >= MILLION)
        vague = piece.meaning("vague") is True and not count and not divided
        parts = original.parts if original else ()
        return Item(start, end, frozenset(readings), firm, vague, parts), scale, count > 0

    def _sloppy_decimal(self, piece: _Piece) -> tuple[Fraction, ...]:
        """`1.5 million` in a text whose locale writes 1,5: before a unit a dotted number is no version."""
        following = self._following(piece.end, GAP)
        roles = following.phrase.meaning if following and following.phrase else {}
        text = self.text[piece.start : piece.end]
        if not {"scale", "unit", "percent"} & set(roles) or not re.fullmatch(r"\d+\.\d{1,2}", text):
            return ()
        return (Fraction(text),) if self.words.decimal == "," and self.words.locale == "fr" else ()

    def _following(self, end: int, gap: re.Pattern[str]) -> _Piece | None:
        if self.position == len(self.pieces):
            return None
        piece = self.pieces[self.position]
        return piece if gap.match(self.text[end : piece.start]) else None

    def _scales(self, end: int) -> tuple[Fraction, int, int]:
        scale, count = Fraction(1), 0
        while (piece := self._following(end, UNIT_GAP if count else GAP)) and piece.meaning("scale"):
            scale *= Fraction(str(piece.meaning("scale")))
            end = piece.end
            count += 1
            self.position += 1
        return scale, end, count

    def _half(self, end: int) -> tuple[Fraction, int]:
        piece = self._following(end, GAP)
        if piece and piece.meaning("half"):
            self.position += 1
            return Fraction(1, 2), piece.end
        return Fraction(0), end

    def _mixed(self, amounts: set[Fraction], scale: Fraction, end: int) -> tuple[set[Fraction], int]:
        """`1億2345万`, `1 million 200 000`: what follows at once and is smaller is added."""
        while self.words.pattern and (piece := self._following(end, re.compile(r"\Z"))) and piece.item:
            self.position += 1
            smaller, end, _ = self._scales(piece.end)
            amounts = {amount + value * smaller for amount in amounts for value in piece.item.numbers()}
        return amounts, end

    def _fraction(self, amounts: set[Fraction], end: int) -> tuple[set[Fraction], int, bool]:
        piece = self._following(end, GAP)
        if piece and piece.meaning("fraction") and all(0 < amount < 20 for amount in amounts):
            self.position += 1
            return {amount * Fraction(str(piece.meaning("fraction"))) for amount in amounts}, piece.end, True
        return amounts, end, False

    def _arabic_sum(self, amounts: set[Fraction], end: int) -> tuple[set[Fraction], int]:
        """`التاسع عشر` is nineteen, `الحادي والعشرون` one and twenty."""
        piece = self._following(end, GAP)
        value = piece.meaning("number") if piece else None
        tens = isinstance(value, Fraction) and value >= 10 and value < 100 and value % 10 == 0
        arabic = piece is not None and "\u0600" <= self.text[piece.start] <= "\u06ff"
        if not (piece and arabic and tens and isinstance(value, Fraction) and all(amount < 10 for amount in amounts)):
            return amounts, end
        if piece.meaning("joined") or value == 10:
            self.position += 1
            return {amount + value for amount in amounts}, piece.end
        return amounts, end

    def _unit(self, end: int) -> tuple[str, int]:
        piece = self._following(end, UNIT_GAP)
        for role in ("percent", "unit"):
            unit = piece.meaning(role) if piece else None
            if piece and unit:
                self.position += 1
                return ("percent" if role == "percent" else str(unit)), piece.end
        return "", end

    def _sign_before(self, start: int) -> tuple[str, int]:
        """The currency sign before a number: `$97.4`, `US$ 20`."""
        signs = [
            piece
            for piece in self.pieces[max(0, self.position - 6) : self.position]
            if piece.end <= start and self.text[piece.end : start].strip("\u2060 \xa0\u202f") == ""
        ]
        if signs and self.text[signs[-1].end - 1] in CURRENCY_SIGNS and start - signs[-1].end <= 1:
            return str(signs[-1].meaning("unit") or ""), signs[-1].start
        return "", start

    def _spoken_time(self, amounts: set[Fraction], end: int) -> set[Reading]:
        """`الثانية بعد الظهر`, two in the afternoon."""
        _, half = digits.half_day(self.text, end, self.words)
        later = 12 if half == "pm" else 0
        return {time(int(amount) % 12 + later) for amount in amounts if half and amount in range(1, 13)}

    def _decade(self, piece: _Piece, amounts: set[Fraction]) -> set[Reading]:
        """The nineties are 90 and 1990."""
        before, after = self.text[max(0, piece.start - 12) : piece.start], self.text[piece.end :]
        found = self.words.decade and (self.words.decade.search(before) or self.words.decade.match(after.lstrip(" -‑")))
        spoken = bool(re.match(r"['’]?s\b|er|年代", after)) or before.endswith(("'", "’"))
        if not (found or spoken):
            return set()
        short = {number(amount % 100) for amount in amounts if 1900 <= amount < 2100}
        return short | {number(1900 + amount) for amount in amounts if 10 <= amount < 100}


def _ranges(found: list[tuple[Item, Fraction, bool]], text: str, words: Lexicon) -> list[Item]:
    """In "2 et 3 milliards", "20 à 30 %", the first number also has the scale and the unit of the second."""
    items = [item for item, _, _ in found]
    for index, ((first, _, scaled), (second, scale, _)) in reversed(list(enumerate(pairwise(found)))):
        unit = next((reading.unit for reading in items[index + 1].readings if reading.unit), "")
        if not words.joiner.fullmatch(text[first.end : second.start]) or not (unit or scale > 1):
            continue
        factors = {Fraction(1)} if scaled else {Fraction(1), scale}
        shared = {number(value * factor, unit) for value in first.numbers() for factor in factors}
        if any(reading.kind == "number" for reading in first.readings):
            items[index] = replace(first, readings=first.readings | shared)
    return items


def kanji(text: str) -> list[Item]:
    """Numbers in Chinese characters, which only ever explain: 一 is in 一方 and 統一 too."""
    return [
        Item(match.start(), match.end(), frozenset({number(amount)}), firm=False, vague=True)
        for match in KANJI.finditer(text)
        if not match[1] and (amount := _kanji_value(match[0]))
    ]


def _kanji_value(text: str) -> int:
    total = section = current = 0
    for character in text:
        if character in "〇一二三四五六七八九":
            current = current * 10 + "〇一二三四五六七八九".index(character)
        elif character in "十百千":
            section += (current or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            current = 0
        else:
            total += (section + current or 1) * {"万": 10**4, "億": 10**8, "兆": 10**12}[character]
            section = current = 0
    return total + section + current
