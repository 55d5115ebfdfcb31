"""Engines elsewhere against a server that has every fault: no fault becomes a draft, costs much, or takes long."""

from __future__ import annotations

import logging
import threading
from collections import Counter

import pytest
from asking import MADE, QUICK, drafts, engine, requests, written
from faults import FAULTS, one_too_few, without_codes
from loopback import serving

from app.core import inline
from app.engines import run
from app.engines.remote.patience import Limits
from app.errors import EngineError

ELSEWHERE = list(MADE)
CODED = ("Voici **le monde** tel quel.", "Les `clefs` sont toutes là.", "À {{ prenom }} : bravo encore une fois.")
TEXTS = [*CODED, "12 345 €", *(f"La phrase {word} est là." for word in "abcdefghijkl")]
WORDS = {"La phrase": "La oración", "monde": "mundo", "sont toutes": "están todas", "bravo": "bien hecho"}
SECRET = "sk-tell-nobody"


def in_spanish(text: str) -> str:
    for source, target in WORDS.items():
        text = text.replace(source, target)
    return text


def answers(handler, body) -> None:
    handler.send_drafts(body, in_spanish)


@pytest.mark.parametrize("name", ELSEWHERE)
@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_of_a_server_becomes_a_draft(fault, name):
    with serving(FAULTS[fault]) as server:
        results = drafts(name, server.address, *TEXTS, limits=QUICK, key=SECRET)
        assert len(server.asked) <= 6
        assert server.sent < 64 << 20
        assert server.at_once <= 1
    assert [result.id for result in results] == [str(number) for number in range(len(TEXTS))]
    assert results.pop(3).flags == ("copied",)
    assert all(isinstance(result.error, EngineError) and result.parts is None for result in results)
    assert results[-1].error.engine_wide
    assert not any(SECRET in str(result.error) for result in results)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_codes_that_an_engine_drops_are_never_missing_from_a_draft(name):
    with serving(lambda handler, body: handler.send_drafts(body, without_codes)) as server:
        results = drafts(name, server.address, *CODED)
        assert len(server.asked) < 20
    for result, source in zip(results, CODED, strict=True):
        if result.parts is not None:
            assert codes(written(result)) == codes(source)


def codes(text: str) -> Counter[str]:
    return Counter(code.text for code in inline.parse(text))


@pytest.mark.parametrize("name", ELSEWHERE)
def test_an_answer_that_lacks_a_text_is_never_shifted_to_others(name):
    with serving(one_too_few) as server:
        results = drafts(name, server.address, *TEXTS)
        assert len(server.asked) < 20
    drafted = [(written(result), text) for result, text in zip(results, TEXTS, strict=True) if result.parts is not None]
    assert all(draft in (text, f"Es: {text}") for draft, text in drafted)
    assert results[-1].error


@pytest.mark.parametrize("name", ELSEWHERE)
@pytest.mark.parametrize("status", ["429", "500", "503", "reset"])
def test_a_server_that_recovers_is_asked_again(name, status):
    troubles = iter([status, status])

    def answer(handler, body):
        trouble = next(troubles, None)
        if trouble == "reset":
            handler.reset()
        elif trouble:
            handler.send("{}", status=int(trouble), headers={"Retry-After": "0"})
        else:
            answers(handler, body)

    with serving(answer) as server:
        results = drafts(name, server.address, *TEXTS)
        assert server.at_once == 1
    assert written(results[0]) == "Voici **le mundo** tel quel."
    assert [result.error for result in results] == [None] * len(TEXTS)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_was_drafted_before_a_failure_is_kept(name):
    def answer(handler, body):
        if len(server.asked) <= 1:
            answers(handler, body)
        else:
            handler.send("{}", status=429, headers={"Retry-After": "3600"})

    with serving(answer) as server:
        results = drafts(name, server.address, *(f"La phrase {number}." for number in range(200)))
    done = [result.parts is not None for result in results]
    assert done == sorted(done, reverse=True)
    assert 0 < sum(done) < 200
    assert results[-1].error.engine_wide
    assert results[-1].error.retryable


@pytest.mark.parametrize("name", ELSEWHERE)
def test_the_key_goes_to_the_host_that_was_named_and_nowhere_else(name, caplog):
    caplog.set_level(logging.DEBUG)
    with serving(answers) as other:

        def answer(handler, body):
            if len(server.asked) > 1:
                handler.send("", status=307, headers={"Location": f"{other.address}/v2/translate"})
            else:
                handler.send(f'{{"error": {{"message": "no key {SECRET} here"}}}}', status=400)

        with serving(answer) as server:
            results = drafts(name, server.address, *TEXTS, key=SECRET)
            assert not any(SECRET in path for path, _ in server.asked)
            sent = [str(body) + str(key) for (_, body), key in zip(server.asked, server.keys, strict=True)]
            assert all(SECRET in one for one in sent)
        assert other.asked == []
    assert not any(SECRET in str(result.error) for result in results)
    assert SECRET not in caplog.text


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_request_that_is_under_way_can_be_stopped(name):
    stop, done = threading.Event(), threading.Event()

    def answer(handler, body):
        stop.set()
        done.wait(60)

    with serving(answer) as server:
        asked = engine(name, server.address, limits=Limits(whole=60))
        results = list(asked.translate(requests(*TEXTS), source="fr", target="es", cancel=stop))
        assert not done.is_set()
        done.set()
    assert results.pop(3).flags == ("copied",)
    assert all("stopped" in result.error.message for result in results)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_an_unreachable_server_is_named_once_for_all(name):
    with serving(answers) as server:
        address = server.address
    results = drafts(name, address, "La phrase.", "Une autre.")
    assert all(result.error.engine_wide and result.error.retryable for result in results)
    assert "cannot be reached" in results[0].error.message


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_the_workflow_calls_gives_each_segment_its_result(name):
    with serving(answers) as server:
        asked = engine(name, server.address, limits=QUICK)
        results = list(run(asked, requests(*TEXTS), source="fr", target="es"))
    assert [written(result) for result in results] == [in_spanish(text) for text in TEXTS]
