"""An answer that costs something is asked for once, and only where the engine would answer the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pretended import Pretended, answering, asked, failing, keep, shouting, told

from app.core import inline
from app.core.model import Term
from app.engines import Request, Traits, run

COSTLY = Traits(price=20.0)


def test_an_answer_that_costs_is_asked_for_once() -> None:
    known = Known()
    engine = Pretended(shouting, traits=COSTLY)
    texts = (" **Un** chat {{ x }}", "12", "Un chien sur Mastodon")
    drafts = [
        list(run(engine, asked(*texts, terms=keep("Mastodon")), source="fr", target="en", answers=known))
        for _ in range(2)
    ]
    assert drafts[0] == drafts[1]
    assert [told(result) for result in drafts[0]] == [" **UN** CHAT {{ x }}", "12", "UN CHIEN SUR Mastodon"]
    assert len(engine.asked) == len(known) == 2


class Known(dict[str, str]):
    """Answers that are kept as long as the test runs."""

    def put(self, key: str, answer: str) -> None:
        self[key] = answer


@pytest.mark.parametrize(
    "kept", ["", "{", "7", "[]", "[[0, 9], []]", "[[null], []]", '[["UN"], []]', '[[0, " ", 1], []]']
)
def test_what_was_kept_and_would_not_pass_is_asked_for_again(kept: str) -> None:
    known = Known()
    engine = Pretended(shouting, traits=COSTLY)
    for _ in range(2):
        (done,) = run(engine, asked("**Un**"), source="fr", target="en", answers=known)
        known.update(dict.fromkeys(known, kept))
    assert (told(done), len(engine.asked)) == ("**UN**", 2)


def test_errors_are_not_remembered_nor_are_answers_that_cost_nothing() -> None:
    known = Known()
    failed = Pretended(lambda requests: map(failing, requests), traits=COSTLY)
    list(run(failed, asked("un", "deux"), source="fr", target="en", answers=known))
    list(run(Pretended(answering("")), asked("un"), source="fr", target="en", answers=known))
    quick = Pretended(shouting, traits=Traits(price=0.0, speed=20_000))
    list(run(quick, asked("un", "deux"), source="fr", target="en", answers=known))
    assert not known


HEEDING = Traits(price=None, terms=True, context=True)
TERM = (Term("chat", "cat"),)


@pytest.mark.parametrize(
    ("traits", "change", "same"),
    [
        (COSTLY, {"id": "other"}, True),
        (COSTLY, {"before": ("x",), "examples": (("a", "b"),), "terms": TERM}, True),
        (HEEDING, {"before": ("x",)}, False),
        (HEEDING, {"examples": (("a", "b"),)}, False),
        (HEEDING, {"terms": TERM}, False),
        (COSTLY, {"parts": inline.to_parts("un [chat](b)")}, False),
        (COSTLY, {"parts": inline.to_parts("Un [chat](a)")}, False),
    ],
)
def test_only_what_an_engine_heeds_makes_a_question_another(traits: Traits, change: dict, same: bool) -> None:
    known = Known()
    engine = Pretended(shouting, traits=traits)
    first = Request("1", inline.to_parts("un [chat](a)"))
    for request in (first, replace(first, **change)):
        list(run(engine, [request], source="fr", target="en", answers=known))
    assert (len(engine.asked) == 1) is same


def test_another_version_engine_or_pair_is_asked_anew() -> None:
    known = Known()
    engines = [Pretended(shouting, traits=COSTLY) for _ in range(3)]
    engines[1].version, engines[2].id = "2", "other"  # type: ignore[misc]
    for engine in engines:
        for target in ("en", "es"):
            list(run(engine, asked("un chat"), source="fr", target=target, answers=known))
    assert [len(engine.asked) for engine in engines] == [2, 2, 2]
