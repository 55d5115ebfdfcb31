"""The language of the screens: who chooses it, how it writes numbers and dates, and that its catalogs are whole."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from babel.messages.catalog import Catalog
from flask import Flask, g

from app.errors import InputError
from app.store.people import LOCAL
from app.web import interface, kinds, translations
from app.web.interface import _, _n, listed, percent, translated, when
from app.web.translations.__main__ import extracted
from app.wording import NAME, Message, counted

LANGUAGES = list(translations.PATHS)
NO_BREAK = "\u00a0\u202f"
OF_FRENCH = re.compile(rf"(?<![{NO_BREAK}])[;!?»](?!\w)|(?<![{NO_BREAK}\d])[:](?= |$)|«(?![{NO_BREAK}])|'(?=\w)")


@pytest.fixture(scope="module")
def code() -> Catalog:
    """What the code says."""
    return extracted()


@pytest.fixture
def french(app: Flask):
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        yield


@pytest.mark.parametrize(
    ("own", "cookie", "header", "expected"),
    [
        ("fr", "en", "en", "fr"),
        ("", "fr", "en", "fr"),
        ("", "", "fr-CA, en;q=0.5", "fr"),
        ("", "", "ja, fr;q=0.8, en;q=0.5", "fr"),
        ("xx", "xx", "en, fr;q=0.8", "en"),
        ("", "", "ja", "en"),
        ("", "", "", "en"),
    ],
)
def test_ones_own_language_comes_before_the_browsers(app, own, cookie, header, expected):
    headers = {"Accept-Language": header, "Cookie": f"{interface.COOKIE}={cookie}"}
    with app.test_request_context(headers=headers):
        g.person = replace(LOCAL, language=own)
        assert interface.language() == expected


def test_a_page_says_its_language_and_speaks_it(reviewer):
    page = reviewer.get("/", headers={"Accept-Language": "fr"}).text
    assert '<html lang="fr"' in page
    assert "Aller au contenu" in page
    assert '<html lang="en"' in reviewer.get("/").text


def test_a_problem_is_told_in_the_language_of_who_asks(reviewer):
    address = "/api/v1/issues/none/locales/de/segments"
    french = reviewer.get(address, headers={"Accept-Language": "fr"}).json
    assert french["message"] == "Il n’y a pas de numéro de ce nom dans cet espace de travail."
    assert reviewer.get(address).json["message"] == "There is no issue of that name in this workspace."


@pytest.mark.usefixtures("french")
def test_numbers_dates_and_lists_are_written_as_in_french():
    assert _n("{number} error", "{number} errors", 12_500) == "12\u202f500 erreurs"
    assert [_n("{number} error", "{number} errors", number) for number in (0, 1, 2)] == [
        "0 erreur",
        "1 erreur",
        "2 erreurs",
    ]
    assert percent(0.658) == "65\u00a0%"
    assert percent(0.9999) == "99\u00a0%"
    assert listed(["allemand", "espagnol", "japonais"]) == "allemand, espagnol et japonais"
    assert "2026" in when(1_790_000_000_000)
    assert "sept." in when(1_790_000_000_000)


@pytest.mark.usefixtures("french")
def test_a_message_is_translated_with_what_it_holds():
    error = InputError(Message("this file is larger than {size} MB.", size=10), path="a.md")
    assert translated(error.message) == "a.md\u00a0: ce fichier dépasse 10\u00a0Mo."
    assert translated(counted("{number} error", "{number} errors", 2)) == "2 erreurs"
    assert translated("{number} error") == "{number} error"


@pytest.mark.parametrize(
    ("header", "day", "number"),
    [
        ("en-US", "Sep 21, 2026, ", "1,200,000 words"),
        ("en-GB,en;q=0.9", "21 Sept 2026, ", "1,200,000 words"),
        ("en-IN", "21 Sept 2026, ", "12,00,000 words"),
        ("fr-CA", "21 sept. 2026, ", "1\u00a0200\u00a0000 mots"),
        ("en-ZZ, de-CH", "Sep 21, 2026, ", "1,200,000 words"),
    ],
)
def test_dates_and_numbers_are_those_of_the_browsers_region(app, header, day, number):
    with app.test_request_context(headers={"Accept-Language": header}):
        assert when(1_790_000_000_000).startswith(day)
        assert when(1_790_000_000_000).count(":") + when(1_790_000_000_000).count(" h ") == 1
        assert _n("{number} word", "{number} words", 1_200_000) == number


def test_a_locale_is_said_by_its_name(app):
    template = "No engine here translates {source_locale} to {target_locale}: units stay empty."
    refusal = Message(template, source_locale="fr", target_locale="pt_BR")
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert "translates French to Portuguese (Brazil):" in translated(refusal)
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        assert "la paire français – portugais (Brésil)" in translated(refusal)


@pytest.mark.usefixtures("french")
def test_a_value_that_looks_like_a_name_stays_as_it_is():
    assert _("{kind}, sentence {number} of {all}", kind="{all}", number="1", all="2") == "{all}, phrase 1 sur 2"


@pytest.mark.usefixtures("french")
def test_what_a_block_is_stands_in_the_language_of_the_page():
    assert kinds.note("heading 2") == "titre de niveau 2"
    assert kinds.note("front matter: subtitle, sentence 1 of 2") == "en-tête du fichier\u00a0: subtitle, phrase 1 sur 2"
    assert kinds.note("something new") == "something new"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_code_is_translated_and_no_other(language, code):
    """`make wording` brings the catalogs up to date with the code."""
    catalog = translations.read(language)
    assert not sorted({message.id for message in code} - {message.id for message in catalog}, key=str)
    assert not sorted({message.id for message in catalog} - {message.id for message in code}, key=str)
    assert not catalog.obsolete
    forms = [(message, string) for message in catalog if message.id for string in _forms(message.string)]
    assert not [message.id for message, string in forms if not string.strip() or message.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_holds_the_names_of_the_text_and_no_other(language):
    for message in translations.read(language):
        for string in _forms(message.string) if message.id else ():
            names = set(NAME.findall(_forms(message.id)[-1]))
            assert set(NAME.findall(string)) | ({"number"} & names if message.pluralizable else set()) == names, string


@pytest.mark.parametrize("language", LANGUAGES)
def test_scripts_are_sent_what_they_say(language, code):
    said = {_forms(message.id)[0] for message in code if any(path.endswith(".js") for path, line in message.locations)}
    assert said == translations.script_texts(language).keys()


def test_french_has_its_spaces_and_apostrophes():
    for message in translations.read("fr"):
        for string in _forms(message.string) if message.id else ():
            words = re.sub(r"`[^`]*`|https?://\S*|\{\w+\}|\?token=|<[^>]*>", "x", string)
            assert not OF_FRENCH.search(words), string


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)
