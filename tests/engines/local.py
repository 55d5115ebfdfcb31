"""Engines on this machine as the tests ask them."""

from __future__ import annotations

from app.core import inline
from app.engines import Engine, Request

LABELS = frozenset({"^1", "guide"})


def requests(*texts: str) -> list[Request]:
    return [Request(str(number), inline.to_parts(text, labels=LABELS)) for number, text in enumerate(texts)]


def drafts(engine: Engine, *texts: str, target: str = "es", **keywords):
    return list(engine.translate(requests(*texts), source="fr", target=target, **keywords))


def plain(engine: Engine, text: str, *, target: str = "es") -> str:
    (result,) = engine.translate([Request("x", (text,))], source="fr", target=target)
    assert result.parts is not None, result.error
    return "".join(part for part in result.parts if isinstance(part, str))
