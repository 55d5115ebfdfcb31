"""No text makes sentences slow: every rule, the whole pattern and a whole issue, on text that grows."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
import regex

from app.core.model import Block, Document
from app.core.segmentation import segment, split
from app.core.segmentation.rules import pattern, rules

HOSTILE = [
    "(",
    "[a. ",
    "« Ab. Cd ",
    "“a. ",
    ". (",
    "a. ",
    "A.",
    "a.Ba",
    "M. ",
    "J.-C. ",
    "etc. ",
    "art. 1. ",
    "1. ",
    "0",
]
HOSTILE += [
    "1)",
    "a",
    "Aa",
    " ",
    "\n",
    "…",
    '"',
    "»",
    "?! ",
    "- ",
    "😀 ",
    "😀 a. ",
    "://a.",
    "www.",
    "a@b.",
    "En a ",
    "あ。",
    "。",
]


def effort(work: Callable[[], object]) -> float:
    """Processor time: other work on the machine does not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def grows_too_fast(work: Callable[[str], object], unit: str) -> bool:
    """Whether eight times the text takes thrice eight times the effort, three times in a row; quadratic takes 64."""
    small, large = ((unit * size)[:size] for size in (500, 4_000))
    return all(effort(lambda: work(large)) > 24 * max(effort(lambda: work(small)), 0.0002) for _ in range(3))


@pytest.mark.parametrize("locale", ["fr", "en", "de", "es", "ja"])
def test_no_rule_is_slower_than_its_text_is_long(locale: str) -> None:
    units = HOSTILE if locale == "fr" else HOSTILE[::4]
    for rule in rules(locale):
        find = pattern([rule]).findall
        assert not [unit for unit in units if grows_too_fast(find, unit)], rule


@pytest.mark.parametrize("locale", ["fr", "en", "de", "es", "ja"])
def test_no_text_is_slower_to_split_than_it_is_long(locale: str) -> None:
    split("A. B.", locale=locale)
    assert not [unit for unit in HOSTILE if grows_too_fast(lambda text: split(text, locale=locale), unit)]


@pytest.mark.parametrize("unit", ["a. ", ". (", "A.", "1)", "« Oui. » "])
def test_an_issue_of_nothing_but_full_stops_stays_in_its_blocks(unit: str) -> None:
    text = "Voici " + unit * (900_000 // len(unit))
    issue = Document(text, "text", (Block("paragraph", 0, len(text), text, 1, ((0, 0),)),))
    assert len(segment(issue)) == 1
    assert effort(lambda: segment(issue)) < 20 * effort(lambda: regex.findall(r"\w*\W", text))
