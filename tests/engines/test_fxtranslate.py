"""fxtranslate with a tiny real model: loaded, asked, killed, and refused where its files do not belong together."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading

import pytest
from local import drafts, requests
from places import ROOT, SHARED

from app.core import inline
from app.engines import run
from app.engines.fxtranslate import Fxtranslate

pytest.importorskip("fxtranslate")

MODELS = (
    ROOT / "tests" / "data" / "fxtranslate"
)  # 64 dimensions, one layer, 30 sentences learned; made for this project
CASES = SHARED / "cases" / "mt" / "set30.json"
TEXTS = [f"La phrase numéro {number} parle de la mer et du vent." for number in range(12)]


@pytest.fixture
def tiny():
    engine = Fxtranslate({"path": str(MODELS)})
    yield engine
    engine.close()


def pid(engine: Fxtranslate) -> int:
    found = engine._owners["fr-en"].pid
    assert found
    return found


def is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.skipif(not CASES.exists(), reason="the sentences are not ours to keep")
def test_the_model_says_what_it_learned(tiny):
    cases = json.loads(CASES.read_text(encoding="utf-8"))["segments"]
    results = list(run(tiny, requests(*(case["fr"] for case in cases)), source="fr", target="en"))
    assert [inline.from_parts(result.parts) for result in results] == [case["en"] for case in cases]
    assert {(result.engine, result.route, result.flags) for result in results} == {("fxtranslate", "fr-en", ())}


def test_other_pairs_go_through_english_where_both_models_are_there(tmp_path, copy):
    shutil.copytree(copy, tmp_path / "en-es")
    for path in list((tmp_path / "en-es").iterdir()):
        path.rename(path.with_name(path.name.replace("fren", "enes")))
    engine = Fxtranslate({"path": str(tmp_path)})
    assert engine.route("fr", "es") == "fr-en,en-es"
    assert engine.route("fr", "de") is None
    assert engine.route("fr", "en") == "fr-en"
    results = drafts(engine, *TEXTS, target="es")
    alone = [drafts(engine, text, target="es")[0].parts for text in TEXTS]
    assert [(result.id, result.parts, result.route) for result in results] == [
        (str(number), parts, "fr-en,en-es") for number, parts in enumerate(alone)
    ]
    assert set(engine._owners) == {"fr-en", "en-es"}
    engine.close()


def test_a_killed_process_is_started_again_and_nothing_is_lost(tiny):
    expected = [result.parts for result in drafts(tiny, *TEXTS, target="en")]
    found = []
    for number, result in enumerate(tiny.translate(requests(*TEXTS), source="fr", target="en")):
        found.append(result.parts)
        if number == 3:
            os.kill(pid(tiny), signal.SIGKILL)
    assert found == expected


def test_a_process_that_hangs_costs_one_segment():
    engine = Fxtranslate({"path": str(MODELS)}, patience=0.5)
    drafts(engine, TEXTS[0], target="en")
    os.kill(pid(engine), signal.SIGSTOP)
    late, next_one = drafts(engine, *TEXTS[:2], target="en")
    assert "took more than" in late.error.message
    assert not late.error.engine_wide
    assert next_one.parts
    engine.close()


def test_two_threads_may_draft_at_once(tiny):
    expected = [result.parts for result in drafts(tiny, *TEXTS, target="en")]
    found: dict[int, list] = {}

    def work(number: int) -> None:
        found[number] = [result.parts for result in drafts(tiny, *TEXTS, target="en")]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(3)] == [expected] * 3
    assert len(tiny._owners) == 1


def test_the_process_ends_with_close_and_when_idle(tiny):
    drafts(tiny, TEXTS[0], target="en")
    first = pid(tiny)
    tiny.close()
    assert is_gone(first)
    brief = Fxtranslate({"path": str(MODELS)}, idle=0.05)
    drafts(brief, TEXTS[0], target="en")
    second = brief._owners["fr-en"].pid
    wait = threading.Event()
    while brief._owners["fr-en"].pid:
        wait.wait(0.02)
    assert second is None or is_gone(second)


PARENT = """
import sys, time
from app.engines import Request
from app.engines.fxtranslate import Fxtranslate
engine = Fxtranslate({"path": sys.argv[1]})
list(engine.translate([Request("1", ("La mer.",))], source="fr", target="en"))
print(engine._owners["fr-en"].pid, flush=True)
time.sleep(60)
"""


def test_no_process_outlives_a_killed_parent():
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(MODELS)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout
    worker = int(parent.stdout.readline())
    assert not is_gone(worker)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait = threading.Event()
    while not is_gone(worker):
        wait.wait(0.02)


def test_it_starts_again_after_close(tiny):
    once = drafts(tiny, TEXTS[0], target="en")
    tiny.close()
    assert drafts(tiny, TEXTS[0], target="en") == once


def test_leaving_in_the_middle_spoils_nothing(tiny):
    expected = drafts(tiny, TEXTS[1], target="en")[0].parts
    for _ in tiny.translate(requests(*TEXTS), source="fr", target="en"):
        break
    assert drafts(tiny, TEXTS[1], target="en")[0].parts == expected


def test_stopping_gives_each_request_left_an_error(tiny):
    stop = threading.Event()
    results = []
    for result in tiny.translate(requests(*TEXTS), source="fr", target="en", cancel=stop):
        results.append(result)
        stop.set()
    assert len(results) == len(TEXTS)
    assert results[0].parts
    assert all("stopped" in result.error.message for result in results[1:])


def test_a_segment_past_the_limit_is_refused_alone(tiny):
    long, short = drafts(tiny, "mot " * 6000, TEXTS[0], target="en")
    assert "20,000" in long.error.message
    assert not long.error.engine_wide
    assert short.parts
