"""Events of one paragraph to codes: what pulldown-cmark says of a text that stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.core import events
from app.core.events import Event
from app.core.inline.codes import Found, add, addresses
from app.core.inline.tags import Tag, pairs, scan

_LINE_END = re.compile(r"[\r\n]")
_LABEL = re.compile(r"\[([^\[\]]{1,999})\]")
_DELIMITERS = {"Strong": ("bold", 2), "Emphasis": ("italic", 1), "Strikethrough": ("strike", 1), "Link": ("link", 1)}


def read(text: str, *, masked: Iterable[tuple[int, int]], labels: frozenset[str]) -> list[Found]:
    """The codes of a text but for variables, which stand at `masked`, and hard line breaks."""
    text = _mask(text, masked)
    return _Walk(text).run(_read_alone(text, labels))


def _mask(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """One line, variables as dots: punctuation like their own ends, so that emphasis beside them reads the same."""
    pieces, last = [], 0
    for start, end in spans:
        pieces += [text[last:start], "." * (end - start)]
        last = end
    return _LINE_END.sub(" ", "".join([*pieces, text[last:]]))


def _read_alone(text: str, labels: frozenset[str]) -> list[Event]:
    """Events of the text as the words of a paragraph, with definitions of the labels that it uses."""
    used: list[str] = []
    if labels and "[" in text:
        names = {events.normalise_label(match.group(1)) for match in _LABEL.finditer(text)}
        used = sorted(names & labels)
    return events.read_words(text, "".join(f"\n\n[{label}]: x" for label in used))


class _Walk:
    """Events of one paragraph to codes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Found] = []
        self.open: list[Found] = []
        self.tags: list[Tag] = []
        self.tag_codes: list[Found] = []
        self.runs: list[list[int]] = []
        self.last = 0  # end of what was read, children of an open link included
        self.whole = 0  # depth inside an image or autolink, taken whole

    def run(self, found: list[Event]) -> list[Found]:
        for event in found:
            if event.start >= len(self.text):
                break  # definitions
            if self.whole:
                self.whole += (event.phase == "start") - (event.phase == "end")
                continue
            getattr(self, f"_{event.phase}")(event)
        self._pair_tags()
        # All at once: adding sorts what was found, which made a long text with many runs quadratic.
        add(self.found, [code for start, end in self.runs for code in addresses(self.text[start:end], start)])
        return self.found

    def _start(self, event: Event) -> None:
        if event.name == "Image" or (event.name == "Link" and event.data["link_type"] in ("Autolink", "Email")):
            self.whole = 1
            self._alone_code(event, "image" if event.name == "Image" else "url")
        elif event.name in _DELIMITERS:
            kind, size = _DELIMITERS[event.name]
            if kind == "strike" and self.text.startswith("~~", event.start):
                size = 2
            value = _link_value(event) if kind == "link" else ""
            self.open.append(Found(event.start, event.start + size, kind, role="open", value=value))
            self.last = event.start + size

    def _end(self, event: Event) -> None:
        if event.name not in _DELIMITERS or not self.open:
            return
        first = self.open.pop()
        end = _reference_end(self.text, event)
        start = self.last if first.kind == "link" else end - (first.end - first.start)
        second = Found(start, end, first.kind, role="close", value=first.value)
        first.value = ""
        first.partner, second.partner = second, first
        self.found += [first, second]
        self.last = end

    def _alone(self, event: Event) -> None:
        if event.name == "Text":
            self._words(event)
        elif event.name == "InlineHtml":
            self._tag(event)
        elif event.name == "Code":
            self._alone_code(event, "code")
        elif event.name == "FootnoteReference":
            self._alone_code(event, "footnote")
        self.last = max(self.last, event.end)

    def _tag(self, event: Event) -> None:
        self.found.append(Found(event.start, event.end, "html"))
        self.tags += scan(self.text[event.start : event.end])
        self.tag_codes += [self.found[-1]] * (len(self.tags) - len(self.tag_codes))

    def _pair_tags(self) -> None:
        """Tags get their partners; an element that is not translated (`<code>`, `translate="no"`) becomes one code."""
        whole: list[Found] = []
        for pair in pairs(self.tags):
            first, second = self.tag_codes[pair.open], self.tag_codes[pair.close]
            first.role, second.role, first.partner, second.partner = "open", "close", second, first
            if self.tags[pair.open].is_opaque:
                whole.append(Found(first.start, second.end, "html"))
        if whole:
            kept: list[Found] = []
            add(kept, sorted(whole, key=lambda code: (code.start, -code.end)))
            outside = (c for c in self.found if not any(o.start <= c.start and c.end <= o.end for o in kept))
            self.found = [*kept, *outside]

    def _alone_code(self, event: Event, kind: str) -> None:
        end = _reference_end(self.text, event)
        self.found.append(Found(event.start, end, kind))
        self.last = end

    def _words(self, event: Event) -> None:
        start = max(event.start, 0)
        if start > self.last and self.text[start - 1] == "\\":
            self.found.append(Found(start - 1, start + 1, "escape"))
            start += 1
        elif event.start == start and self.text[start] == "&" and event.data != self.text[start : event.end]:
            self.found.append(Found(start, event.end, "escape"))
            start = event.end
        if self.runs and self.runs[-1][1] == start:
            self.runs[-1][1] = event.end
        elif start < event.end:
            self.runs.append([start, event.end])


def _reference_end(text: str, event: Event) -> int:
    """Where a link or image ends: pulldown-cmark leaves the `[]` of a collapsed reference out of its range."""
    if event.name in ("Link", "Image") and text[event.end - 1 : event.end] == "]" and text.startswith("[]", event.end):
        return event.end + 2
    return event.end


def _link_value(event: Event) -> str:
    """`][label]` for all three ways to write a reference link, else nothing (the text itself counts)."""
    return f"][{event.data['id']}]" if event.data["link_type"] in ("Collapsed", "Shortcut") else ""
