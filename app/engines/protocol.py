"""What every engine takes and gives, so that the workflow needs to know none of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from app.core.model import InlineCode, Term
from app.errors import EngineError
from app.wording import Message

Parts = tuple[str | InlineCode, ...]  # text parts are plain text, unescaped; codes stand between them
Settings = Mapping[str, str]  # one engine's settings: "address", "key", ...

ANOTHER = Message("Name another engine in passeur.yaml.")  # the way out where nothing makes this one translate a pair


class Cancel(Protocol):
    """What a `threading.Event` offers."""

    def is_set(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Traits:
    """What an engine takes beside a text, what it costs and how fast it is; guesses where it cannot know."""

    terms: bool = False  # heeds Request.terms
    context: bool = False  # heeds Request.before, after and examples
    price: float | None = 0.0  # US dollars for a million characters; None: nobody knows, as for a server of one's own
    speed: float = 1_000.0  # characters a second


@dataclass(frozen=True, slots=True)
class Request:
    """One segment to translate. `id` is the caller's and comes back with the result.

    The rest is help for engines that take it: the visible text of the segments `before` and `after`, the nearest at
    the side of this one; the `terms` of the glossary that stand in it; approved (source, target) `examples` like it.
    """

    id: str
    parts: Parts
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One segment's draft, or the error that prevented it; never both, never neither.

    `flags`: "copied" (nothing to translate), "by_runs" (codes kept by translating the text between them),
    "codes_damaged" (codes had to be moved to the ends), "echo" (the source came back), "length" (suspiciously
    long or short). `unknown`: words of the source that the engine says it does not know, and left as they are.
    """

    id: str
    parts: Parts | None
    error: EngineError | None
    engine: str
    route: str
    flags: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class Engine(Protocol):
    """Translates segments; exactly one `Result` per `Request`, in order, as soon as it is there."""

    @property
    def id(self) -> str: ...

    @property
    def version(self) -> str:
        """Of the package, the model and those settings that change answers: what was answered by the same version is
        not asked for again."""
        ...

    @property
    def traits(self) -> Traits: ...

    @property
    def sends_to(self) -> str:
        """The host that gets the text; "" when it stays on this machine."""
        ...

    def route(self, source: str, target: str) -> str | None:
        """The hops as the engine names them ("fra-cat,cat-eng"); None when it does not know the pair.

        `source` and `target` are CLDR or BCP 47 identifiers.
        """
        ...

    def gist(self, source: str, target: str) -> bool:
        """True when drafts of this pair only tell what a text is about (translated through a third language)."""
        ...

    def refusal(self, source: str, target: str) -> EngineError:
        """What to say of a pair that has no route here, and what to do about it."""
        ...

    def translate(
        self, requests: Iterable[Request], *, source: str, target: str, cancel: Cancel | None = None
    ) -> Iterator[Result]:
        """Yields results as they come. Raises only what concerns the pair as a whole, before the first result."""
        ...

    def close(self) -> None:
        """Ends processes and connections; the next `translate` would start them again."""
        ...
