"""What is done for every engine alike around its work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.engines.protocol import Cancel, Engine, Request, Result


def run(
    engine: Engine, requests: Iterable[Request], *, source: str, target: str, cancel: Cancel | None = None
) -> Iterator[Result]:
    """The results of an engine, as its protocol says."""
    yield from engine.translate(requests, source=source, target=target, cancel=cancel)
