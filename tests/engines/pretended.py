"""An engine that answers as it is told, for tests of what stands around every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

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
