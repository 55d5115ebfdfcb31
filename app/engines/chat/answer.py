"""What a language model answers: JSON, but often with words around it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from app.errors import EngineError
from app.wording import Message

THOUGHTS = "</think>"  # models that think aloud end with it what is no answer


def texts(completion: Any, keys: Sequence[str]) -> list[object]:
    """What the answer has under each key, None where it has nothing. EngineError when it holds no JSON object."""
    content = completion["choices"][0]["message"]["content"]
    if not isinstance(content, str):
        raise EngineError(Message("The engine's reply holds no text."))
    found = _object(content.rpartition(THOUGHTS)[2])
    return [found.get(key) for key in keys]


def _object(content: str) -> dict[str, object]:
    """The JSON object in an answer that may begin with a greeting or stand in a fence."""
    start, end = content.find("{"), content.rfind("}") + 1
    try:
        found = json.loads(content[start:end], strict=False) if 0 <= start < end else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise EngineError(Message("The engine's reply is not the JSON that it was asked for."))
    return found
