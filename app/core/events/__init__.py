"""Markdown events of pyromark (pulldown-cmark), in one shape and with character offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pyromark

from app.core.events.dialects import as_commonmark
from app.errors import InputError
from app.wording import Message

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

_PHASES = {"Start": "start", "End": "end"}
_SURROGATES = re.compile("[\ud800-\udfff]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_SPACES = re.compile(r"\s+")
_BEFORE_WORDS = "x "  # keeps `# ` and `1. ` after it from being blocks


class Event(NamedTuple):
    """One event. `phase` is start | end | alone; `data` is what pulldown-cmark tells about it."""

    phase: str
    name: str
    data: Any
    start: int
    end: int


def encodable(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD: same length, and UTF-8 can hold it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def normalise_label(label: str) -> str:
    """CommonMark's matching of labels: case folded, white space collapsed."""
    return _SPACES.sub(" ", label.strip()).casefold()


def read(text: str, *, start: int = 0, limit: int | None = None) -> list[Event]:
    """All events of text[start:] (front matter taken off), offsets in characters of the text.

    InputError with the line when there are more than `limit`.
    """
    body = _readable(text[start:])
    raw: list[Any] = list(pyromark.events_with_range(body, options=_READ))
    if limit is not None and len(raw) > limit:
        here = len(body.encode()[: raw[limit][1]["start"]].decode(errors="ignore"))
        line = text.count("\n", 0, start + here) + 1
        raise InputError(
            Message("This text has more than {limit} pieces of markup.", limit=limit),
            line=line,
            fix=Message("Split the issue in two."),
        )
    return _events(raw, body, shift=start)


def read_words(text: str, further: str = "") -> list[Event]:
    """Events of a line as the words of a paragraph, whatever they begin with; then those of `further` lines."""
    body = encodable(f"{_BEFORE_WORDS}{text}{further}")
    return _events(list(pyromark.events_with_range(body, options=_READ)), body, shift=-len(_BEFORE_WORDS))


def _events(raw: Sequence[Any], text: str, *, shift: int) -> list[Event]:
    at = _characters(text, raw, first=shift)
    return [Event(phase, name, data, at[span["start"]], at[span["end"]]) for phase, name, data, span in _shapes(raw)]


def stream(text: str, *, start: int = 0) -> tuple[bytes, Iterator[tuple[str, str, Any, dict[str, int]]]]:
    """The bytes that are read of text[start:], and phase, name, data and span in these bytes of each event.

    One at a time and without counting characters, which is several times quicker than `read`.
    """
    body = _readable(text[start:])
    return body.encode(), _shapes(pyromark.events_with_range(body, options=_READ))


def _shapes(raw: Iterable[Any]) -> Iterator[tuple[str, str, Any, dict[str, int]]]:
    for event, span in raw:
        if isinstance(event, str):
            yield "alone", event, None, span
            continue
        ((key, value),) = event.items()
        phase = _PHASES.get(key)
        if phase is None:
            yield "alone", key, value, span
        elif isinstance(value, str):
            yield phase, value, None, span
        else:
            ((name, data),) = value.items()
            yield phase, name, data, span


def definitions(text: str, *, start: int = 0) -> dict[str, dict[str, Any]]:
    """Link reference definitions of text[start:] by label: dest, title, and span as a pair of characters."""
    if "]:" not in text:
        return {}
    body = _readable(text[start:])
    found: dict[str, Any] = dict(pyromark.reference_definitions(body, options=_READ))
    at = _characters(body, [(label, item["span"]) for label, item in found.items()], first=start)
    spans = {label: (at[item["span"]["start"]], at[item["span"]["end"]]) for label, item in found.items()}
    return {label: {**item, "span": spans[label]} for label, item in found.items()}


def _readable(text: str) -> str:
    """A text of the same length that pulldown-cmark reads as it is meant: it misses line ends that are one CR."""
    text = encodable(text)
    return as_commonmark(_LONE_RETURN.sub("\n", text) if "\r" in text else text)


def _characters(
    text: str, spanned: Iterable[tuple[Any, dict[str, int]]], *, first: int
) -> Mapping[int, int] | Sequence[int]:
    """The character offset of each UTF-8 byte offset in some spans; that of the text's beginning is `first`."""
    if text.isascii():
        return range(first, first + len(text) + 1)
    data = text.encode()
    found, last, count = {}, 0, first
    for offset in sorted({offset for _, span in spanned for offset in span.values()}):
        count += len(data[last:offset].decode())
        found[offset] = count
        last = offset
    return found
