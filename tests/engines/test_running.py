"""Whatever an engine does, each segment gets one result, and only what looks like a draft becomes one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import inline
from app.core.model import Standing, Term
from app.engines import Request, Result, Traits, run
from app.engines.protocol import Cancel, Parts
from app.errors import EngineError
from app.wording import Message

Answers = Callable[[Iterator[Request]], Iterator[Result]]


@dataclass
class Pretended:
    """An engine that answers as it is told; `asked` are the texts that reached it."""

    answers: Answers
    traits: Traits = Traits()  # noqa: RUF009 (frozen)
    asked: list[str] = field(default_factory=list)
    id = "pretended"
    version = "1"
    sends_to = ""

    def route(self, source: str, target: str) -> str:
        return f"{source}-{target}"

    def gist(self, source: str, target: str) -> bool:
        return False

    def refusal(self, source: str, target: str) -> EngineError:
        return EngineError(Message("No such pair."), engine_wide=True)

    def translate(
        self, requests: Iterable[Request], *, source: str, target: str, cancel: Cancel | None = None
    ) -> Iterator[Result]:
        return self.answers(self._noted(requests))

    def _noted(self, requests: Iterable[Request]) -> Iterator[Request]:
        for request in requests:
            self.asked.append(inline.from_parts(request.parts))
            yield request

    def close(self) -> None:
        """Nothing is open."""


def made(request: Request, parts: Parts | None = None, error: EngineError | None = None) -> Result:
    return Result(request.id, parts, error, "pretended", "fr-en")


def shouted(request: Request) -> Result:
    return made(request, tuple(part.upper() if isinstance(part, str) else part for part in request.parts))


def shouting(requests: Iterator[Request]) -> Iterator[Result]:
    yield from map(shouted, requests)


def answering(text: str) -> Answers:
    return lambda requests: (made(request, inline.to_parts(text)) for request in requests)


def failing(request: Request, *, wide: bool = False) -> Result:
    return made(request, error=EngineError(Message("No."), engine_wide=wide))


def results(answers: Answers, *texts: str, terms: tuple[Term, ...] = (), cancel: Cancel | None = None) -> list[Result]:
    return list(run(Pretended(answers), asked(*texts, terms=terms), source="fr", target="en", cancel=cancel))


def asked(*texts: str, terms: tuple[Term, ...] = ()) -> list[Request]:
    return [Request(f"s{number}", inline.to_parts(text), terms=terms) for number, text in enumerate(texts)]


def told(result: Result) -> str:
    return str(result.error) if result.error else inline.from_parts(result.parts or ())


def keep(*words: str) -> tuple[Term, ...]:
    return tuple(Term(word, word, "", Standing.KEEP) for word in words)


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
