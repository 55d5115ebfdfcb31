"""Apertium's programs die, hang, are stopped or left alone: drafts stay right, and nothing runs on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from local import drafts, plain, requests
from places import ROOT

from app.engines.apertium import Apertium
from app.engines.apertium.pipe import Pipe
from app.errors import EngineError
from benchmarks.drafting import sentences


def test_an_analyser_that_died_costs_no_draft(spanish):
    drafts(spanish, "La maison.")
    chain = spanish._idle["fr-es",][-1]
    drafts(spanish, "Le premier flabistouille.")
    os.kill(chain._analyser._pipe.processes[0].pid, signal.SIGKILL)
    (result,) = drafts(spanish, "Le deuxième flabistouillon est rouge.")
    assert result.parts
    assert drafts(spanish, "Le troisième flabistouillet.")[0].unknown == ("flabistouillet",)


def test_chains_that_nobody_uses_end():
    engine = Apertium({}, idle=0.05)
    if engine.route("fr", "es") is None:
        pytest.skip("Apertium's pair fr-es is not installed (the project's set-up installs it)")
    results = engine.translate(requests("La maison.", "La mer."), source="fr", target="es")
    next(results)
    list(results)
    wait = threading.Event()
    while engine._idle:
        wait.wait(0.02)
    assert plain(engine, "La maison est rouge.") == "La casa es roja."
    engine.close()


PARENT = """
import sys, time
from app.engines import Request
from app.engines.apertium import Apertium
engine = Apertium({})
list(engine.translate([Request("1", ("La mer.",))], source="fr", target="es"))
chain = engine._idle["fr-es",][0]
print(*[process.pid for pipe in (chain.hops[0].pipe, chain._analyser._pipe) for process in pipe.processes], flush=True)
time.sleep(60)
"""


def test_no_program_outlives_a_killed_parent(spanish):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert parent.stdout
    programs = [int(number) for number in parent.stdout.readline().split()]
    assert len(programs) > 8
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait = threading.Event()
    while any(Path(f"/proc/{number}").exists() for number in programs):
        wait.wait(0.02)


@pytest.mark.parametrize("stage", [0, 5, -1])
def test_a_killed_stage_is_noticed_and_the_work_done_again(spanish, stage):
    texts = sentences()[:200]
    expected = [result.parts for result in drafts(spanish, *texts)]
    found = []
    chain = spanish._idle["fr-es",][-1]
    for number, result in enumerate(spanish.translate(requests(*texts), source="fr", target="es")):
        found.append(result.parts)
        if number == 3:
            os.kill(chain.hops[0].pipe.processes[stage].pid, signal.SIGKILL)
    assert found == expected


def test_a_pipe_killed_while_idle_is_started_again(spanish):
    expected = plain(spanish, "La maison est rouge.")
    os.kill(spanish._idle["fr-es",][-1].hops[0].pipe.processes[6].pid, signal.SIGKILL)
    assert plain(spanish, "La maison est rouge.") == expected


def test_a_stage_that_hangs_costs_its_time_and_no_more():
    engine = Apertium({}, timeout=2.0)
    if engine.route("fr", "es") is None:
        pytest.skip("Apertium's pair fr-es is not installed (the project's set-up installs it)")
    drafts(engine, "La maison.")
    os.kill(engine._idle["fr-es",][-1].hops[0].pipe.processes[3].pid, signal.SIGSTOP)
    (result,) = drafts(engine, "La maison est rouge.")
    assert result.parts == ("La casa es roja.",)
    engine.close()


def test_programs_that_always_die_end_the_job_with_one_reason(tmp_path):
    (tmp_path / "fr-es.mode").write_text("cat | false", encoding="utf-8")
    engine = Apertium({"path": str(tmp_path)})
    results = drafts(engine, "Un.", "Deux.", "Trois.", "Quatre.", "12")
    assert [result.parts is None for result in results] == [True, True, True, True, False]
    assert results[3].error.engine_wide
    assert "keeps failing" in results[3].error.message


def test_a_missing_program_is_named(tmp_path):
    (tmp_path / "fr-es.mode").write_text("no-such-program x.bin", encoding="utf-8")
    with pytest.raises(EngineError, match="no-such-program is missing"):
        Apertium({"path": str(tmp_path)}).translate([], source="fr", target="es")


def test_stopping_gives_each_request_left_an_error(spanish):
    stop = threading.Event()
    results = []
    for result in spanish.translate(requests(*sentences()), source="fr", target="es", cancel=stop):
        results.append(result)
        stop.set()
    assert len(results) == 300
    assert results[0].parts
    assert "stopped" in results[-1].error.message


def test_leaving_in_the_middle_spoils_nothing(spanish):
    for _ in spanish.translate(requests(*sentences()[:100]), source="fr", target="es"):
        break
    assert plain(spanish, "La maison est rouge.") == "La casa es roja."


def test_two_threads_may_draft_at_once(spanish):
    texts = sentences()[:40]
    expected = [result.parts for result in drafts(spanish, *texts)]
    found: dict[int, list] = {}

    def work(number: int) -> None:
        found[number] = [result.parts for result in drafts(spanish, *texts)]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(found.values()) == [expected, expected]


def test_closing_ends_every_program():
    pipe: Pipe[None] = Pipe([["cat"], ["cat"]])
    pids = [process.pid for process in pipe.processes]
    pipe.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
