"""The number check against pairs of known verdict: what it reached is held."""

from __future__ import annotations

import json
import random
import re
from fractions import Fraction
from pathlib import Path

import pytest
from babel.numbers import format_decimal, format_percent
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.checks import run_checks
from app.core.model import Finding, Severity, Unit
from app.core.numbers.kanji import value as kanji_value
from app.core.numbers.lexicon import lexicon
from app.core.numbers.reading import read
from app.core.numbers.shadow import shadow

DATA = Path(__file__).parents[1] / "data"
VALUES = json.loads((DATA / "language/values.json").read_text(encoding="utf-8"))
FRESH = json.loads((DATA / "checks/fresh_pairs.json").read_text(encoding="utf-8"))
LOCALES = ["fr", "en", "de", "es", "it", "pt", "pt_BR", "ca", "ja", "ar", "pl", "sv", "ru"]
# Letter case and the order of a score are no values; a year with a group separator still has its value.
NOT_VALUES = {"capitalisation", "token"}


def findings(case: dict) -> list[Finding]:
    found = run_checks(Unit(source=case["source"], target=case["target"]), locale=case["locale"])
    return [finding for finding in found if finding.check == "numbers"]


def name(case: dict) -> str:
    return f"{case['locale']}: {case['target']}"


def right_pairs() -> list:
    """Pairs without fault; those known to be flagged all the same are expected to fail, with the reason."""
    return [
        pytest.param(case, marks=[pytest.mark.xfail(reason=case["known"])] if "known" in case else [], id=name(case))
        for case in VALUES + FRESH
        if case["verdict"] == "ok"
    ]


@pytest.mark.parametrize("case", right_pairs())
def test_a_right_target_has_no_finding(case: dict) -> None:
    assert findings(case) == []


def test_at_least_95_of_100_wrong_targets_have_a_finding() -> None:
    wrong = [case for case in VALUES + FRESH if case["verdict"] == "wrong"]
    missed = [name(case) for case in wrong if not findings(case)]
    assert len(missed) <= len(wrong) * 0.05, missed


@pytest.mark.parametrize(
    "case", [case for case in VALUES if case["verdict"] == "wrong" and case["kind"] not in NOT_VALUES], ids=name
)
def test_findings_are_warnings_with_a_span(case: dict) -> None:
    for finding in findings(case):
        assert finding.severity == Severity.WARNING
        assert finding.source_span or finding.target_span


def test_a_digit_changed_anywhere_is_seen_in_97_of_100_targets() -> None:
    chance = random.Random(5)
    seen = []
    for case in VALUES + FRESH:
        for match in re.finditer(r"[0-9]+", case["target"]) if case["verdict"] == "ok" else ():
            place = chance.randrange(match.start(), match.end())
            digit = (int(case["target"][place]) + chance.randrange(1, 10)) % 10
            target = f"{case['target'][:place]}{digit}{case['target'][place + 1 :]}"
            seen.append(bool(findings({**case, "target": target})))
    assert sum(seen) >= 0.97 * len(seen), (sum(seen), len(seen))


@given(st.integers(0, 10**12), st.integers(0, 99), st.sampled_from(LOCALES))
@settings(max_examples=200, deadline=None)
def test_a_number_written_by_babel_is_read_as_its_value(whole: int, hundredths: int, locale: str) -> None:
    value = Fraction(whole * 100 + hundredths, 100)
    text = format_decimal(float(value), locale="pt_PT" if locale == "pt" else locale)
    assert any(Fraction(f"{float(value):.2f}") in item.numbers() for item in read(text, locale)), text


@pytest.mark.parametrize("locale", LOCALES)
def test_a_percentage_written_by_babel_is_read_as_one(locale: str) -> None:
    text = format_percent(0.5, locale=locale).replace("\u200e", "")
    readings = {(reading.value, reading.unit) for item in read(text, locale) for reading in item.readings}
    assert (Fraction(50), "percent") in readings


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("fr", "97,4 milliards de dollars", "97400000000"),
        ("fr", "mille milliards", "1000000000000"),
        ("fr", "un million et demi", "1500000"),
        ("fr", "quatre-vingt-dix-sept", "97"),
        ("fr", "3,2 Md€", "3200000000"),
        ("fr", "trois quarts", "3/4"),
        ("fr", "XXIe", "21"),
        ("en", "$97.4bn", "97400000000"),
        ("en", "two hundred", "200"),
        ("de", "12,5 Mrd. Euro", "12500000000"),
        ("de", "anderthalb Millionen", "1500000"),
        ("es", "97.400 millones", "97400000000"),
        ("pt", "4 biliões", "4000000000000"),
        ("pt_BR", "4 bilhões", "4000000000"),
        ("it", "4.000 miliardi", "4000000000000"),
        ("ca", "4 bilions", "4000000000000"),
        ("ja", "974億", "97400000000"),
        ("ja", "1億2345万", "123450000"),
        ("ja", "3分の1", "1/3"),
        ("ar", "١٬٢٣٤", "1234"),
        ("ar", "97.4 مليار", "97400000000"),
        ("ar", "التاسع عشر", "19"),
    ],
)
def test_a_magnitude_or_a_written_number_is_read_by_value(locale: str, text: str, value: str) -> None:
    (item,) = read(shadow(text, (), decimal=lexicon(locale).decimal), locale)
    assert Fraction(value) in item.numbers()


@pytest.mark.parametrize(
    ("text", "value"), [("二百五十", 250), ("三億", 300_000_000), ("十", 10), ("二〇二五", 2025), ("一万二千", 12_000)]
)
def test_kanji_numbers(text: str, value: int) -> None:
    assert kanji_value(text) == value


def test_markup_between_a_number_and_its_scale_does_not_part_them() -> None:
    assert findings({"source": "**97,4** milliards d’euros", "target": "**€97.4** billion", "locale": "en"}) == []


def test_a_no_break_space_written_as_a_reference_groups_digits() -> None:
    assert findings({"source": "12&nbsp;500 habitants", "target": "12,500 people", "locale": "en"}) == []


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("text", ["1" * 20000, "1億" * 2000, "1'" * 9000, "3/" * 5000])
def test_a_text_of_digits_only_is_read_without_fail(text: str, locale: str) -> None:
    found = findings({"source": "Bonjour.", "target": text, "locale": locale})
    assert not [finding for finding in found if finding.message.startswith("Not checked")]


def test_numbers_in_code_and_addresses_are_not_read() -> None:
    case = {
        "source": "Voir `x = 3` et https://example.org/12.",
        "target": "See `x = 3`, https://example.org/12.",
        "locale": "en",
    }
    assert findings(case) == []


def test_a_finding_names_both_values_spans_and_a_way_to_write_it() -> None:
    (found,) = findings({"source": "Il a coûté 12 500 fois.", "target": "It cost 12.500 times.", "locale": "en"})
    assert found.message == "“12 500” in the source is “12.500” in the target: check that the value is the same."
    assert (found.source_span, found.target_span, found.suggestion) == ((11, 17), (8, 14), "12,500")
