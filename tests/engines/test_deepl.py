"""DeepL's package against a server that speaks like DeepL: what is sent, how locales are named, what errors say."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from asking import drafts, engine, requests, written
from loopback import serving

from app.core.model import Standing, Term
from app.engines import choose
from app.engines.deepl import DeepL, languages
from app.errors import UsageError

WORDS = {"La maison": "La casa", "rouge": "roja", " est ": " es ", "milliardaire": "multimillonario"}


def in_spanish(text: str) -> str:
    for source, target in WORDS.items():
        text = text.replace(source, target)
    return text


def answers(handler, body) -> None:
    if handler.path.startswith("/v2/glossaries"):
        made = {"glossary_id": "g-1", "name": "", "ready": True, "source_lang": "fr", "target_lang": "es"}
        handler.send(json.dumps({**made, "creation_time": "2026-01-01T00:00:00.000Z", "entry_count": 1}))
    else:
        handler.send_drafts(body, in_spanish)


def test_a_batch_goes_in_one_request_with_the_passage_that_it_stands_in():
    first, second = requests("La maison est rouge.", "Le & <b>La maison</b>.")
    first, second = replace(first, before=("Le titre.",)), replace(second, after=("La fin.",))
    with serving(answers) as server:
        asked = engine("deepl", server.address, key="the-key", formality="less")
        results = list(asked.translate([first, second], source="fr", target="pt_BR"))
        ((path, body),) = server.asked
        assert server.keys == ["DeepL-Auth-Key the-key"]
    assert path == "/v2/translate"
    assert body["text"] == ["La maison est rouge.", 'Le &amp; <g id="0">La maison</g>.']
    assert (body["source_lang"], body["target_lang"]) == ("FR", "PT-BR")
    assert (body["tag_handling"], body["ignore_tags"]) == ("xml", ["x"])
    assert body["formality"] == "prefer_less"
    assert body["context"].split("\n") == ["Le titre.", "La maison est rouge.", "Le & La maison.", "La fin."]
    assert [written(result) for result in results] == ["La casa es roja.", "Le & <b>La casa</b>."]


def test_codes_that_are_words_are_shown_to_it_and_left_alone():
    with serving(answers) as server:
        (result,) = drafts("deepl", server.address, "La maison `est rouge` pour {{ prenom }}.")
        assert server.asked[0][1]["text"] == ['La maison <x id="1">est rouge</x> pour <x id="3">{{ prenom }}</x>.']
    assert written(result) == "La casa `est rouge` pour {{ prenom }}."


def test_approved_terms_go_as_a_glossary_and_terms_to_keep_as_codes():
    (request,) = requests("La maison du milliardaire chez La Quadrature.")
    terms = (
        Term("milliardaire", "multimillonario"),
        Term("La Quadrature", "", status=Standing.KEEP),
        Term("maison", "domicilio", status=Standing.FORBIDDEN),
    )
    with serving(answers) as server:
        asked = engine("deepl", server.address)
        (result,) = asked.translate([replace(request, terms=terms)], source="fr", target="es")
        made, sent, deleted = server.asked
    assert (made[0], made[1]["entries"]) == ("/v2/glossaries", "milliardaire\tmultimillonario")
    assert sent[1]["glossary_id"] == "g-1"
    assert sent[1]["text"] == ['La maison du milliardaire chez <x id="1">La Quadrature</x>.']
    assert deleted[0] == "/v2/glossaries/g-1"
    assert written(result) == "La casa du multimillonario chez La Quadrature."


def test_where_no_glossary_is_to_be_had_drafts_come_without():
    def answer(handler, body):
        if handler.path.startswith("/v2/glossaries"):
            handler.send('{"message": "Unsupported glossary source and target language pair."}', status=400)
        else:
            answers(handler, body)

    (request,) = requests("La maison du milliardaire.")
    with serving(answer) as server:
        asked = engine("deepl", server.address)
        terms = (Term("milliardaire", "multimillonario"),)
        (result,) = asked.translate([replace(request, terms=terms)], source="fr", target="es")
    assert written(result) == "La casa du multimillonario."


@pytest.mark.parametrize(
    ("status", "problem", "way_out"),
    [(456, "used up", "next period"), (403, "refuses the key", "PASSEUR_DEEPL_KEY"), (404, "404", "")],
)
def test_errors_of_the_account_end_the_run_and_tell_the_way_out(status, problem, way_out):
    with serving(lambda handler, _: handler.send("{}", status=status)) as server:
        results = drafts("deepl", server.address, *(f"La maison {number} est rouge." for number in range(30)))
        assert len(server.asked) == 1
    assert {(problem in result.error.message, way_out in result.error.fix) for result in results} == {(True, True)}
    assert all(result.error.engine_wide for result in results)


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("en", "EN-US"),
        ("en_GB", "EN-GB"),
        ("en-AU", "EN-GB"),
        ("pt", "PT-BR"),
        ("pt_BR", "PT-BR"),
        ("pt_PT", "PT-PT"),
        ("pt_AO", "PT-PT"),
        ("es", "ES"),
        ("es_MX", "ES-419"),
        ("es_419", "ES-419"),
        ("zh", "ZH-HANS"),
        ("zh_TW", "ZH-HANT"),
        ("nb", "NB"),
        ("no", "NB"),
        ("ca", "CA"),
        ("ja", "JA"),
        ("tlh", None),
    ],
)
def test_locales_are_named_as_deepl_names_them(locale, code):
    assert languages.target(locale) == code


def test_the_key_tells_the_service_and_its_price():
    free, paid = DeepL("deepl", {"key": "k:fx"}), DeepL("deepl", {"key": "k"})
    assert (free.sends_to, free.traits.price) == ("api-free.deepl.com", 0.0)
    assert (paid.sends_to, paid.traits.price) == ("api.deepl.com", 25.0)
    assert DeepL("deepl", {"key": "k", "price": "20"}).traits.price == 20.0
    assert paid.route("fr", "pt_BR") == "FR-PT-BR"


@pytest.mark.parametrize(
    "settings", [{}, {"key": "é"}, {"key": "k", "address": "deepl"}, {"key": "k", "formality": "tu"}]
)
def test_settings_that_cannot_be_are_named(settings):
    with pytest.raises(UsageError) as raised:
        DeepL("deepl", settings)
    assert raised.value.fix


def test_auto_takes_deepl_when_it_is_configured():
    settings = {"deepl": {"key": "k"}, "libretranslate": {"address": "http://127.0.0.1:1"}}
    assert choose("auto", source="fr", target="ja", settings=settings).id == "deepl"
    assert choose("auto", source="fr", target="eo", settings=settings).id == "deepl"
    assert choose("auto", source="fr", target="tlh", settings=settings).id == "libretranslate"
