"""Numbers in a text: a new one put into a target where it certainly has the old one."""

from __future__ import annotations

import re
from collections import Counter

from app.core import inline

MASK = "\ufffc"
_SPACES = " \u00a0\u202f"
# A source groups thousands with a space and has a decimal comma or, as in versions, points.
_IN_SOURCE = re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}}(?!\d))+(?:,\d+)?|\d+(?:[.,]\d+)*")
# A target may use any mark that CLDR knows for the two.
_IN_TARGET = re.compile(rf"\d+(?:[.,'’]\d+|[{_SPACES}]\d{{3}}(?!\d))*")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*(?:[.,](\d+))?")


def masked(text: str) -> str:
    """The text with each number as the same character."""
    return _IN_SOURCE.sub(MASK, text)


def put(old: str, new: str, *, target: str, locale: str) -> str | None:
    """The target with the numbers of `new` where it has those of `old`; None when one of them is not certain.

    A number is certain when the target has its value as often as the old source, and it does not touch a letter
    ("4th" would not become "11th" by its figures).
    """
    before, after = _written(old), _written(new)
    pairs = list(zip(before, after, strict=False))
    changed = {first: second for first, second in pairs if first != second}
    if len(before) != len(after) or len(set(before)) < len(set(pairs)):
        return None
    counts = Counter(_value(first) for first, _ in pairs)
    found = _places(target, {_value(first) for first in changed})
    if Counter(value for value, _ in found) != Counter({_value(first): counts[_value(first)] for first in changed}):
        return None
    news = {_value(first): second for first, second in changed.items()}
    return _replaced(target, [(match, _like(match.group(), news[value], locale)) for value, match in found])


def _written(source: str) -> list[str]:
    """Numbers of a source as they stand, those inside codes and addresses left out."""
    return _IN_SOURCE.findall(_plain(source))


def _plain(text: str) -> str:
    """The text with codes blotted out, so that positions stay."""
    pieces, last = [], 0
    for code in inline.parse(text):
        pieces += [text[last : code.start], MASK * (code.end - code.start)]
        last = code.end
    return "".join([*pieces, text[last:]])


def _value(written: str) -> str:
    """A French number in one form: digits with a decimal point."""
    return re.sub(rf"[{_SPACES}]", "", written).replace(",", ".")


def _places(target: str, values: set[str]) -> list[tuple[str, re.Match[str]]]:
    """Where the target has one of the values, with the value."""
    places = []
    for match in _IN_TARGET.finditer(_plain(target)):
        for value in sorted(_readings(match.group()) & values):
            if _stands_alone(target, match):
                places.append((value, match))
    return places


def _readings(written: str) -> set[str]:
    """The values that a number can have in some locale: "1.234" is 1234 or 1.234."""
    flat = re.sub(rf"[{_SPACES}]", " ", written)
    readings = {flat.replace(",", ".")} if " " not in flat else set()
    if grouped := _GROUPED.fullmatch(flat):
        whole = flat[: -len(grouped[2]) - 1] if grouped[2] else flat
        readings.add(re.sub(r"\D", "", whole) + (f".{grouped[2]}" if grouped[2] else ""))
    return readings


def _stands_alone(target: str, match: re.Match[str]) -> bool:
    """Whether no letter of an alphabet touches it; ideographs do (`12月4日`)."""
    around = target[max(match.start() - 1, 0) : match.start()] + target[match.end() : match.end() + 1]
    return not any(character.isalpha() and character < "\u2e80" for character in around)


def _like(written: str, new: str, locale: str) -> str:
    """The new source's number with the marks that the old one has in the target, else the locale's."""
    whole, _, decimals = _value(new).partition(".")
    grouped = _GROUPED.fullmatch(re.sub(rf"[{_SPACES}]", " ", written))
    if re.search(rf"[{_SPACES}]", new) and (grouped or not re.match(r"\d{4}", written)):
        mark = written[grouped.start(1)] if grouped else _symbol(locale, group=True)
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", mark, whole)
    if not decimals:
        return whole
    point = written[-len(decimals) - 1] if not grouped and not written.isdigit() else _symbol(locale, group=False)
    return whole + (point if point in ".," else _symbol(locale, group=False)) + decimals


def _symbol(locale: str, *, group: bool) -> str:
    from babel.numbers import get_decimal_symbol, get_group_symbol  # here: only few updates need CLDR

    name = "pt_PT" if locale == "pt" else locale  # CLDR's plain `pt` is Brazilian
    return get_group_symbol(name) if group else get_decimal_symbol(name)


def _replaced(text: str, pairs: list[tuple[re.Match[str], str]]) -> str:
    pieces, last = [], 0
    for match, new in pairs:
        pieces += [text[last : match.start()], new]
        last = match.end()
    return "".join([*pieces, text[last:]])
