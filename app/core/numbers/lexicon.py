"""The words and signs that carry values in a locale: CLDR through Babel, num2words turned round, and a list by hand.

CLDR gives separators, magnitudes (compact patterns inverted: "0 milliards" -> 10^9), units, months and weekdays;
`words.json` adds what CLDR lacks (short currency names, "Mds", "dizaine", fractions, joiners of ranges).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

from app.core.locales import UNSPACED_WORDS
from app.core.numbers import spelled
from app.core.numbers.cldr import data_of, symbols
from app.core.numbers.items import Amount, exact

TOKEN = re.compile(r"[^\W\d_]+(?:[\u064b-\u0652\u0670]+[^\W\d_]*)*|[%‰$€£¥￥₩₹°ºª]")
ARABIC_MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640]")
UNITS = """
    length-kilometer length-meter length-centimeter length-millimeter length-micrometer length-nanometer length-mile
    length-foot length-inch digital-petabyte digital-terabyte digital-gigabyte digital-megabyte digital-kilobyte
    digital-gigabit digital-megabit power-watt power-kilowatt power-megawatt power-gigawatt energy-kilowatt-hour
    energy-megawatt-hour mass-kilogram mass-gram mass-tonne mass-pound temperature-celsius temperature-fahrenheit
    volume-liter volume-gallon speed-kilometer-per-hour speed-mile-per-hour frequency-gigahertz frequency-megahertz
"""
# Names CLDR gives a unit that are other words too, so that they would contradict a right target.
UNIT_TRAPS = frozenset({"in", "t", "l", "c", "f", "′", "″", "b", "p", "a", "pd"})

Meaning = dict[str, Any]  # role -> value: {"number": 3, "fraction": 1/3}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a locale's words mean. Keys of `phrases` are `key(phrase)`; `exact` keeps case ("GB" is not "Gb")."""

    locale: str
    decimal: str
    month_first: bool
    phrases: dict[str, Meaning]
    exact: dict[str, Meaning]
    longest: dict[str, int]  # first token of a phrase, case-folded -> tokens in its longest phrase
    halves: frozenset[str]  # first tokens of the phrases for morning and afternoon
    pattern: re.Pattern[str] | None  # set where words are not separated by spaces
    stems: tuple[tuple[str, int], ...]
    joiner: re.Pattern[str]
    decade: re.Pattern[str] | None
    suffixes: frozenset[str]
    known: bool  # listed in words.json: a word that is not found is no word for a value


@dataclass(slots=True)
class _Builder:
    phrases: dict[str, Meaning] = field(default_factory=dict)
    exact: dict[str, Meaning] = field(default_factory=dict)

    def add(self, phrase: str, role: str, value: object) -> None:
        phrase = phrase.strip(" .\u200e\u200f")
        short = len(phrase) <= 3 and phrase != phrase.lower() and len(tokens(phrase)) == 1
        for store, name in ((self.exact, phrase), (self.phrases, key(phrase))):
            if name and not (short and store is self.phrases):
                store.setdefault(name, {}).setdefault(role, value)


def tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def key(phrase: str) -> str:
    """How a phrase is looked up: its tokens in small letters, without Arabic vowel signs, one space between."""
    return " ".join(ARABIC_MARKS.sub("", token).lower() for token in tokens(phrase))


def is_arabic(character: str) -> bool:
    return "\u0600" <= character <= "\u06ff"


@lru_cache(maxsize=64)
def lexicon(locale: str) -> Lexicon:
    """Raises `babel.UnknownLocaleError` for a locale CLDR does not know."""
    data = data_of(locale)
    words = _words(locale.replace("-", "_"), data.language)
    builder = _Builder()
    _by_hand(builder, words)
    _from_cldr(builder, data)
    for phrase, value in spelled.numbers(data.language):
        builder.add(phrase, "number", exact(value))
    for phrase in words.get("ambiguous", ()):
        builder.add(phrase, "vague", True)
    unspaced = data.language in UNSPACED_WORDS
    short = data.date_formats["short"].pattern
    return Lexicon(
        locale=locale,
        decimal=str(symbols(locale).get("decimal", ".")),
        month_first=short.find("M") < short.find("d"),
        phrases=builder.phrases,
        exact=builder.exact,
        longest=_longest(builder.phrases),
        halves=frozenset(
            phrase.split(" ")[0] for phrase, meaning in builder.phrases.items() if meaning.keys() & {"am", "pm"}
        ),
        pattern=_alternation(builder) if unspaced else None,
        stems=tuple(words.get("stems", {}).items()),
        joiner=_joiner(words.get("joiners", ())),
        decade=_any_of(words.get("decades", ())),
        suffixes=frozenset(words.get("suffixes", ())),
        known=bool(words),
    )


@lru_cache(maxsize=1)
def _all_words() -> dict[str, dict[str, Any]]:
    content = files(__package__).joinpath("words.json").read_text(encoding="utf-8")
    return dict(json.loads(content))


def _words(locale: str, language: str) -> dict[str, Any]:
    everything = _all_words()
    merged: dict[str, Any] = dict(everything.get(language, {}))
    if locale != language:
        merged |= everything.get(locale, {})
    return merged


def _by_hand(builder: _Builder, words: dict[str, Any]) -> None:
    for phrase, exponent in words.get("scales", {}).items():
        builder.add(phrase, "scale", exact(Fraction(10) ** exponent))
    for role in ("percent", "half", "am", "pm", "not"):
        for phrase in words.get(role, ()):
            builder.add(phrase, role, True)
    for role in ("currencies", "units"):
        for unit, phrases in words.get(role, {}).items():
            for phrase in phrases:
                builder.add(phrase, "unit", unit)
    for phrase, value in words.get("numbers", {}).items():
        builder.add(phrase, "number", exact(value))
    for phrase, divisor in words.get("fractions", {}).items():
        builder.add(phrase, "fraction", 1 / Fraction(divisor))
    for role, seconds in (("noon", 12 * 3600), ("midnight", 0)):
        for phrase in words.get(role, ()):
            builder.add(phrase, "time", seconds)
    builder.add("%", "percent", True)


def _from_cldr(builder: _Builder, data: Any) -> None:
    for style in ("long", "short"):
        for phrase, value in _scales(data.compact_decimal_formats.get(style, {})):
            builder.add(phrase, "scale", value)
    for width in ("wide", "abbreviated"):
        for month, name in data.months["format"][width].items():
            if not name[:1].isdigit():  # "8月" is read with its digits
                builder.add(re.sub(r"^(?:de |d’)", "", name), "month", int(month))  # ca: "de gener", "d’abril"
    for day, name in data.days["format"]["wide"].items():
        builder.add(name, "weekday", int(day))
    for unit, phrase in _units(data):
        if "scale" not in builder.phrases.get(key(phrase), {}):  # en: "£5m" is an amount
            builder.add(phrase, "unit", unit)
    for code in ("USD", "EUR", "GBP", "CHF", "CAD", "INR", "KRW", "BRL"):
        symbol = data.currency_symbols.get(code, code)
        for phrase in (code, symbol):
            builder.add(phrase, "unit", code)


def _scales(style: Any) -> Iterator[tuple[str, Amount]]:
    """Inverts "000 milliards" under 100000000000 to (milliards, 10^9)."""
    for plural in style:
        for power, pattern in style[plural].items():
            zeros = pattern.pattern.count("0")
            text = re.sub(r"[0'.\u200e\u200f]", "", pattern.pattern).replace("\xa0", " ").strip()
            if zeros and text:
                yield text, exact(Fraction(int(power), 10 ** (zeros - 1)))


def _units(data: Any) -> Iterator[tuple[str, str]]:
    patterns = data._data["unit_patterns"]  # Babel offers formatting by unit only, not the patterns themselves
    for unit in UNITS.split():
        for style in ("long", "short"):
            for plural, pattern in patterns.get(unit, {}).get(style, {}).items():
                phrase = str(pattern).replace("{0}", "").strip("\xa0 .")
                if plural != "per" and phrase and phrase.lower() not in UNIT_TRAPS:
                    yield unit.split("-", 1)[1], phrase


def _longest(phrases: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, *rest = phrase.split(" ")
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest


def _alternation(builder: _Builder) -> re.Pattern[str]:
    """Every phrase wherever it stands, but for Latin letters: the "mi" of a name is no mile."""
    phrases = sorted({*builder.exact, *builder.phrases}, key=len, reverse=True)
    latin = "|".join(re.escape(phrase) for phrase in phrases if phrase.isascii() and phrase[-1].isalpha())
    others = "|".join(re.escape(phrase) for phrase in phrases if not (phrase.isascii() and phrase[-1].isalpha()))
    return re.compile(rf"(?<![A-Za-z])(?:{latin})(?![A-Za-z])|{others}")


def _joiner(words: Iterable[str]) -> re.Pattern[str]:
    """What may stand between the two ends of a range, a word of the locale or a dash."""
    either = "|".join(re.escape(word) for word in words)
    return re.compile(
        rf"\s*(?:[-–—~～〜]|{either})\s*[$€£¥]?\s*" if either else r"\s*[-–—]\s*[$€£¥]?\s*", re.IGNORECASE
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    either = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?:{either})[\s-]*", re.IGNORECASE) if either else None
