"""Whatever an engine does, each segment gets one result, and only what looks like a draft becomes one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pretended import Answers, Pretended, answering, asked, failing, keep, made, results, shouted, shouting, told

from app.core import inline
from app.engines import Request, Result, Traits, run
from app.errors import EngineError
from app.wording import Message


def test_what_holds_nothing_to_translate_never_reaches_an_engine() -> None:
    engine = Pretended(shouting)
    texts = ("12,5 %", "**Oui**", "https://a.example", "🎉", " ", "ana@a.example !", "{{ prénom }}", "Mastodon")
    done = list(run(engine, asked(*texts, terms=keep("Mastodon")), source="fr", target="en"))
    assert engine.asked == ["**Oui**"]
    assert [told(result) for result in done] == [text.replace("Oui", "OUI") for text in texts]
    assert [result.flags == ("copied",) for result in done] == [text != "**Oui**" for text in texts]


def test_edges_and_letters_are_put_right_before_and_after() -> None:
    (done,) = results(shouting, "\u00a0e\u0301te\u0301\0 ")
    assert told(done) == "\u00a0ÉTÉ "


def drop(requests: Iterator[Request]) -> Iterator[Result]:
    yield from (shouted(request) for number, request in enumerate(requests) if number != 1)


def double(requests: Iterator[Request]) -> Iterator[Result]:
    for request in requests:
        yield from (shouted(request), failing(request), replace(shouted(request), id="nobody"))


def backwards(requests: Iterator[Request]) -> Iterator[Result]:
    yield from map(shouted, reversed(list(requests)))


def stop_early(requests: Iterator[Request]) -> Iterator[Result]:
    yield shouted(next(requests))


def break_off(requests: Iterator[Request]) -> Iterator[Result]:
    yield shouted(next(requests))
    next(requests)
    raise ValueError("pipe")


def refuse(requests: Iterator[Request]) -> Iterator[Result]:
    raise EngineError(Message("The key is refused."))


def fail_widely(requests: Iterator[Request]) -> Iterator[Result]:
    for number, request in enumerate(requests):
        yield failing(request, wide=True) if number == 1 else shouted(request)


SILENT = "The engine gave no answer."
BROKEN = "pretended broke off: ValueError: pipe."


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (drop, ["UN", SILENT, "TROIS", "4", "CINQ"]),
        (double, ["UN", "DEUX", "TROIS", "4", "CINQ"]),
        (backwards, ["UN", "DEUX", "TROIS", "4", "CINQ"]),
        (stop_early, ["UN", SILENT, SILENT, "4", SILENT]),
        (break_off, ["UN", BROKEN, BROKEN, "4", BROKEN]),
        (refuse, [*["The key is refused."] * 3, "4", "The key is refused."]),
        (fail_widely, ["UN", "No.", "No.", "4", "No."]),
    ],
)  # fmt: skip
def test_each_segment_gets_one_result_in_order_whatever_the_engine_does(answers: Answers, outcome: list[str]) -> None:
    done = results(answers, "un", "deux", "trois", "4", "cinq")
    assert [result.id for result in done] == ["s0", "s1", "s2", "s3", "s4"]
    assert [told(result) for result in done] == outcome


def test_an_engine_that_failed_as_a_whole_is_asked_for_nothing_more() -> None:
    engine = Pretended(fail_widely)
    list(run(engine, asked(*"abcdef"), source="fr", target="en"))
    assert engine.asked == ["a", "b"]


def test_results_come_as_soon_as_they_are_there_and_stop_when_nobody_wants_them() -> None:
    engine = Pretended(shouting)
    some = run(engine, asked(*"abcdef"), source="fr", target="en")
    assert (told(next(some)), engine.asked) == ("A", ["a"])
    some.close()  # type: ignore[attr-defined]
    assert engine.asked == ["a"]


def test_who_cancels_gets_errors_for_the_rest() -> None:
    cancel = threading.Event()

    def until_two(requests: Iterator[Request]) -> Iterator[Result]:
        for request in requests:
            yield shouted(request)
            cancel.set()

    done = results(until_two, "a", "b", "3", cancel=cancel)
    assert [told(result) for result in done] == ["A", "Drafting was stopped.", "3"]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("", "holds no text"),
        ("[ ](https://a.example)", "is empty"),
        ("The cat", "lost this segment's codes"),
        ("The [cat](https://b.example)", "lost this segment's codes"),
        ("The [cat](https://a.example) **sleeps**", "lost this segment's codes"),
        ("The [cat](https://a.example) a\x07b", "characters that no text may have"),
        (r"The [cat](https://a.example) \<script>", "HTML"),
        (r"The [cat](https://a.example) {\{ x }}", "variable"),
        ("The [cat](https://a.example) " + " ".join(f"w{n}" for n in range(150)), "far longer"),
        ("The [cat](https://a.example) " + "again " * 10, "again and again"),
        ("The [cat](https://a.example) weeeeeeeeeee", "again and again"),
    ],
)
def test_what_does_not_look_like_a_draft_is_none(answer: str, problem: str) -> None:
    parts = inline.to_parts(answer.replace(r"\<", "&lt;").replace(r"{\{", "{{"))
    plain = tuple(part.text if not isinstance(part, str) and part.kind == "variable" else part for part in parts)
    source = "Le [chat](https://a.example) dort sur le canapé."
    (done,) = results(lambda requests: (made(one, plain) for one in requests), source)
    assert done.parts is None
    assert problem in told(done)


def test_pairs_that_cross_are_no_draft() -> None:
    source = inline.to_parts("[un](https://a.example) et **deux**")
    codes = [part for part in source if not isinstance(part, str)]
    crossed = (codes[0], "one", codes[2], "two", codes[1], "x", codes[3])
    open_ended = (codes[1], "one", codes[0], codes[2], "two", codes[3])
    for parts in (open_ended, crossed):
        (done,) = run(
            Pretended(lambda requests, parts=parts: (made(one, parts) for one in requests)),
            [Request("1", source)],
            source="fr",
            target="en",
        )
        assert told(done) == "The engine lost this segment's codes."


def test_a_sentence_that_comes_back_as_it_was_is_no_draft_but_names_may_and_odd_lengths_are_marked() -> None:
    sentence, names = "Le chat dort sur le canapé.", "Radio France, Arte et TF1"
    assert [told(one) for one in results(answering(sentence), sentence)] == [
        "The engine sent the text back untranslated."
    ]
    assert [one.flags for one in results(answering(names), names)] == [("echo",)]
    assert [one.flags for one in results(answering("Cat."), sentence)] == [("length",)]


def test_terms_to_keep_reach_the_engine_as_codes_and_come_back_as_text() -> None:
    terms = keep("La Quadrature du Net", "Mastodon", "start-up")
    texts = ("**La Quadrature** du Net quitte Mastodon.", "L’équipe de la start-up", "Les START-UPS, mastodontes")
    done = [told(result) for result in results(shouting, *texts, terms=terms)]
    assert done == [
        "**La Quadrature** du Net QUITTE Mastodon.",
        "L’ÉQUIPE DE LA start-up",
        "LES START-UPS, MASTODONTES",
    ]


def test_engines_that_take_terms_get_the_words_themselves() -> None:
    engine = Pretended(shouting, traits=Traits(terms=True))
    list(run(engine, asked("Sur Mastodon", terms=keep("Mastodon")), source="fr", target="en"))
    assert engine.asked == ["Sur Mastodon"]


def test_a_segment_whose_terms_an_engine_loses_is_asked_for_again_without_protection() -> None:
    def losing(requests: Iterator[Request]) -> Iterator[Result]:
        yield from (made(one, ("X",)) if len(one.parts) > 1 else shouted(one) for one in requests)

    done = results(losing, "Sur Mastodon", "un chat", terms=keep("Mastodon"))
    assert [(result.id, told(result)) for result in done] == [("s1", "UN CHAT"), ("s0", "SUR MASTODON")]


PIECES = ["a", " ", "Mastodon", "mastodons", "**", "[", "](u)", "`", "{{ x }}", "é", "<b>", "</b>", "1", "’", "·"]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_an_engine_that_changes_nothing_changes_nothing(pieces: list[str]) -> None:
    source = inline.to_parts("".join(pieces))
    echo = Pretended(lambda requests: (made(one, one.parts) for one in requests))
    request = Request("1", source, terms=keep("Mastodon"))
    (done,) = run(echo, [request], source="fr", target="en")
    assert done.error is None
    assert inline.from_parts(done.parts or ()) == inline.from_parts(source)
