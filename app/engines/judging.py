"""What an engine answers is a draft only when it looks like one: its codes whole, nothing lost, looped or made up."""

from __future__ import annotations

import re
from collections import Counter

from app.core import inline
from app.core.model import InlineCode
from app.engines.outline import WORDS
from app.engines.protocol import Parts
from app.errors import EngineError
from app.wording import Message

# C0 controls but tab and line ends, halves of surrogate pairs, and what no text holds.
UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
TAG = re.compile(r"<[A-Za-z/!?][^<>]{0,2000}>")
LOOP = re.compile(r"(\w.{0,59}?)\1{5,}", re.DOTALL)  # neural engines may say one thing again and again
SHORTEST_LOOP = 18  # characters: "no no no no no no "
STUCK = 8  # of one letter: "eeeeeeee"
ROOM = 60  # characters that short texts may gain whatever their length


def judged(answer: Parts, source: Parts) -> tuple[str, ...]:
    """Flags of an answer. EngineError with the reason why it is no draft of `source`."""
    if not answer:
        raise EngineError(Message("The engine's reply holds no text."))
    if _codes(answer) != _codes(source) or _pairs(answer) != _pairs(source):
        raise EngineError(Message("The engine lost this segment's codes."))
    text, before = words(answer), words(source)
    if not text.strip() and not any(isinstance(part, InlineCode) and part.kind in WORDS for part in answer):
        raise EngineError(Message("The engine's reply is empty."))
    check(text, before)
    return flags(answer, source)


def check(text: str, source: str) -> None:
    """EngineError with the reason why a text, which may hold an engine's own tags, is no draft of `source`."""
    if UNFIT.search(text):
        raise EngineError(Message("The engine's reply holds characters that no text may have."))
    if len(text) > 8 * len(source) + ROOM:
        raise EngineError(Message("The engine's reply is far longer than the source."))
    if len(TAG.findall(text)) > len(TAG.findall(source)):
        raise EngineError(Message("The engine's reply holds HTML that the source does not."))
    if len(inline.parse_plain(text)) > len(inline.parse_plain(source)):
        raise EngineError(Message("The engine's reply holds an address or a variable that the source does not."))
    if _loops(text) and not _loops(source):
        raise EngineError(Message("The engine's reply says the same thing again and again."))
    if _echoed(text, source) and sum(word[0].islower() for word in _without_tags(source)) > 2:
        raise EngineError(Message("The engine sent the text back untranslated."))


def flags(answer: Parts, source: Parts) -> tuple[str, ...]:
    """ "echo" when names came back as they were, "length" when the draft is suspiciously long or short."""
    text, before = words(answer), words(source)
    found = []
    if _echoed(text, before):
        found.append("echo")
    if len(before) > 20 and not len(before) / 4 <= len(text) <= len(before) * 3:
        found.append("length")
    return tuple(found)


def words(parts: Parts) -> str:
    """The text of parts, without codes."""
    return "".join(part for part in parts if isinstance(part, str))


def _codes(parts: Parts) -> Counter[tuple[str, str]]:
    return Counter((part.kind, part.text) for part in parts if isinstance(part, InlineCode))


def _pairs(parts: Parts) -> Counter[tuple[str, str]] | None:
    """What opens and what closes each pair; None when some pair is not closed in order."""
    found: Counter[tuple[str, str]] = Counter()
    stack: list[str] = []
    for part in parts:
        if isinstance(part, str) or part.role == "alone":
            continue
        if part.role == "open":
            stack.append(part.text)
        elif not stack:
            return None
        else:
            found[stack.pop(), part.text] += 1
    return None if stack else found


def _loops(text: str) -> bool:
    return any(
        len(loop[0]) >= (STUCK if len(loop[1]) == 1 and loop[1].isalpha() else SHORTEST_LOOP)
        for loop in LOOP.finditer(text)
    )


def _echoed(text: str, source: str) -> bool:
    """Whether more than three words came back as they were; fewer may well be the same in both languages."""
    before = _without_tags(source)
    return len(before) > 3 and [word.casefold() for word in before] == [word.casefold() for word in _without_tags(text)]


def _without_tags(text: str) -> list[str]:
    return TAG.sub(" ", text).split()
