"""What drafting would take, as the command line says it: characters, requests, time, money, and where the text goes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from app.cli.output import counted

if TYPE_CHECKING:
    from app.workflow.drafting import Estimate

CENT = 0.01  # US dollars


def in_words(one: Estimate) -> str:
    """A line about one catalog."""
    name = f"{one.locale}/{one.issue}"
    if not one.total:
        return f"{name}: nothing is empty."
    known = f"{name}: {counted(one.total, 'empty unit')}; {one.from_memory} from memory"
    if not one.engine:
        return f"{known}; {one.reason}"
    if not one.requests:
        return known
    return f"{known}; {one.engine} would read {_work(one.requests, one.characters)}, {_cost(one.seconds, one.price)}"


def summed(found: Sequence[Estimate]) -> list[str]:
    """A line for each place where text would go, with all that goes there."""
    asked = sorted((one for one in found if one.engine and one.requests), key=lambda one: (one.sends_to, one.engine))
    return [_whither(*key, list(ones)) for key, ones in groupby(asked, key=lambda one: (one.sends_to, one.engine))]


def as_json(one: Estimate) -> dict[str, object]:
    return {
        "issue": one.issue,
        "locale": one.locale,
        "empty": one.total,
        "from_memory": one.from_memory,
        "requests": one.requests,
        "engine": one.engine,
        "sends_to": one.sends_to,
        "characters": one.characters,
        "seconds": round(one.seconds, 1),
        "price": None if one.price is None else round(one.price, 4),
        "reason": one.reason,
    }


def _whither(sends_to: str, engine: str, found: Sequence[Estimate]) -> str:
    work = _work(sum(one.requests for one in found), sum(one.characters for one in found))
    prices = [one.price for one in found if one.price is not None]
    price = sum(prices) if len(prices) == len(found) else None
    cost = _cost(sum(one.seconds for one in found), price)
    if not sends_to:
        return f"{engine}, on this machine: {work}, {cost}. No text leaves it."
    return f"{engine} sends text to {sends_to}: {work}, {cost}."


def _work(requests: int, characters: int) -> str:
    return f"{characters:,} characters in {counted(requests, 'segment')}"


def _cost(seconds: float, price: float | None) -> str:
    return f"about {_duration(seconds)}, {money(price)}"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return counted(max(1, round(seconds)), "second")
    return counted(round(seconds / 60), "minute")


def money(price: float | None) -> str:
    """US dollars, in words."""
    if price is None:
        return "price not known"
    if not price:
        return "free"
    return f"{price:,.2f} US dollars" if price >= CENT else "less than a cent"
