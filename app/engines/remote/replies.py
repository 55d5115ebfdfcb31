"""What an engine elsewhere sends back is a stranger's text: it is read on only when it looks like a draft."""

from __future__ import annotations

import re

from app.core import inline
from app.engines import judging
from app.engines.remote import tags
from app.errors import EngineError
from app.wording import Message

LINES = re.compile(r"\s*[\r\n]\s*")
# MyMemory answers 200 with these in the place of a translation.
NOTICES = ("MYMEMORY WARNING", "QUERY LENGTH LIMIT", "INVALID LANGUAGE PAIR", "NO QUERY SPECIFIED", "PLEASE SELECT TWO")


def checked(reply: object, source: str) -> str:
    """The reply, a text that can be a draft of `source`, tags and all; EngineError with the reason when it is none."""
    if not isinstance(reply, str):
        raise EngineError(Message("The engine's reply holds no text."))
    text = reply.strip() if "\n" in source else LINES.sub(" ", reply.strip())
    if not text:
        raise EngineError(Message("The engine's reply is empty."))
    if any(text.upper().startswith(notice) for notice in NOTICES):
        raise EngineError(Message("The engine answers: {text}", text=text[:120]), engine_wide=True)
    said, asked = (tags.TOKEN.sub(" ", words) for words in (text, source))  # `<x1/>` may come back as `<x1></x1>`
    judging.check(said, asked)
    if _markup(said) > _markup(asked):
        raise EngineError(Message("The engine's reply holds markup that the source does not."))
    return text


def _markup(text: str) -> int:
    return sum(code.kind != "escape" for code in inline.parse(text))
