"""Apertium as it is installed here: codes come back, names survive, processes end."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from places import ROOT

from app.core import inline
from app.core.model import InlineCode
from app.engines import Request, choose, run
from app.engines.apertium import Apertium, modes
from app.engines.apertium.pipe import Pipe
from app.errors import EngineError
from benchmarks.drafting import sentences

LABELS = frozenset({"^1", "guide"})
TEXTS = (
    "Bonjour **le monde** !",
    "**Bonjour**",
    "**Oui !** et [le site de *Pixar*](https://exemple.fr) est là.",
    "Le code `pip install` de {{ prenom }} coûte 3*4 ~5 [ok] <b>gras</b> à https://exemple.fr/page?a=1.",
    "Il ne l'a **pas** vu.",
    "[![affiche](a.png)](https://exemple.fr) Une *maison rouge*[^1] de **OpenAI**.",
    "**Note** : *a* **b** ~~c~~ **🎉** *漢字*",
    "Voir [le **grand** guide][guide], ***très important***, *|PRENOM|* et %%nom%%.",
    "Une étoile \\* et un [crochet] {seul} @ici #mot a_b ^ $5 / < > ~ \\\\ fin.",
    "anti**thèse** et l'**IA**, d'*OpenAI*",
    "« **Le mot** », dit-elle : (*voilà*).<br>Ligne suivante.",
)
PAIRS = ("es", "ca", "en")


def requests(*texts: str) -> list[Request]:
    return [Request(str(number), inline.to_parts(text, labels=LABELS)) for number, text in enumerate(texts)]


def codes(parts) -> Counter[str]:
    return Counter(part.text for part in parts if isinstance(part, InlineCode))


def is_nested(parts) -> bool:
    stack = []
    for index, part in enumerate(parts):
        if isinstance(part, InlineCode) and part.role == "open":
            stack.append(index)
        elif isinstance(part, InlineCode) and part.role == "close" and (not stack or stack.pop() != part.pair):
            return False
    return not stack


def drafts(engine: Apertium, *texts: str, target: str = "es", **keywords):
    return list(engine.translate(requests(*texts), source="fr", target=target, **keywords))


def plain(engine: Apertium, text: str, *, target: str = "es") -> str:
    (result,) = engine.translate([Request("x", (text,))], source="fr", target=target)
    assert result.parts is not None, result.error
    return "".join(part for part in result.parts if isinstance(part, str))


@pytest.mark.parametrize("target", PAIRS)
def test_all_codes_come_back_and_nest(apertium, target):
    if apertium.route("fr", target) is None:
        pytest.skip(f"Apertium's pair fr-{target} is not installed (the project's set-up installs it)")
    asked = requests(*TEXTS)
    for request, result in zip(asked, apertium.translate(asked, source="fr", target=target), strict=True):
        assert result.error is None
        assert codes(result.parts) == codes(request.parts)
        assert is_nested(result.parts), result.parts
        assert "codes_damaged" not in result.flags


@pytest.mark.parametrize("target", PAIRS)
def test_codes_anywhere_in_a_sentence_survive(apertium, target):
    if apertium.route("fr", target) is None:
        pytest.skip(f"Apertium's pair fr-{target} is not installed (the project's set-up installs it)")
    chance = random.Random(7)
    texts = [_decorated(sentence, chance) for sentence in sentences()[::6]]
    for request, result in zip(requests(*texts), drafts(apertium, *texts, target=target), strict=True):
        assert result.error is None
        assert codes(result.parts) == codes(request.parts)
        assert is_nested(result.parts)
        assert "codes_damaged" not in result.flags


def _decorated(sentence: str, chance: random.Random) -> str:
    words = sentence.split(" ")
    for before, after in chance.sample([("**", "**"), ("[", "](https://exemple.fr)"), ("<u>", "</u>")], 2):
        start = chance.randrange(len(words))
        end = min(len(words) - 1, start + chance.randrange(3))
        words[start] = before + words[start]
        words[end] += after
    words.insert(chance.randrange(len(words)), chance.choice(["`code`", "![a](b.png)", "{{ prenom }}", "[^1]"]))
    return " ".join(words)


def test_emphasis_travels_with_its_words(english):
    (result,) = drafts(english, "Le **parlement** européen a voté.", target="en")
    text = inline.from_parts(result.parts)
    assert text.index("European") < text.index("**parliament**")


def test_an_unknown_name_survives_the_pivot(english):
    draft = plain(english, "Le film de Pixar est sorti chez Marvinia.", target="en")
    assert "Pixar" in draft
    assert "Marvinia" in draft


def test_unknown_words_are_told_each_once_and_by_their_own(spanish, english):
    text = "L'offre de zorglub, d'OpenAI et du **zorglub** : aujourd'hui, https://exemple.fr/xyzzy ou `xyzzy`."
    for engine, target in ((spanish, "es"), (english, "en")):
        (result,) = drafts(engine, text, target=target)
        assert set(result.unknown) == {"zorglub", "OpenAI"}
    (run_through,) = run(spanish, requests(text), source="fr", target="es")
    assert run_through.unknown == ("zorglub", "OpenAI")
    assert drafts(spanish, "La maison est rouge parce qu'il pleut.")[0].unknown == ()


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


def test_drafts_hold_no_marks_of_unknown_words(spanish, catalan):
    text = "Le zorglub de Fantasio xyzzyfie les schtroumpfs."
    for engine, target in ((spanish, "es"), (catalan, "ca")):
        assert not set(plain(engine, text, target=target)) & set("*#@<>")


@pytest.mark.parametrize(
    "text",
    ["12 345 €", "https://exemple.fr/page", "contact@exemple.fr", "🎉 !", "  ", "", "97,4 %", "— …"],
)
def test_what_has_no_words_is_copied(spanish, text):
    (result,) = spanish.translate([Request("x", (text,))], source="fr", target="es")
    assert result.flags == ("copied",)
    assert "".join(result.parts) == text


@pytest.mark.parametrize("sign", list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~«»…—€🎉’"))
def test_signs_pass_through(spanish, sign):
    assert plain(spanish, f"La maison {sign} rouge.").count(sign) == f"La maison {sign} rouge.".count(sign)


def test_edges_line_ends_and_odd_characters_are_kept_whole(spanish):
    assert plain(spanish, " \u00a0La maison.\n") == " \u00a0La casa.\n"
    assert plain(spanish, "La mai\0son\u00ad.") == "La casa."
    assert plain(spanish, unicodedata.normalize("NFD", "L'été est là.")) == plain(spanish, "L'été est là.")
    assert plain(spanish, "La maison \ud800.") == "La casa ."


def test_results_come_in_order_one_a_request_with_its_id(spanish):
    texts = [*sentences()[:150], "", "12", *TEXTS]
    results = drafts(spanish, *texts)
    assert [result.id for result in results] == [str(number) for number in range(len(texts))]
    assert all((result.parts is None) != (result.error is None) for result in results)
    assert {result.route for result in results} == {"fr-es"}


def test_a_draft_does_not_depend_on_its_neighbours(spanish):
    texts = sentences()[:60]
    together = [result.parts for result in drafts(spanish, *texts)]
    assert [(plain(spanish, text),) for text in texts[::7]] == together[::7]


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


def test_a_missing_pair_is_named_with_the_command_that_adds_it(tmp_path):
    with pytest.raises(EngineError, match="sudo apt-get install apertium-fr-es") as caught:
        Apertium({"path": str(tmp_path)}).translate([], source="fr", target="es")
    assert caught.value.engine_wide


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


def test_a_segment_past_the_limit_is_refused_alone(spanish):
    long, short = drafts(spanish, "mot " * 6000, "La maison.")
    assert "20,000" in long.error.message
    assert not long.error.engine_wide
    assert short.parts == ("La casa.",)


@pytest.mark.parametrize(
    ("installed", "target", "route"),
    [
        (["fr-es"], "es", "fr-es"),
        (["fra-cat"], "ca", "fra-cat"),
        (["fra-cat", "cat-eng", "fr-es", "spa-eng"], "en", "fra-cat,cat-eng"),
        (["fr-es", "spa-eng"], "en_GB", "fr-es,spa-eng"),
        (["fra-cat", "cat-por", "cat-por_BR"], "pt", "fra-cat,cat-por"),
        (["fra-cat", "cat-por", "cat-por_BR"], "pt-BR", "fra-cat,cat-por_BR"),
        (["fra-cat", "cat-por"], "pt_BR", "fra-cat,cat-por"),
        (["fra-cat", "fra-cat_pre2017"], "ca", "fra-cat"),
        (["fra-cat", "cat-eng"], "ja", None),
        ([], "es", None),
    ],
)
def test_routes_are_found_among_the_modes_installed(tmp_path: Path, installed, target, route):
    for name in installed:
        (tmp_path / f"{name}.mode").write_text("cat", encoding="utf-8")
    engine = Apertium({"path": str(tmp_path)})
    assert engine.route("fr", target) == route
    assert engine.gist("fr", target) == (route is not None and "," in route)


def test_stages_flush_after_each_text_and_print_no_marks(tmp_path):
    path = tmp_path / "fr-es.mode"
    path.write_text("lt-proc -w 'a b.bin' | apertium-tagger -g $2 'c.prob' | lt-proc $1 'd.bin'", encoding="utf-8")
    assert modes.stages(path) == [
        ["lt-proc", "-z", "-w", "a b.bin"],
        ["apertium-wblank-attach"],
        ["apertium-tagger", "-z", "-g", "c.prob"],
        ["apertium-wblank-detach"],
        ["lt-proc", "-z", "-n", "d.bin"],
    ]


def test_auto_takes_apertium_where_its_pair_is_installed(spanish):
    assert choose("auto", source="fr", target="es", settings={}).id == "apertium"
