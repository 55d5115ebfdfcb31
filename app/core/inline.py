"""Inline codes of a text: the one reading of Markdown's inline level, for sources and targets alike."""

from __future__ import annotations

import bisect
import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.core import events
from app.core.events import Event
from app.core.model import InlineCode

NO_LABELS: frozenset[str] = frozenset()

# Everything that can begin a code; a text without any is done (most sentences).
_CANDIDATE = re.compile(r"[\\`*_~\[<&@\n]|://|www\.|\{[{%]|%%|\$\{|\$\$", re.IGNORECASE)
_BREAK = re.compile(r"(?: {2,}|\\)\r?\n")
_LINE_END = re.compile(r"[\r\n]")
_FOLD = re.compile(r"(?<![ \t])[ \t]*(?:[\r\n][ \t]*)+")  # the look-behind keeps it linear on long blanks
# Templates of mailing tools (Jinja, Mailchimp, Brevo, ...). Bounds keep the search linear.
_VARIABLE = re.compile(
    r"\{\{[^{}\n]{1,200}\}\}|\{%[^%\n]{1,200}%\}|\*\|[^|\n]{1,100}\|\*|%%[^%\s]{1,100}%%|\$\{[^{}\s]{1,100}\}"
    r"|\$\$[^$\n]{1,1000}\$\$"
)
_URL = re.compile(r"(?:\bhttps?://|\bwww\.)[^\s<>\"«»“”]+", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_TAG = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][\w:-]{0,60})((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>", re.DOTALL)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LABEL = re.compile(r"\[([^\[\]]{1,999})\]")
_DECODED = re.compile(r"\\([!-/:-@\[-`{-~])|" + _ENTITY.pattern)
_SPECIAL = re.compile(r"[\\`*_\[\]<~]|&(?=#?[A-Za-z0-9]{1,32};)")
_DELIMITERS = {"Strong": ("bold", 2), "Emphasis": ("italic", 1), "Strikethrough": ("strike", 1), "Link": ("link", 1)}
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


class _Found:
    """A code while it is being found; positions fixed, partner known later."""

    __slots__ = ("end", "kind", "partner", "role", "start", "value")

    def __init__(self, start: int, end: int, kind: str, *, role: str = "alone", value: str = "") -> None:
        self.start, self.end, self.kind, self.role, self.value = start, end, kind, role, value
        self.partner: _Found | None = None


def parse(text: str, *, labels: frozenset[str] = NO_LABELS) -> tuple[InlineCode, ...]:
    """Inline codes of a Markdown text, in order, none overlapping another.

    `labels` are those that the document defines (Document.labels): without them `[x][ref]` and `[^1]` are plain text,
    as they are in Markdown.
    """
    if not _CANDIDATE.search(text):
        return ()
    variables = [match.span() for match in _VARIABLE.finditer(text)]
    masked = _mask(events.encodable(text), variables)
    found = _Walk(masked).run(_read_alone(masked, labels))
    _add(found, (_Found(*span, "variable") for span in variables))
    _add(found, (_Found(*match.span(), "break") for match in _BREAK.finditer(text)))
    return _freeze(text, found)


def parse_html(text: str) -> tuple[InlineCode, ...]:
    """Inline codes of a piece of HTML: tags, character references, bare URLs, variables; no Markdown."""
    found = [_Found(*match.span(), "variable") for match in _VARIABLE.finditer(text)]
    tags: list[tuple[_Found, str]] = []
    for match in _TAG.finditer(text):
        tags.append((_Found(*match.span(), "html"), match.group()))
    _pair_tags(tags)
    _add(found, (tag for tag, _ in tags))
    _add(found, (_Found(*match.span(), "escape") for match in _ENTITY.finditer(text)))
    _add(found, _addresses(text, 0))
    return _freeze(text, found)


def parse_plain(text: str) -> tuple[InlineCode, ...]:
    """Inline codes of plain text: bare URLs and variables only."""
    found = [_Found(*match.span(), "variable") for match in _VARIABLE.finditer(text)]
    _add(found, _addresses(text, 0))
    return _freeze(text, found)


def to_parts(text: str, *, labels: frozenset[str] = NO_LABELS) -> tuple[str | InlineCode, ...]:
    """Text and codes in turn, for engines. Text is what a reader sees (`\\*` is `*`, `&nbsp;` is U+00A0, lines folded).

    `pair` counts in the tuple returned here. A code's text is a writing that stays right when the words around it
    change: the end of `[label]` comes as `][label]`.
    """
    codes = parse(text, labels=labels)
    parts: list[str | InlineCode] = []
    places: dict[int, int] = {}
    last, words = 0, ""
    for index, code in enumerate(codes):
        words += _FOLD.sub(" ", text[last : code.start])
        last = code.end
        if code.kind == "escape":
            words += unescape(code.text)
            continue
        if words:
            parts.append(words)
            words = ""
        places[index] = len(parts)
        parts.append(replace(code, text=code.value) if code.kind == "link" else code)
    words += _FOLD.sub(" ", text[last:])
    if words:
        parts.append(words)
    return tuple(
        replace(part, pair=places.get(part.pair, -1)) if isinstance(part, InlineCode) else part for part in parts
    )


def from_parts(parts: Sequence[str | InlineCode], *, labels: frozenset[str] = NO_LABELS) -> str:
    """Markdown of text and codes in turn; text that Markdown would read as markup is escaped, and only then."""
    plain, places, position = _join(parts, escape=False), set(), 0
    for part in parts:
        length = len(part.text if isinstance(part, InlineCode) else part)
        if isinstance(part, InlineCode):
            places.add((position, position + length))
        position += length
    codes = parse(plain, labels=labels)
    if all(code.kind in ("url", "variable") or (code.start, code.end) in places for code in codes):
        return plain
    return _join(parts, escape=True)


def visible(text: str, *, labels: frozenset[str] = NO_LABELS) -> str:
    """What a reader sees as words: markup off, escapes decoded, code spans and addresses kept, images left out."""
    pieces, last = [], 0
    for code in parse(text, labels=labels):
        pieces += [text[last : code.start], _shown(code)]
        last = code.end
    return _FOLD.sub(" ", "".join([*pieces, text[last:]]))


def unescape(text: str) -> str:
    """Backslash escapes and character references decoded (CommonMark 2.4 and 2.5)."""
    return _DECODED.sub(lambda match: match.group(1) or html.unescape(match.group()), text)


def seal(text: str, *, labels: frozenset[str] = NO_LABELS) -> str:
    """The text with every delimiter that is not part of a code escaped, so that it cannot pair with what follows."""
    pieces, last = [], 0
    for code in parse(text, labels=labels):
        pieces += [_SPECIAL.sub(r"\\\g<0>", text[last : code.start]), code.text]
        last = code.end
    return "".join([*pieces, _SPECIAL.sub(r"\\\g<0>", text[last:])])


def _join(parts: Iterable[str | InlineCode], *, escape: bool) -> str:
    return "".join(
        part.text if isinstance(part, InlineCode) else _SPECIAL.sub(r"\\\g<0>", part) if escape else part
        for part in parts
    )


def _shown(code: InlineCode) -> str:
    if code.kind == "escape":
        return unescape(code.text)
    if code.kind == "code":
        ticks = len(code.text) - len(code.text.lstrip("`"))
        return code.text[ticks:-ticks].strip()
    if code.kind in ("url", "variable"):
        return code.text.strip("<>")
    return " " if code.kind == "break" else ""


def _mask(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """One line, variables as dots: punctuation like their own ends, so that emphasis beside them reads the same."""
    text = _LINE_END.sub(" ", text)
    for start, end in spans:
        text = text[:start] + "." * (end - start) + text[end:]
    return text


def _read_alone(text: str, labels: frozenset[str]) -> list[Event]:
    """Events of the text as the words of a paragraph: the letter before keeps `# ` and `1. ` from being blocks."""
    used: list[str] = []
    if labels and "[" in text:
        names = {events.normalise_label(match.group(1)) for match in _LABEL.finditer(text)}
        used = sorted(names & labels)
    found = events.read("x " + text + "".join(f"\n\n[{label}]: x" for label in used))
    size = len(text)
    return [
        event._replace(start=event.start - 2, end=min(event.end - 2, size))
        for event in found
        if event.end > 2 and event.start - 2 < size
    ]


class _Walk:
    """Events of one paragraph to codes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[_Found] = []
        self.open: list[_Found] = []
        self.tags: list[tuple[_Found, str]] = []
        self.runs: list[list[int]] = []
        self.last = 0  # end of what was read, children of an open link included
        self.whole = 0  # depth inside an image or autolink, taken whole

    def run(self, found: list[Event]) -> list[_Found]:
        for event in found:
            if self.whole:
                self.whole += (event.phase == "start") - (event.phase == "end")
                continue
            getattr(self, f"_{event.phase}")(event)
        _pair_tags(self.tags)
        for start, end in self.runs:
            _add(self.found, _addresses(self.text[start:end], start))
        return self.found

    def _start(self, event: Event) -> None:
        if event.name == "Image" or (event.name == "Link" and event.data["link_type"] in ("Autolink", "Email")):
            self.whole = 1
            self._alone_code(event, "image" if event.name == "Image" else "url")
        elif event.name in _DELIMITERS:
            kind, size = _DELIMITERS[event.name]
            if kind == "strike" and self.text.startswith("~~", event.start):
                size = 2
            value = _link_value(self.text, event) if kind == "link" else ""
            self.open.append(_Found(event.start, event.start + size, kind, role="open", value=value))
            self.last = event.start + size

    def _end(self, event: Event) -> None:
        if event.name not in _DELIMITERS or not self.open:
            return
        first = self.open.pop()
        end = _reference_end(self.text, event)
        size = self.last if first.kind == "link" else end - (first.end - first.start)
        second = _Found(size, end, first.kind, role="close", value=first.value)
        first.value = ""
        first.partner, second.partner = second, first
        self.found += [first, second]
        self.last = end

    def _alone(self, event: Event) -> None:
        if event.name == "Text":
            self._words(event)
        elif event.name == "InlineHtml":
            code = _Found(event.start, event.end, "html")
            self.found.append(code)
            self.tags.append((code, self.text[event.start : event.end]))
        elif event.name == "Code":
            self._alone_code(event, "code")
        elif event.name == "FootnoteReference":
            self._alone_code(event, "footnote")
        self.last = max(self.last, event.end)

    def _alone_code(self, event: Event, kind: str) -> None:
        end = _reference_end(self.text, event)
        self.found.append(_Found(event.start, end, kind))
        self.last = end

    def _words(self, event: Event) -> None:
        start = max(event.start, 0)
        if start > self.last and self.text[start - 1] == "\\":
            self.found.append(_Found(start - 1, start + 1, "escape"))
            start += 1
        elif self.text[start] == "&" and event.data != self.text[start : event.end]:
            self.found.append(_Found(start, event.end, "escape"))
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


def _link_value(text: str, event: Event) -> str:
    """`][label]` for all three ways to write a reference link, else nothing (the text itself counts)."""
    return f"][{event.data['id']}]" if event.data["link_type"] in ("Collapsed", "Shortcut") else ""


def _pair_tags(tags: list[tuple[_Found, str]]) -> None:
    waiting: list[tuple[_Found, str]] = []
    for code, text in tags:
        match = _TAG.fullmatch(text)
        name = (match.group(2) or "").lower() if match else ""
        if not match or not name or name in _VOID or text.endswith("/>"):
            continue
        if not match.group(1):
            waiting.append((code, name))
            continue
        index = next((i for i in range(len(waiting) - 1, -1, -1) if waiting[i][1] == name), -1)
        if index >= 0:
            first = waiting[index][0]
            first.role, code.role, first.partner, code.partner = "open", "close", code, first
            del waiting[index:]


def _addresses(text: str, offset: int) -> list[_Found]:
    """Bare URLs and e-mail addresses; the punctuation of the sentence after them is left out (GFM 6.9)."""
    found = []
    for match in _URL.finditer(text):
        end = match.start() + len(_trim_url(match.group()))
        found.append(_Found(offset + match.start(), offset + end, "url"))
    if "@" in text:
        _add(found, (_Found(offset + m.start(), offset + m.end(), "url") for m in _EMAIL.finditer(text)))
    return found


def _trim_url(url: str) -> str:
    end, surplus = len(url), url.count(")") - url.count("(")
    while end and (url[end - 1] in "?!.,:;*_~'\"’…]" or (url[end - 1] == ")" and surplus > 0)):
        surplus -= url[end - 1] == ")"
        end -= 1
    return url[:end]


def _add(found: list[_Found], more: Iterable[_Found]) -> None:
    """Add codes (given in order) that overlap none found so far."""
    taken = sorted((code.start, code.end) for code in found)
    for code in more:
        index = bisect.bisect_left(taken, (code.end, -1))
        if index == 0 or taken[index - 1][1] <= code.start:
            found.append(code)


def _freeze(text: str, found: list[_Found]) -> tuple[InlineCode, ...]:
    found.sort(key=lambda code: (code.start, code.end))
    index = {id(code): position for position, code in enumerate(found)}
    return tuple(
        InlineCode(
            start=code.start,
            end=code.end,
            text=text[code.start : code.end],
            kind=code.kind,
            role=code.role,
            pair=index[id(code.partner)] if code.partner else -1,
            value=code.value or text[code.start : code.end],
        )
        for code in found
    )
