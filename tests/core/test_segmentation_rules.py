"""One pattern for all rules says what SRX says of them one by one, and what choppa's own engine makes of them."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.core.segmentation import split
from app.core.segmentation.rules import CANDIDATE, SIGN, Rule, rules

CASES = Path(__file__).parent.parent / "data" / "segmentation"
WORDS = [
    "Il",
    "dit",
    "M.",
    "Le",
    "oui",
    "A.",
    "J.-C.",
    "«",
    "»",
    "(",
    ")",
    "…",
    "!",
    "?",
    ".",
    "12",
    "p.",
    "etc.",
    ":",
    '"',
]
WORDS += [
    " ",
    " ",
    "\u00a0",
    "\n",
    "😀",
    "📌",
    "fin.Et",
    "art.",
    "https://a.fr/B.",
    "x@y.fr.",
    "1.",
    "—",
    "“",
    "”",
    "chap.",
    "IV",
]


@lru_cache(maxsize=1_000)
def around(rule: Rule) -> regex.Pattern[str]:
    translated = f"(?<={rule.before})(?={rule.after})".replace(r"\h", r"\p{H}").replace("(?U)", "")
    return regex.compile(translated, regex.VERSION1)


def one_by_one(text: str, locale: str) -> list[int]:
    """SRX as it is defined: at each place the first rule that fits decides."""
    places = [found.end() for found in regex.finditer(rf"{SIGN}(?:\s++(?=\S)|(?=\S)(?!{SIGN}))", text)]
    first = {place: next((rule for rule in rules(locale) if around(rule).match(text, place)), None) for place in places}
    return [place for place, rule in first.items() if rule and rule.ends]


def ends(sentences: list[str]) -> list[int]:
    return [sum(map(len, sentences[:count])) for count in range(1, len(sentences))]


@settings(deadline=None, max_examples=40)  # the first text of a locale compiles its rules
@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join), st.sampled_from(["fr", "en", "de"]))
@example("M. A. Le Goff (né en 52 av. J.-C.) dit : « Non. » 📌 Fin.Et alors ?!", "fr")
def test_the_first_rule_that_fits_a_place_decides(text: str, locale: str) -> None:
    assert ends(split(text, locale=locale)) == one_by_one(text, locale)


@pytest.mark.parametrize("after", ["a", " a"])
def test_no_sign_is_overlooked(after: str) -> None:
    text = after.join(character for character in map(chr, range(sys.maxunicode)) if character.isprintable()) + after
    signs = {match.start() for match in regex.finditer(SIGN, text, regex.VERSION1)}
    assert signs <= {match.start() for match in CANDIDATE.finditer(text)}


def plain(expression: str) -> str:
    return expression.replace("}+", "}")  # possessive; choppa takes the + for a repetition of its own


def test_choppas_own_engine_ends_the_same_sentences() -> None:
    """But for what its search jumps over: a rule that looks back into the sentence before is not tried again."""
    from choppa import SrxDocument, SrxTextIterator
    from choppa.structures import LanguageRule
    from choppa.structures import Rule as Its

    document = SrxDocument()
    document.add_language_map(
        ".*", LanguageRule("all", [Its(one.ends, plain(one.before), plain(one.after)) for one in rules("fr")])
    )
    same = other = 0
    for path in CASES.glob("*.txt"):
        for line in path.read_text("utf-8").splitlines():
            text = line.replace("¦", "")
            ours, its = set(ends(split(text))), set(ends(list(SrxTextIterator(document, "fr", text))))
            same += len(ours & its)
            other += len(ours ^ its)
    assert other <= same / 200
