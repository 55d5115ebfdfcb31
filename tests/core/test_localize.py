"""Drafts take the forms of their locale where the source is certain, and nothing else is touched."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import inline
from app.core.localize import RULES, localized
from app.core.localize.quotes import style_of

DATA = Path(__file__).parents[1] / "data" / "localize"
CASES = json.loads((DATA / "cases.json").read_text(encoding="utf-8"))
LEFT_ALONE = json.loads((DATA / "left_alone.json").read_text(encoding="utf-8"))
SENTENCES = json.loads((DATA / "sentences.json").read_text(encoding="utf-8"))
# Figures with the sign that stands at them, and quotation marks that are no apostrophes.
FORMS = re.compile(r"[€$]?\d(?:[\d.,:]*\d)?(?:\u00a0?[%€$])?(?: [ap]\.m\.| Uhr)?|[«»“”„‚‘]")
LOCALES = ["en", "en_GB", "de", "es", "es_MX", "it", "pt", "pt-BR", "ca", "ja", "ar", "sv", "tr", "zh", "hi", "uk"]
PIECES = json.loads((DATA / "pieces.json").read_text(encoding="utf-8"))  # what texts are made of at random
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30)


def name(case: dict) -> str:
    return f"{case['locale']}: {case['draft']}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_draft_takes_the_form_of_its_locale(case: dict) -> None:
    found = localized(case["source"], case["draft"], source_locale="fr", locale=case["locale"])
    assert found == (case["expected"], tuple(case["rules"]))


@pytest.mark.parametrize("case", LEFT_ALONE, ids=name)
def test_what_may_be_something_else_stays(case: dict) -> None:
    assert localized(case["source"], case["draft"], source_locale="fr", locale=case["locale"]) == (case["draft"], ())


def test_every_rule_has_cases_in_three_locales() -> None:
    for rule in RULES:
        assert len({case["locale"] for case in CASES if rule in case["rules"]}) >= 3, rule


@given(TEXTS, TEXTS, st.sampled_from(LOCALES))
def test_rules_applied_again_change_nothing(source: str, target: str, locale: str) -> None:
    once, _ = localized(source, target, source_locale="fr", locale=locale)
    assert localized(source, once, source_locale="fr", locale=locale) == (once, ())


@given(TEXTS, st.sampled_from(LOCALES))
def test_a_draft_that_is_the_source_itself_settles_at_once(text: str, locale: str) -> None:
    once, _ = localized(text, text, source_locale="fr", locale=locale)
    assert localized(text, once, source_locale="fr", locale=locale) == (once, ())


@given(TEXTS, st.sampled_from(LOCALES))
def test_inline_codes_stay_byte_for_byte(text: str, locale: str) -> None:
    result, _ = localized(text, text, source_locale="fr", locale=locale)
    assert [code.text for code in inline.parse(result)] == [code.text for code in inline.parse(text)]


@pytest.mark.parametrize(("source_locale", "locale"), [("fr", "fr"), ("fr", "fr_CA"), ("en", "de"), ("fr", "xx-none")])
def test_only_french_sources_and_known_other_locales_are_touched(source_locale: str, locale: str) -> None:
    text = "« 97,4 » et 50 % : oui !"
    assert localized(text, text, source_locale=source_locale, locale=locale) == (text, ())


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize(
    "text",
    [
        *(piece * 5000 for piece in ("1 000 ", "1’1", "« ", "12 février ", "à 18 h 30 ")),
        *(text for row in ("1" + " 000" * 5000, "1" * 20000) for text in (f"{row} €", f"{row} millardos milliards")),
        " " * 20000 + "»",
    ],
    ids=lambda text: f"{text[:12]}… {text[-4:]}",
)
def test_a_text_as_long_as_no_segment_is_read_without_fail(text: str, locale: str) -> None:
    once, _ = localized(text, text, source_locale="fr", locale=locale)
    assert localized(text, once, source_locale="fr", locale=locale) == (once, ())


@pytest.mark.parametrize(
    ("locale", "style"),
    [("en", "“”‘’"), ("de", "„“‚‘"), ("pt", "«»“”"), ("pt_BR", "“”‘’"), ("zh-TW", "「」『』"), ("zh", "“”‘’")],
)
def test_quotation_marks_of_a_locale(locale: str, style: str) -> None:
    assert "".join(style_of(locale)) == style


@pytest.mark.parametrize("locale", ["en", "es", "de"])
@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["fr"][:40])
def test_figures_and_quotes_left_in_french_become_those_of_the_reference(sentence: dict, locale: str) -> None:
    left, _ = localized(sentence["fr"], sentence["fr"], source_locale="fr", locale=locale)
    assert Counter(FORMS.findall(left)) == Counter(FORMS.findall(sentence[locale]))


@pytest.mark.parametrize("locale", ["en", "es", "de"])
@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["fr"][:40])
def test_a_sentence_that_a_person_translated_stays(sentence: dict, locale: str) -> None:
    assert localized(sentence["fr"], sentence[locale], source_locale="fr", locale=locale) == (sentence[locale], ())
