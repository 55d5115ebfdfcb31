"""Hosted engines against a server on this machine that has every fault: no fault becomes a draft."""

from __future__ import annotations

import json
import re
import threading

import pytest
from asking import PATIENT, QUICK, requests, written
from asking import drafts as drafts_of
from loopback import serving

from app.core import inline
from app.engines import Request, choose
from app.engines.hosted import Hosted
from app.engines.remote.patience import Limits
from app.errors import EngineError, UsageError

TEXTS = ("Bonjour le monde.", "Les `clefs` sont à {{ prenom }}.", "12 345 €")


def drafts(address: str, *texts: str, name: str = "libretranslate", limits: Limits = PATIENT, **settings: str):
    return drafts_of(name, address, *texts, limits=limits, **settings)


def in_spanish(text: str) -> str:
    return text.replace("Bonjour", "Hola").replace("Les", "Las").replace("Voici", "He aquí")


def shout(handler, body) -> None:
    handler.send_draft(in_spanish(body["q"]))


def test_a_server_that_recovers_is_asked_again():
    answers = iter(["503", "500"])

    def answer(handler, body):
        status = next(answers, None)
        if status:
            handler.send("{}", status=int(status), headers={"Retry-After": "0"})
        else:
            shout(handler, body)

    with serving(answer) as server:
        (result,) = drafts(server.address, "Bonjour le monde.")
    assert result.parts == ("Hola le monde.",)


def test_what_was_drafted_before_a_failure_is_kept():
    count = iter(range(100))

    def answer(handler, body):
        shout(handler, body) if next(count) < 2 else handler.send("{}", status=429, headers={"Retry-After": "3600"})

    with serving(answer) as server:
        results = drafts(server.address, *(f"Bonjour {word}." for word in "abcde"))
        assert len(server.asked) == 3
    assert [result.parts is not None for result in results] == [True, True, False, False, False]
    assert results[-1].error.engine_wide
    assert results[-1].error.retryable


def test_an_unreachable_server_is_named_once_for_all():
    with serving(shout) as server:
        address = server.address
    results = drafts(address, "Bonjour.", "Bonsoir.")
    assert all(result.error.engine_wide and result.error.retryable for result in results)
    assert "cannot be reached" in results[0].error.message


def test_text_and_key_travel_in_the_body_and_not_in_the_url():
    with serving(shout) as server:
        drafts(server.address, "Bonjour le monde.", key="tell-nobody")
        ((path, body),) = server.asked
    assert path == "/translate"
    assert body == {
        "q": "Bonjour le monde.",
        "source": "fr",
        "target": "es",
        "format": "text",
        "api_key": "tell-nobody",
    }


def test_codes_come_back_where_they_were():
    text = "Bonjour **le [monde](https://a.fr)**, `clef` ![image](b.png) & <br> {{ prenom }}."
    with serving(shout) as server:
        (result,) = drafts(server.address, text)
    assert written(result) == text.replace("Bonjour", "Hola")


def test_a_server_may_close_what_is_empty():
    def answer(handler, body):
        handler.send_draft(in_spanish(re.sub(r"<x(\d)/>", r"<x\1></x\1>", body["q"])))

    with serving(answer) as server:
        (result,) = drafts(server.address, "Bonjour le monde.<br>Les amis[^1] ![ici](a.png) là.")
    assert written(result) == "Hola le monde.<br>Las amis[^1] ![ici](a.png) là."


def test_codes_that_an_engine_loses_are_kept_by_translating_the_runs_between():
    def answer(handler, body):
        handler.send_draft("Hola mundo" if "<" in body["q"] else body["q"].upper())

    with serving(answer) as server:
        (result,) = drafts(server.address, "Bonjour **le monde**, [ici](u) !")
    assert written(result) == "BONJOUR **LE MONDE**, [ICI](u) !"
    assert "by_runs" in result.flags


def test_a_segment_whose_codes_are_lost_for_good_stays_empty():
    with serving(lambda handler, _: handler.send_draft("Hola mundo")) as server:
        (result,) = drafts(server.address, "Les `clefs` sont là.")
    assert result.parts is None
    assert "codes" in result.error.message


def test_numbers_and_addresses_alone_never_leave():
    with serving(shout) as server:
        results = drafts(server.address, "12,5 %", "https://exemple.fr", "🎉", "  ", "`code`")
        assert server.asked == []
    assert {result.flags for result in results} == {("copied",)}


def test_a_sentence_that_comes_back_as_it_was_is_no_draft_but_names_are():
    with serving(lambda handler, body: handler.send_draft(body["q"])) as server:
        sentence, names = drafts(
            server.address, "Une phrase que personne ne traduit.", "Netflix, Amazon, Disney, Apple"
        )
    assert "untranslated" in sentence.error.message
    assert "echo" in names.flags


def test_drafting_can_be_stopped_while_it_waits():
    stop = threading.Event()

    def answer(handler, _):
        stop.set()
        handler.send("{}", status=503, headers={"Retry-After": "50"})

    with serving(answer) as server:
        engine = Hosted("libretranslate", {"address": server.address}, limits=QUICK)
        results = list(engine.translate(requests("Bonjour.", "Bonsoir."), source="fr", target="es", cancel=stop))
    assert all("stopped" in result.error.message for result in results)


def test_what_timed_out_over_a_kept_connection_is_not_sent_again():
    done = threading.Event()

    def answer(handler, body):
        if len(server.asked) == 1:
            shout(handler, body)
        else:
            done.wait(60)

    with serving(answer) as server:
        first, second = drafts(
            server.address, "Bonjour le monde.", "Bonjour à tous.", limits=Limits(connect=10, whole=2)
        )
        assert len(server.asked) == 2
        done.set()
    assert written(first) == "Hola le monde."
    assert "did not answer" in second.error.message


def test_a_pace_is_kept():
    stop = threading.Event()
    with serving(shout) as server:
        engine = Hosted("libretranslate", {"address": server.address, "per_minute": "1"}, limits=QUICK)
        asked = engine.translate(requests(*["Bonjour le monde."] * 4), source="fr", target="es", cancel=stop)
        first = next(asked)
        threading.Timer(0.3, stop.set).start()
        others = list(asked)
        assert len(server.asked) == 1
    assert written(first) == "Hola le monde."
    assert all("stopped" in result.error.message for result in others)


def test_google_is_read_through_deep_translator_with_our_transport():
    def answer(handler, body):
        handler.send(f'<html><div class="result-container">{in_spanish(body["q"])}</div></html>')

    with serving(answer) as server:
        results = drafts(f"{server.address}/m", *TEXTS, name="google")
        assert server.asked[0][1] == {"tl": "es", "sl": "fr", "q": "Bonjour le monde."}
    assert written(results[0]) == "Hola le monde."
    assert written(results[1]) == "Las `clefs` sont à {{ prenom }}."


def test_microsoft_is_asked_in_the_body_with_the_key_in_a_header():
    def answer(handler, body):
        assert handler.headers["Ocp-Apim-Subscription-Key"] == "the-key"
        assert handler.headers["Ocp-Apim-Subscription-Region"] == "westeurope"
        handler.send_drafts(body, in_spanish)

    with serving(answer) as server:
        settings = {"name": "microsoft", "key": "the-key", "region": "westeurope"}
        first, second = drafts(server.address, "Bonjour le monde.", "Bonjour **le monde** !", **settings)
        assert server.asked[1] == (
            "/translate?api-version=3.0&textType=html&from=fr&to=es",
            [{"text": "Bonjour <g0>le monde</g0> !"}],
        )
    assert [written(first), written(second)] == ["Hola le monde.", "Hola **le monde** !"]
    with pytest.raises(UsageError, match="no key"):
        Hosted("microsoft", {})


def test_mymemory_notices_are_no_drafts_and_its_escapes_are_read():
    notice = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY"
    replies = iter(["L&#39;ami", notice])

    def answer(handler, _):
        handler.send(json.dumps({"responseData": {"translatedText": next(replies)}}))

    with serving(answer) as server:
        first, second = drafts(server.address, "L'ami.", "Bonjour.", name="mymemory")
        assert server.asked[0][1]["langpair"] == "fr-FR|es-ES"
    assert first.parts == ("L'ami",)
    assert second.error.engine_wide


def test_long_text_is_sent_in_stretches_of_whole_sentences():
    text = " ".join(f"Voici la phrase numéro {number} de ce long paragraphe." for number in range(30))

    def answer(handler, body):
        handler.send(json.dumps({"responseData": {"translatedText": in_spanish(body["q"])}}))

    with serving(answer) as server:
        (result,) = drafts(server.address, text, name="mymemory")
        assert max(len(body["q"]) for _, body in server.asked) <= 450
    assert result.parts == (in_spanish(text),)


@pytest.mark.parametrize(
    ("name", "target", "route"),
    [
        ("google", "pt_BR", "fr-pt"),
        ("google", "he", "fr-iw"),
        ("google", "zh_Hant", "fr-zh-TW"),
        ("google", "zh_HK", "fr-zh-TW"),
        ("google", "nb", "fr-no"),
        ("google", "tlh", None),
        ("mymemory", "en", "fr-FR-en-US"),
        ("mymemory", "ja", "fr-FR-ja-JP"),
        ("mymemory", "oc", "fr-FR-oc-FR"),
        ("microsoft", "zh_TW", "fr-zh-Hant"),
        ("microsoft", "pt_PT", "fr-pt-pt"),
        ("microsoft", "pt_BR", "fr-pt"),
        ("microsoft", "en_GB", "fr-en"),
        ("microsoft", "sr", "fr-sr-Cyrl"),
        ("libretranslate", "zh_TW", "fr-zt"),
        ("libretranslate", "ca", "fr-ca"),
    ],
)
def test_locales_are_named_as_each_service_names_them(name, target, route):
    settings = {"address": "http://127.0.0.1:1", "key": "k"}
    assert Hosted(name, settings).route("fr", target) == route


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "localhost:5000", "http://", "http://me:word@localhost"])
def test_an_address_must_be_an_http_url(address):
    with pytest.raises(UsageError, match="address"):
        Hosted("libretranslate", {"address": address})


def test_auto_prefers_the_configured_server_and_never_a_hosted_one():
    settings = {"libretranslate": {"address": "http://127.0.0.1:1"}, "google": {"address": "http://127.0.0.1:1"}}
    assert choose("auto", source="fr", target="ja", settings=settings).id == "libretranslate"
    with pytest.raises(EngineError, match="No engine here translates fr to ja"):
        choose("auto", source="fr", target="ja", settings={"google": settings["google"]})
    assert choose("google", source="fr", target="ja", settings={}).id == "google"
    assert choose("none", source="fr", target="ja", settings={}) is None
    with pytest.raises(UsageError, match="babelfish"):
        choose("babelfish", source="fr", target="es", settings={})


def test_a_libretranslate_server_over_apertium_drafts_for_real(spanish):
    def answer(handler, body):
        (result,) = spanish.translate([Request("x", (body["q"],))], source=body["source"], target=body["target"])
        handler.send_draft("".join(result.parts))

    with serving(answer) as server:
        limits = Limits(whole=20)
        result, other = drafts(server.address, "La maison est rouge.", "**La maison** est rouge.", limits=limits)
    assert written(result) == "La casa es roja."
    assert inline.visible(written(other)) == "La casa es roja."
    assert written(other).count("**") == 2
