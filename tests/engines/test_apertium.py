"""Apertium as it is installed here: codes come back, names survive, processes end."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from local import drafts, plain, requests

from app.core import inline
from app.core.model import InlineCode
from app.engines import Request, choose, run
from app.engines.apertium import Apertium, modes
from app.errors import EngineError
from benchmarks.drafting import sentences

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


def test_a_missing_pair_is_named_with_the_command_that_adds_it(tmp_path):
    with pytest.raises(EngineError, match="sudo apt-get install apertium-fr-es") as caught:
        Apertium({"path": str(tmp_path)}).translate([], source="fr", target="es")
    assert caught.value.engine_wide


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
