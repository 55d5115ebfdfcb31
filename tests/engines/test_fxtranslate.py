"""fxtranslate with a tiny real model: loaded, asked, killed, and refused where its files do not belong together."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from places import ROOT, SHARED

from app.core import inline
from app.engines import Request, choose, run
from app.engines.fxtranslate import Fxtranslate
from app.errors import EngineError, UsageError

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


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The model's folder, to be spoiled."""
    place = tmp_path / "fr-en"
    shutil.copytree(MODELS / "fr-en", place)
    return place


def requests(*texts: str) -> list[Request]:
    return [Request(str(number), inline.to_parts(text, labels=frozenset())) for number, text in enumerate(texts)]


def drafts(engine: Fxtranslate, *texts: str, **keywords):
    return list(engine.translate(requests(*texts), source="fr", target="en", **keywords))


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


@pytest.mark.parametrize("path", [MODELS, MODELS / "fr-en"])
def test_path_names_a_model_or_the_folder_it_is_in(path):
    engine = Fxtranslate({"path": str(path)})
    assert engine.route("fr", "en_GB") == "fr-en"
    assert engine.route("en", "fr") is None
    assert not engine.gist("fr", "en")
    assert engine.sends_to == ""


def test_a_folder_may_have_more_in_its_name_than_the_pair(tmp_path, copy):
    copy.rename(tmp_path / "my-tiny-fr-en")
    assert Fxtranslate({"path": str(tmp_path)}).route("fr-FR", "en") == "fr-en"


def test_other_pairs_go_through_english_where_both_models_are_there(tmp_path, copy):
    shutil.copytree(copy, tmp_path / "en-es")
    for path in list((tmp_path / "en-es").iterdir()):
        path.rename(path.with_name(path.name.replace("fren", "enes")))
    engine = Fxtranslate({"path": str(tmp_path)})
    assert engine.route("fr", "es") == "fr-en,en-es"
    assert engine.route("fr", "de") is None
    assert engine.route("fr", "en") == "fr-en"
    (result,) = engine.translate(requests(TEXTS[0]), source="fr", target="es")
    assert result.route == "fr-en,en-es"
    assert set(engine._owners) == {"fr-en", "en-es"}
    engine.close()


def test_auto_takes_it_where_its_model_is_there_and_apertium_elsewhere():
    settings = {"fxtranslate": {"path": str(MODELS)}}
    assert choose("auto", source="fr", target="en", settings=settings).id == "fxtranslate"
    with pytest.raises(EngineError, match="passeur engines fetch -l ja"):
        choose("auto", source="fr", target="ja", settings=settings)


def test_a_killed_process_is_started_again_and_nothing_is_lost(tiny):
    expected = [result.parts for result in drafts(tiny, *TEXTS)]
    found = []
    for number, result in enumerate(tiny.translate(requests(*TEXTS), source="fr", target="en")):
        found.append(result.parts)
        if number == 3:
            os.kill(pid(tiny), signal.SIGKILL)
    assert found == expected


def test_a_process_that_hangs_costs_one_segment():
    engine = Fxtranslate({"path": str(MODELS)}, patience=0.5)
    drafts(engine, TEXTS[0])
    os.kill(pid(engine), signal.SIGSTOP)
    late, next_one = drafts(engine, *TEXTS[:2])
    assert "took more than" in late.error.message
    assert not late.error.engine_wide
    assert next_one.parts
    engine.close()


def test_two_threads_may_draft_at_once(tiny):
    expected = [result.parts for result in drafts(tiny, *TEXTS)]
    found: dict[int, list] = {}

    def work(number: int) -> None:
        found[number] = [result.parts for result in drafts(tiny, *TEXTS)]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(3)] == [expected] * 3
    assert len(tiny._owners) == 1


def test_the_process_ends_with_close_and_when_idle(tiny):
    drafts(tiny, TEXTS[0])
    first = pid(tiny)
    tiny.close()
    assert is_gone(first)
    brief = Fxtranslate({"path": str(MODELS)}, idle=0.05)
    drafts(brief, TEXTS[0])
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
    once = drafts(tiny, TEXTS[0])
    tiny.close()
    assert drafts(tiny, TEXTS[0]) == once


def test_stopping_gives_each_request_left_an_error(tiny):
    stop = threading.Event()
    results = []
    for result in tiny.translate(requests(*TEXTS), source="fr", target="en", cancel=stop):
        results.append(result)
        stop.set()
    assert len(results) == len(TEXTS)
    assert results[0].parts
    assert all("stopped" in result.error.message for result in results[1:])


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("vocab.fren.spm", b"", "vocab.fren.spm is empty"),
        ("model.fren.float32.bin", b"", "is empty"),
        ("vocab.fren.spm", None, "is missing"),
        ("model.fren.float32.bin", None, "is missing"),
    ],
)
def test_a_folder_that_lacks_something_is_no_model_and_says_why(copy, name, data, reason):
    copy.joinpath(name).unlink()
    if data is not None:
        copy.joinpath(name).write_bytes(data)
    engine = Fxtranslate({"path": str(copy.parent)})
    assert engine.route("fr", "en") is None
    with pytest.raises(EngineError, match=reason):
        engine.translate([], source="fr", target="en")


def test_a_vocabulary_of_another_pair_is_refused(copy):
    copy.joinpath("vocab.fren.spm").rename(copy / "vocab.enes.spm")
    assert "vocab.enes.spm belongs to another pair" in Fxtranslate({"path": str(copy)}).refusal("fr", "en").message


def pieces(count: int) -> bytes:
    """A vocabulary of so many pieces, as SentencePiece writes it."""
    return b"".join(b"\n\x04\n\x02p%c" % (33 + number % 90) for number in range(count))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no vocabulary at all", "is no vocabulary"),
        (bytes(2000), "is no vocabulary"),
        (pieces(419), "belongs to another model"),
        (pieces(32_000), "belongs to another model"),
    ],
)
def test_a_wrong_vocabulary_is_found_before_it_translates_into_rubbish(copy, data, reason):
    copy.joinpath("vocab.fren.spm").write_bytes(data)
    results = drafts(Fxtranslate({"path": str(copy)}), *TEXTS[:3])
    assert all(reason in result.error.message and result.error.engine_wide for result in results)


@pytest.mark.parametrize("data", [b"no model", bytes(4000)])
def test_a_broken_model_ends_the_job_with_one_reason(copy, data):
    copy.joinpath("model.fren.float32.bin").write_bytes(data)
    first, second = drafts(Fxtranslate({"path": str(copy)}), *TEXTS[:2])
    assert "fr-en cannot be loaded" in first.error.message
    assert second.error is first.error


def test_a_path_that_leads_nowhere_is_named(tmp_path):
    engine = Fxtranslate({"path": str(tmp_path / "nowhere")})
    assert engine.route("fr", "en") is None
    assert "There is no folder" in engine.refusal("fr", "en").message


def test_without_consent_nothing_is_fetched_and_the_command_is_named(tmp_path):
    engine = Fxtranslate({"path": str(tmp_path)})
    assert engine.route("fr", "es") is None
    with pytest.raises(EngineError, match="no model for fr to es yet") as caught:
        engine.translate([], source="fr", target="es")
    assert caught.value.fix.startswith("passeur engines fetch -l es (asks first; 2 × 17-44 MB from firefox-settings")


def test_a_language_without_models_is_said_plainly(tmp_path):
    assert "does not translate" in Fxtranslate({"path": str(tmp_path)}).refusal("fr", "oc").message


def test_consent_is_yes_or_no(tmp_path):
    with pytest.raises(UsageError, match="`download` of fxtranslate is `perhaps`"):
        Fxtranslate({"download": "perhaps"})


def test_the_version_tells_models_apart(copy):
    before = Fxtranslate({"path": str(copy)}).version
    assert before == Fxtranslate({"path": str(MODELS)}).version
    with copy.joinpath("model.fren.float32.bin").open("ab") as file:
        file.write(b"\0")
    assert Fxtranslate({"path": str(copy)}).version != before


def test_a_segment_past_the_limit_is_refused_alone(tiny):
    long, short = drafts(tiny, "mot " * 6000, TEXTS[0])
    assert "20,000" in long.error.message
    assert not long.error.engine_wide
    assert short.parts


def test_auto_names_the_first_engine_that_could_be_added(tmp_path):
    settings = {"fxtranslate": {"path": str(tmp_path)}, "apertium": {"path": str(tmp_path)}}
    for locale, fix in (
        ("es", "passeur engines fetch -l es"),
        ("oc", "sudo apt-get install apertium-oci-fra"),
        ("eo", "Name another engine"),
    ):
        with pytest.raises(EngineError, match=fix):
            choose("auto", source="fr", target=locale, settings=settings)
