"""Runs of text -> the Markdown that reads as they read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.core import inline
from app.core.model import InlineCode
from app.importing.html.runs import BREAK, MARKERS, Link, Run, settled
from app.importing.markdown import guarded
from app.importing.report import squeeze

ORDINAL = re.compile(r"(?:[eo]|er|re|ère|nd|nde|ème|os|st|th|rd|lle|me|r)\Z", re.IGNORECASE)
UNSAFE = re.compile(r"[\s\x00-\x20\x7f<>\\]")
LONGEST = 20_000  # characters of a segment; what is longer is no prose, and is written without its markup
SPECIAL = re.compile(r"[\\`*_\[\]<~]|&(?=#?[A-Za-z0-9]{1,32};)")
TAGS = {"bold": "strong", "italic": "em", "strike": "del"}


def markdown_of(runs: Sequence[Run], *, labels: frozenset[str] = frozenset(), opens_line: bool = True) -> str:
    """Markdown of a block's runs. `labels` are the footnotes that the page defines ("^1"); `opens_line`: nothing
    stands before it, so that its first characters could be taken for the mark of a block.

    Where emphasis could not be read back (`**«a»**b`) its tags are written; where neither can, the text alone.
    """
    plain = "".join(run.text for run in runs if not run.note)
    if len(plain) > LONGEST:
        return guarded(_escaped(plain.replace(BREAK, " ")))
    whole = settled(runs)
    expected = squeeze("".join(run.text for run in whole if not run.note))
    for write, escape in ((_marked, False), (_marked, True), (_tagged, True), (_bare, True)):
        parts = _parts(whole, write)
        written = "".join(map(_escaped, parts)) if escape else inline.from_parts(parts, labels=labels)
        if _reads_back(written, parts, expected, labels=labels):
            break
    return BREAK.join(
        guarded(line) if of_text and (at or opens_line) else line
        for at, (line, of_text) in enumerate(zip(written.split(BREAK), _begins_with_text(parts), strict=True))
    )


def _escaped(part: str | InlineCode) -> str:
    return SPECIAL.sub(r"\\\g<0>", part) if isinstance(part, str) else part.text


def _begins_with_text(parts: Sequence[str | InlineCode]) -> list[bool]:
    """For each line whether words come first in it, and not the mark of a code."""
    found: list[bool] = []
    opens = True
    for part in parts:
        if opens:
            found.append(isinstance(part, str))
        opens = not isinstance(part, str) and part.kind == "break"
        if opens and not found:
            found.append(False)
    return [*found, False] if opens else found


def _reads_back(written: str, parts: Sequence[str | InlineCode], expected: str, *, labels: frozenset[str]) -> bool:
    def count(codes: Iterable[InlineCode]) -> Counter[str]:
        other = ("escape", "url", "variable", "break")
        return Counter(code.kind for code in codes if code.kind not in other)

    same = count(inline.parse(written, labels=labels)) == count(part for part in parts if not isinstance(part, str))
    return same and squeeze(inline.visible(written, labels=labels)) == expected


def _ends(runs: Sequence[Run]) -> list[dict[str, int]]:
    """For each run and each of its styles, how far the style goes on."""
    found: list[dict[str, int]] = [{} for _ in runs]
    for at in reversed(range(len(runs))):
        held = runs[at].style.holds()
        later = runs[at + 1].style.holds() if at + 1 < len(runs) else {}
        for name, link in held.items():
            goes_on = name in later and later[name] == link
            found[at][name] = found[at + 1][name] if goes_on else at
    return found


class _Open(NamedTuple):
    name: str
    link: Link | None


def _parts(runs: Sequence[Run], write: Writer) -> list[str | InlineCode]:
    """Text and codes in turn; styles nest with the longest outside."""
    parts: list[str | InlineCode] = []
    stack: list[_Open] = []
    ends = _ends(runs)
    for at, run in enumerate(runs):
        held = run.style.holds()
        if _is_bare_address(run) and ends[at].get("link") == at and all(one.link != run.style.link for one in stack):
            held.pop("link")
        keep = next((n for n, one in enumerate(stack) if held.get(one.name, 0) != one.link), len(stack))
        while len(stack) > keep:
            parts += write(stack.pop(), closes=True)
        names = [name for name in held if name not in {one.name for one in stack}]
        for name in sorted(names, key=lambda name: -ends[at][name]):
            stack.append(_Open(name, held[name]))
            if name == "link" and parts and isinstance(parts[-1], str) and parts[-1].endswith("!"):
                parts[-1:] = [parts[-1][:-1], _code("\\!", "escape")]
            parts += write(stack[-1], closes=False)
        parts += _leaf(run)
    while stack:
        parts += write(stack.pop(), closes=True)
    return [part for part in parts if part != ""]


def _is_bare_address(run: Run) -> bool:
    """A link that shows the address it leads to."""
    link = run.style.link
    return (
        bool(link and run.text and not run.is_leaf and link.url in (run.text, f"mailto:{run.text}"))
        and " " not in run.text
    )


def _code(text: str, kind: str) -> InlineCode:
    return InlineCode(0, 0, text, kind)


def _leaf(run: Run) -> list[str | InlineCode]:
    if run.image:
        title = f' "{_quoted(run.image.title)}"' if run.image.title else ""
        return [_code(f"![{_alternative(run.image.alt)}]({destination(run.image.url)}{title})", "image")]
    if run.note:
        return [_code(f"[^{run.note}]", "footnote")]
    if run.style.code:
        return [_code(code_span(run.text), "code")]
    if _is_bare_address(run) and re.match(r"https?://|[^/]*@", run.text):
        return [_code(f"<{run.text}>", "url")]
    if run.style.raised and not ORDINAL.match(run.text):
        return [_code(f"<{run.style.raised}>", "html"), run.text, _code(f"</{run.style.raised}>", "html")]
    parts: list[str | InlineCode] = []
    for at, line in enumerate(run.text.split(BREAK)):
        parts += [_code("\\\n", "break")] if at else []
        parts += [line]
    return parts


class Writer:
    """How styles are written: as Markdown's marks, as tags, or not at all."""

    def __init__(self, marks: dict[str, tuple[str, str]], *, kind: str = "", links: bool = True) -> None:
        self._marks = marks
        self._kind = kind
        self._links = links

    def __call__(self, style: _Open, *, closes: bool) -> list[str | InlineCode]:
        if style.link and not self._links:
            return []
        if style.link:
            return [_code(f"]({destination(style.link.url)})" if closes else "[", "link")]
        mark = self._marks.get(style.name)
        return [_code(mark[closes], self._kind or style.name)] if mark else []


_marked = Writer({name: (mark, mark) for name, mark in MARKERS.items()})
_tagged = Writer({name: (f"<{tag}>", f"</{tag}>") for name, tag in TAGS.items()}, kind="html")
_bare = Writer({}, links=False)


def destination(url: str) -> str:
    """A link's address as Markdown takes it: no white space, brackets only in pairs."""
    url = UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url)
    if url.count("(") != url.count(")") or re.search(r"\)[^()]*\(", url):
        return url.replace("(", "%28").replace(")", "%29")
    return url


def code_span(text: str) -> str:
    """`text` between as many backticks as it needs (CommonMark 6.1)."""
    text = text.replace(BREAK, " ")
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _alternative(text: str) -> str:
    return re.sub(r"([\\\[\]*_`<&])", r"\\\1", " ".join(text.split()))


def _quoted(text: str) -> str:
    return re.sub(r'([\\"])', r"\\\1", " ".join(text.split()))
