"""Terms for DeepL: those to keep go as codes, approved ones as a glossary that lasts as long as the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from deepl import DeepLClient, DeepLException

from app.core.model import Standing
from app.engines import keeping
from app.engines.protocol import Request, Result
from app.errors import EngineError

NAME = "Passeur"
LONGEST = 1_024  # bytes of one side of an entry


def hidden(requests: Iterable[Request], *, source: str) -> list[Request]:
    """The requests with terms to keep as codes, which DeepL leaves alone."""
    return [replace(one, parts=keeping.hide(one.parts, one.terms, source_locale=source)) for one in requests]


def shown(result: Result) -> Result:
    """A result with those codes as text again."""
    return result if result.parts is None else replace(result, parts=keeping.show(result.parts))


@contextmanager
def glossary(client: DeepLClient, requests: Sequence[Request], *, codes: tuple[str, str]) -> Iterator[str | None]:
    """The id of a glossary of all approved terms of the requests; None without any, or when DeepL takes none."""
    entries = _entries(requests)
    made = None
    # Not every pair and account has glossaries: drafts without one are better than none, and checks find what it says.
    with suppress(EngineError, DeepLException, LookupError, TypeError, ValueError):
        made = client.create_glossary(NAME, *codes, entries).glossary_id if entries else None
    try:
        yield made
    finally:
        if made:
            with suppress(EngineError, DeepLException):
                client.delete_glossary(made)


def _entries(requests: Sequence[Request]) -> dict[str, str]:
    terms = (term for request in requests for term in request.terms if term.status is Standing.APPROVED)
    pairs = ((" ".join(term.source.split()), " ".join(term.target.split())) for term in terms)
    return {
        source: target
        for source, target in pairs
        if source and target and max(len(source.encode()), len(target.encode())) <= LONGEST
    }
