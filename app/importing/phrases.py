"""The set phrases of web pages, read from phrases.json: adding a language or a site adds a line there, no code."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from app.importing.lines import Words, words_of

COUNTED_LIMIT = 16  # words of the longest phrase with its counters


@cache
def table() -> dict[str, Any]:
    """phrases.json as it stands: {section: {list name: [phrase]} or [phrase]}."""
    read: dict[str, Any] = json.loads(files(__package__).joinpath("phrases.json").read_text(encoding="utf-8"))
    return read


@cache
def phrases(section: str, name: str = "") -> frozenset[Words]:
    """The phrases of a list as tuples of folded words."""
    entry = table()[section]
    return frozenset(words_of(phrase) for phrase in (entry.get(name, ()) if name else entry))


@cache
def _longest(section: str, name: str) -> int:
    return max(map(len, phrases(section, name)), default=0)


def is_phrase(words: Words, section: str, name: str = "") -> bool:
    """Whether the words are a phrase of the list, a counter before or after it aside ("27 commentaires")."""
    known = phrases(section, name)
    return words in known or without_counters(words) in known


def starts_with_phrase(words: Words, section: str, name: str = "") -> bool:
    known = phrases(section, name)
    return any(words[:size] in known for size in range(1, min(len(words), _longest(section, name)) + 1))


def holds_phrase(words: Words, section: str, name: str = "") -> bool:
    size = _longest(section, name)  # whole tails would make effort grow with the square of the line
    return any(starts_with_phrase(words[at : at + size], section, name) for at in range(len(words)))


def without_counters(words: Words) -> Words:
    """Numbers taken off both ends of a short line, also "27件" and the like."""
    if len(words) > COUNTED_LIMIT:
        return words
    start, end = 0, len(words)
    while start < end and _is_count(words[start]):
        start += 1
    while end > start and _is_count(words[end - 1]):
        end -= 1
    return words[start:end]


def _is_count(word: str) -> bool:
    return word.isdigit() or word == "件"
