"""Markdown events of pyromark (pulldown-cmark), in one shape and with character offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import pyromark

from app.core.events.dialects import as_commonmark

_O = pyromark.Options

# Front matter is cut off before (documents.front_matter): pulldown-cmark also finds it in the middle of a text.
OPTIONS = (
    _O.ENABLE_TABLES
    | _O.ENABLE_FOOTNOTES
    | _O.ENABLE_STRIKETHROUGH
    | _O.ENABLE_TASKLISTS
    | _O.ENABLE_HEADING_ATTRIBUTES
    | _O.ENABLE_DEFINITION_LIST
    | _O.ENABLE_GFM
)

_READ = OPTIONS ^ _O.ENABLE_HEADING_ATTRIBUTES  # documents.headings finds them; OPTIONS are for showing a text

_SURROGATES = re.compile("[\ud800-\udfff]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_SPACES = re.compile(r"\s+")


class Event(NamedTuple):
    """One event. `phase` is start | end | alone; `data` is what pulldown-cmark tells about it."""

    phase: str
    name: str
    data: Any
    start: int
    end: int


def encodable(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD: same length, and UTF-8 can hold it."""
    return _SURROGATES.sub("\ufffd", text)


def normalise_label(label: str) -> str:
    """CommonMark's matching of labels: case folded, white space collapsed."""
    return _SPACES.sub(" ", label.strip()).casefold()


def read(text: str) -> list[Event]:
    """All events of a Markdown text (front matter taken off), offsets in characters."""
    text = _readable(text)
    raw = list(pyromark.events_with_range(text, options=_READ))
    at = _characters(text, (offset for _, span in raw for offset in (span["start"], span["end"])))
    return [Event(*_shape(event), at[span["start"]], at[span["end"]]) for event, span in raw]


def definitions(text: str) -> dict[str, dict[str, Any]]:
    """Link reference definitions by label: dest, title, and span as a pair of characters."""
    text = _readable(text)
    found: dict[str, Any] = dict(pyromark.reference_definitions(text, options=_READ))
    at = _characters(text, (offset for item in found.values() for offset in item["span"].values()))
    return {
        label: {**item, "span": (at[item["span"]["start"]], at[item["span"]["end"]])} for label, item in found.items()
    }


def _readable(text: str) -> str:
    """A text of the same length that pulldown-cmark reads as it is meant: it misses line ends that are one CR."""
    text = encodable(text)
    return as_commonmark(_LONE_RETURN.sub("\n", text) if "\r" in text else text)


def _shape(event: Any) -> tuple[str, str, Any]:
    if isinstance(event, str):
        return "alone", event, None
    ((key, value),) = event.items()
    if key not in ("Start", "End"):
        return "alone", key, value
    if isinstance(value, str):
        return key.lower(), value, None
    ((name, data),) = value.items()
    return key.lower(), name, data


def _characters(text: str, offsets: Iterable[int]) -> dict[int, int]:
    """UTF-8 byte offsets to character offsets, for those asked for."""
    if text.isascii():
        return {offset: offset for offset in offsets}
    data = text.encode()
    found, last, count = {}, 0, 0
    for offset in sorted(set(offsets)):
        count += len(data[last:offset].decode())
        found[offset] = count
        last = offset
    return found
