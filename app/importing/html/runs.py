"""Inline content of a page: runs of text with their style."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.importing.report import CleanUp

WHITE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")  # what HTML collapses, and what ends lines elsewhere
BREAK = "\n"  # stands for <br>: collapsed text holds no other line feed
MARKERS = {"bold": "**", "italic": "*", "strike": "~~"}


class Link(NamedTuple):
    """Where an <a> leads; `key` keeps neighbours apart that lead to the same place."""

    url: str
    key: int


class Image(NamedTuple):
    """An <img>: its address, its alternative text and its title."""

    url: str
    alt: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """How a run looks. `raised` is "sup", "sub" or ""."""

    link: Link | None = None
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    raised: str = ""

    def holds(self) -> dict[str, Link | None]:
        """The styles that need an opening and a closing mark."""
        held: dict[str, Link | None] = {"link": self.link} if self.link else {}
        return held | {name: None for name in MARKERS if getattr(self, name)}

    def shared(self, other: Style) -> Style:
        """What both have."""
        return Style(
            self.link if self.link == other.link else None,
            self.bold and other.bold,
            self.italic and other.italic,
            self.strike and other.strike,
        )


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style. `gone` names the clean-up that takes it off; `note` is the footnote that it calls."""

    text: str
    style: Style = PLAIN
    image: Image | None = None
    note: str = ""
    gone: str = ""

    @property
    def is_leaf(self) -> bool:
        """Written whole, without looking into its text."""
        return bool(self.image or self.note or self.gone or self.style.code)


def with_text(run: Run, text: str) -> Run:
    return Run(text, run.style, run.image, run.note, run.gone)


def collapsed(runs: Iterable[Run]) -> list[Run]:
    """White space as a browser shows it: one space, none at the ends nor around a break."""
    found: list[Run] = []
    after_space = True
    for run in runs:
        text = BREAK if run.text == BREAK else WHITE.sub(" ", run.text)
        if text == BREAK:
            _strip_last(found)
            run = replace(run, style=replace(run.style, raised=""))
        elif after_space:
            text = text.removeprefix(" ")
        if text or run.image:
            found.append(with_text(run, text))
            after_space = text.endswith((" ", BREAK)) if text else False
    _strip_last(found)
    return found


def _strip_last(runs: list[Run]) -> None:
    while runs and runs[-1].text == " " and not runs[-1].is_leaf:
        runs.pop()
    if runs and runs[-1].text.endswith(" "):
        runs[-1] = with_text(runs[-1], runs[-1].text[:-1])


def raw_of(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def clean_ups_of(runs: Iterable[Run]) -> list[CleanUp]:
    found, start = [], 0
    for run in runs:
        if run.gone and run.text:
            found.append(CleanUp(run.gone, run.text, start))
        start += len(run.text)
    return found


def without(runs: Iterable[Run], clean_ups: Collection[CleanUp]) -> list[Run]:
    """The runs without what the clean-ups take off; positions count in the runs' joined text."""
    gone = deque(sorted((one.start, one.start + len(one.removed)) for one in clean_ups if one.removed))
    found, at = [], 0
    for run in runs:
        end, place, kept = at + len(run.text), at, ""
        while gone and gone[0][0] < end:
            kept += run.text[place - at : max(gone[0][0], place) - at]
            place = max(place, min(gone[0][1], end))
            if gone[0][1] > end:
                break
            gone.popleft()
        kept += run.text[place - at :]
        at = end
        if not run.gone and (kept or run.image):
            found.append(with_text(run, kept))
    return found


def settled(runs: Sequence[Run]) -> list[Run]:
    """White space at the edge of a style belongs to what surrounds it; equal neighbours are one run."""
    pieces: list[Run] = []
    for run in runs:
        whole = run.image or run.note
        pieces += [run] if whole else [with_text(run, text) for text in _parted(run.text) if text]
    found: list[Run] = []
    for run, after in zip(pieces, _styles_after(pieces), strict=True):
        if not run.text.strip() and not run.image:
            run = Run(run.text, (found[-1].style if found else PLAIN).shared(after))
        if found and run.style == found[-1].style and not (run.image or run.note or found[-1].image or found[-1].note):
            run = with_text(run, found.pop().text + run.text)
        found.append(run)
    return found


def _parted(text: str) -> tuple[str, str, str]:
    """White space at the start, the text, white space at the end."""
    start = len(text) - len(text.lstrip())
    end = max(start, len(text.rstrip()))
    return text[:start], text[start:end], text[end:]


def _styles_after(runs: Sequence[Run]) -> list[Style]:
    """For each run the style of the next one that shows something."""
    found, style = [], PLAIN
    for run in reversed(runs):
        found.append(style)
        style = run.style if run.text.strip() or run.image else style
    return found[::-1]
