"""Language models behind an OpenAI-compatible address: what they are told, and what is made of their answers."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from asking import drafts, engine, requests, written
from loopback import serving, texts

from app.core.model import Standing, Term
from app.engines import choose
from app.engines.chat import Chat, prompt
from app.errors import UsageError

WORDS = {"La maison": "La casa", "rouge": "roja", "est": "es", "Le code": "El código", "Bonjour": "Hola"}


def in_spanish(text: str) -> str:
    for source, target in WORDS.items():
        text = text.replace(source, target)
    return text


def answers(handler, body) -> None:
    handler.send_drafts(body, in_spanish)


def says(handler, content: object) -> None:
    handler.send(json.dumps({"choices": [{"message": {"content": content}}]}))


def answered(body) -> str:
    return json.dumps({key: in_spanish(text) for key, text in texts(body).items()})


def test_a_batch_is_asked_for_at_once_in_the_shape_of_a_schema():
    with serving(answers) as server:
        results = drafts("openai", f"{server.address}/v1/", "La maison est rouge.", "Le code est rouge.", key="secret")
        ((path, body),) = server.asked
        assert server.keys == ["Bearer secret"]
    assert path == "/v1/chat/completions"
    assert body["model"] == "test"
    assert json.loads(body["messages"][-1]["content"]) == {"1": "La maison est rouge.", "2": "Le code est rouge."}
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["1", "2"]
    assert [written(result) for result in results] == ["La casa es roja.", "El código es roja."]
    assert results[0].route == "test"


def test_codes_travel_as_tags_and_come_back_where_the_model_puts_them():
    text = "La maison **rouge** et `clef` pour {{ prenom }} <br> [ici](https://a.fr)."

    def answer(handler, body):
        (asked,) = texts(body).values()
        assert asked == (
            'La maison <g id="0">rouge</g> et <x id="3">clef</x> pour <x id="5">{{ prenom }}</x> <x id="7"/> '
            '<g id="1">ici</g>.'
        )
        handler.send_drafts(
            body, lambda _: '<x id="5"/>: <g id="1">aquí</g>, <x id="3"></x>, la <g id="0">roja</g> <x id="7" />'
        )

    with serving(answer) as server:
        (result,) = drafts("openai", server.address, text)
    assert written(result) == "{{ prenom }}: [aquí](https://a.fr), `clef`, la **roja** <br>"


def test_a_model_is_told_what_stands_around_which_terms_hold_and_what_was_approved():
    terms = (
        Term("milliardaire", "multimillonario", note="not millonario"),
        Term("startup", "arranque", status=Standing.FORBIDDEN),
        Term("La Quadrature", "La Quadrature", status=Standing.KEEP),
    )
    first, second = requests("La maison est rouge.", "Bonjour.")
    first = replace(first, before=("Voici le titre.",), terms=terms)
    second = replace(second, after=("Et la fin.",), examples=(("La maison est là.", "La casa está ahí."),))
    with serving(answers) as server:
        asked = engine("openai", server.address, instructions="Tutoyez le lecteur.")
        assert len(list(asked.translate([first, second], source="fr", target="pt_BR"))) == 2
        told = server.asked[0][1]["messages"][0]["content"]
    for said in (
        "from French into Portuguese (Brazil)",
        "Tutoyez le lecteur.",
        '"Voici le titre."',
        '"Et la fin."',
        '"milliardaire" is translated as "multimillonario" (not millonario)',
        '"startup" is never translated as "arranque"',
        '"La Quadrature" stays as it is',
        '"La maison est là." -> "La casa está ahí."',
    ):
        assert said in told
    assert engine("openai", server.address).traits.terms
    assert engine("openai", server.address).traits.context


@pytest.mark.parametrize(
    "around",
    ["{}", "Here you are:\n```json\n{}\n```\nAnything else?", "<think>A {{house}}? Hm.</think>\n{}", "«en» {}"],
)
def test_words_around_the_answer_are_left_out(around):
    with serving(lambda handler, body: says(handler, around.replace("{}", answered(body)))) as server:
        results = drafts("openai", server.address, "La maison est rouge.", "Bonjour le code.")
    assert [written(result) for result in results] == ["La casa es roja.", "Hola le code."]


def test_a_segment_that_fails_among_others_is_asked_for_once_more_and_by_itself():
    def answer(handler, body):
        found = json.loads(answered(body))
        found = {key: text for key, text in found.items() if "roja" not in text}
        says(handler, json.dumps(found))

    with serving(answer) as server:
        results = drafts("openai", server.address, "Bonjour.", "La maison est rouge.", "Le code.")
        assert [len(texts(body)) for _, body in server.asked] == [3, 1]
    assert [result.error is None for result in results] == [True, False, True]
    assert not results[1].error.engine_wide


@pytest.mark.parametrize(
    ("unknown", "asked"),
    [("temperature", [True, True, True, True]), ("response_format", [True, True, False, False, False])],
)
def test_what_a_server_does_not_take_is_left_out_from_then_on(unknown, asked):
    def answer(handler, body):
        if unknown in body:
            handler.send(json.dumps({"error": {"message": f"{unknown} is not supported"}}), status=400)
        else:
            answers(handler, body)

    with serving(answer) as server:
        results = drafts("openai", server.address, *(f"La maison {number} est rouge." for number in range(20)))
        assert ["response_format" in body for _, body in server.asked] == asked
    assert all(result.error is None for result in results)


def test_drafts_come_batch_by_batch():
    with serving(answers) as server:
        asked = engine("openai", server.address)
        results = asked.translate(
            requests(*(f"Bonjour {number} fois." for number in range(40))), source="fr", target="es"
        )
        assert written(next(results)) == "Hola 0 fois."
        assert len(server.asked) == 1
        results.close()


def test_what_the_server_says_is_wrong_is_told():
    said = json.dumps({"error": {"message": "model 'test' not found"}})
    with serving(lambda handler, _: handler.send(said, status=404)) as server:
        (result,) = drafts("openai", server.address, "Bonjour.")
    assert "model 'test' not found" in str(result.error)
    assert "/v1" in result.error.fix


def test_an_address_where_something_else_answers_is_doubted():
    with serving(lambda handler, _: handler.send("<html>Welcome</html>")) as server:
        (result,) = drafts("openai", server.address, "Bonjour.")
    assert "address" in result.error.fix


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({}, "no address"),
        ({"address": "localhost:11434"}, "no address of openai"),
        ({"address": "http://localhost:99999999/v1", "model": "m"}, "no address of openai"),
        ({"address": "http://localhost:11434/v1"}, "no model"),
        ({"address": "http://localhost/v1", "model": "m", "key": "a\nb"}, "characters that no key has"),
        ({"address": "http://localhost/v1", "model": "m", "price": "cheap"}, "`price` of openai"),
        ({"address": "http://localhost/v1", "model": "m", "timeout": "-1"}, "`timeout` of openai"),
    ],
)
def test_settings_that_cannot_be_are_named(settings, problem):
    with pytest.raises(UsageError, match=problem) as raised:
        Chat("openai", settings)
    assert raised.value.fix
    assert "a\nb" not in str(raised.value)


def test_the_model_its_server_and_what_it_is_told_make_the_version_and_the_price_is_the_owners():
    here = {"address": "http://localhost/v1", "model": "m"}
    chat = Chat("openai", here)
    assert chat.version == Chat("openai", {**here, "key": "k"}).version
    assert chat.version != Chat("openai", {**here, "instructions": "Be brief."}).version
    assert (chat.traits.price, chat.sends_to) == (0.0, "")
    away = Chat("openai", {"address": "https://models.example/v1", "model": "m"})
    assert chat.version != away.version
    assert (away.traits.price, away.sends_to) == (None, "models.example")
    assert Chat("openai", {**here, "price": "2.5"}).traits.price == 2.5


def test_auto_takes_a_model_that_is_configured_before_all_else():
    settings = {
        "libretranslate": {"address": "http://127.0.0.1:1"},
        "openai": {"address": "http://127.0.0.1:1/v1", "model": "m"},
    }
    assert choose("auto", source="fr", target="ja", settings=settings).id == "openai"
    assert prompt.language("xx_nobody") is None
