"""Answers that cost money or time are asked for once: what tells one from another, and how they are written down."""

from __future__ import annotations

import hashlib
import json
from typing import Protocol

from app.core.model import InlineCode
from app.engines.protocol import Engine, Parts, Request

QUICK = 10_000  # characters a second: such an engine is asked again sooner than a database
Answer = tuple[Parts, tuple[str, ...]]  # parts and flags


class Answers(Protocol):
    """Where answers are kept, by a key of 64 hex digits. What cannot be kept or found is asked for again."""

    def get(self, key: str) -> str | None: ...

    def put(self, key: str, answer: str) -> None: ...


def worth(engine: Engine) -> bool:
    """Whether answers of an engine are worth keeping: it costs, sends text elsewhere, or is slow."""
    return engine.traits.price != 0.0 or bool(engine.sends_to) or engine.traits.speed < QUICK


def key(engine: Engine, request: Request, *, source: str, target: str) -> str:
    """The same only for what an engine would answer alike: help that it does not heed is left out."""
    traits = engine.traits
    terms = [(term.source, term.target, term.note, term.status) for term in request.terms] if traits.terms else []
    context = [request.before, request.after, request.examples] if traits.context else []
    parts = [part if isinstance(part, str) else [part.kind, part.role, part.text] for part in request.parts]
    told = [engine.id, engine.version, engine.route(source, target), source, target, terms, context, parts]
    return hashlib.sha256(json.dumps(told).encode("ascii")).hexdigest()


def written(answer: Answer, *, source: Parts) -> str:
    """An answer as text: each code is its number among those of the source."""
    codes = [(part.kind, part.text) for part in source if isinstance(part, InlineCode)]
    places: list[str | int] = []
    for part in answer[0]:
        if isinstance(part, InlineCode):
            place = codes.index((part.kind, part.text))
            codes[place] = ("", "")
            places.append(place)
        else:
            places.append(part)
    return json.dumps([places, answer[1]])


def read(text: str, *, source: Parts) -> Answer:
    """The answer that `written` made of it. ValueError when it is none."""
    codes = [part for part in source if isinstance(part, InlineCode)]
    try:
        places, flags = json.loads(text)
        return tuple(part if isinstance(part, str) else codes[part] for part in places), tuple(flags)
    except (TypeError, IndexError) as error:
        raise ValueError(text) from error
