"""What an engine elsewhere sends back is a stranger's text: it is a draft only when it looks like one."""

from __future__ import annotations

import re

from app.core import inline
from app.errors import EngineError
from app.wording import Message

# C0 controls but tab and line ends, halves of surrogate pairs, and what no text holds.
UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
TAG = re.compile(r"<[A-Za-z/!?][^<>]{0,2000}>")
# MyMemory answers 200 with these in the place of a translation.
NOTICES = ("MYMEMORY WARNING", "QUERY LENGTH LIMIT", "INVALID LANGUAGE PAIR", "NO QUERY SPECIFIED", "PLEASE SELECT TWO")
ROOM = 60  # characters that short texts may gain whatever their length


def checked(reply: object, source: str) -> str:
    """The reply, a text that can be stored as a draft of `source`; EngineError with the reason when it is not."""
    if not isinstance(reply, str):
        raise EngineError(Message("The engine's reply holds no text."))
    text = reply.strip()
    if not text:
        raise EngineError(Message("The engine's reply is empty."))
    if UNFIT.search(text):
        raise EngineError(Message("The engine's reply holds characters that no text may have."))
    if any(text.upper().startswith(notice) for notice in NOTICES):
        raise EngineError(Message("The engine answers: {text}", text=text[:120]), engine_wide=True)
    if len(text) > 8 * len(source) + ROOM:
        raise EngineError(Message("The engine's reply is far longer than the source."))
    if len(TAG.findall(text)) > len(TAG.findall(source)):
        raise EngineError(Message("The engine's reply holds HTML that the source does not."))
    if len(inline.parse_plain(text)) > len(inline.parse_plain(source)):
        raise EngineError(Message("The engine's reply holds an address or a variable that the source does not."))
    if _echoed(text, source) and sum(word[0].islower() for word in _words(source)) > 1:
        raise EngineError(Message("The engine sent the text back untranslated."))
    return text


def flags(text: str, source: str) -> tuple[str, ...]:
    """ "echo" when names came back as they were, "length" when the draft is suspiciously long or short."""
    found = []
    if _echoed(text, source):
        found.append("echo")
    if len(source) > 20 and not len(source) / 4 <= len(text) <= len(source) * 3:
        found.append("length")
    return tuple(found)


def _echoed(text: str, source: str) -> bool:
    """Whether more than three words came back as they were; fewer may well be the same in both languages."""
    words = _words(source)
    return len(words) > 3 and [word.casefold() for word in words] == [word.casefold() for word in _words(text)]


def _words(text: str) -> list[str]:
    return TAG.sub(" ", text).split()
