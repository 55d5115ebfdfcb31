"""Finds the title among the lines over the text, and the menus over and under it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby

from app.importing import foot
from app.importing.dates import find_date
from app.importing.furniture import is_byline, is_name
from app.importing.lines import HEADING_LIMIT, Line, Words

TITLE_WORDS = 4  # a shorter line over the text is more often the site's name, a section or a menu entry
MENU_WORDS = 3
MENU_LENGTH = 3
LEAD = 80  # lines in which a title is sought
NAME_REACH = 5  # lines under the title where its author's name may stand
MENU = ("navigation", "sign-up")
STANDFIRST = "standfirst"  # a paragraph, however short
SENTENCE_LIKE = re.compile(r"[:?!«“\d]")
MARKED = re.compile(r"[:,?!«“\d]")


def with_title(lines: Sequence[Line], copied: Sequence[int | None]) -> tuple[list[Line], str | None]:
    """The lines with the title marked and what stands about it left out; the ISO date of publication, if any.

    `copied` as in comments.label.
    """
    found = list(lines)
    top = found[:LEAD]
    first = next((at for at, line in enumerate(top) if line.reason is None and line.is_prose), len(top))
    _label_bylines(found, first)
    candidates = [at for at in range(first) if found[at].reason is None and found[at].text[-1] not in ",;:"]
    title = _choose(found, candidates)
    if title is not None:
        found[title] = replace(found[title], kind="title")
        _label_names(found, title)
        _label_around(found, title, first)
    _label_menu(found, range(title + 1 if title is not None else 0, first))
    _label_menu(found, range(_last_prose(found) + 1, len(found)))
    foot.label(found, copied)
    dates = (find_date(line.text) for line in found if line.reason == "publication line")
    return found, next((date for date in dates if date), None)


def _label_bylines(lines: list[Line], first: int) -> None:
    """Before the text, or after its first paragraph; a date under a section's heading is of an agenda."""
    for at in range(min(first + 3, len(lines))):
        line = lines[at]
        dated = at < first or find_date(line.text) or _is_signed(lines, at, reach=1)
        if line.reason in (None, "reading time") and is_byline(line) and dated:
            lines[at] = replace(line, reason="publication line")
        elif at >= first and line.reason is None and line.is_headline and not is_name(line):
            break


def _label_names(lines: list[Line], title: int) -> None:
    """A bare name right over the date; a short line between title and names is what the issue says under its title."""
    for at in range(title + 1, min(title + NAME_REACH, len(lines) - 1)):
        if lines[at].reason is None and is_name(lines[at]) and lines[at + 1].reason == "publication line":
            lines[at] = replace(lines[at], reason="publication line")
    under = title + 1
    signed = under + 1 < len(lines) and lines[under + 1].reason == "publication line"
    if signed and lines[under].reason is None and lines[under].is_headline:
        lines[under] = replace(lines[under], kind=STANDFIRST)


def _is_signed(lines: Sequence[Line], at: int, *, reach: int) -> bool:
    """Whether a line that tells when or by whom follows within `reach` lines."""
    return any(line.reason in ("publication line", "reading time") for line in lines[at + 1 : at + 1 + reach])


def _choose(lines: Sequence[Line], candidates: Sequence[int]) -> int | None:
    """The line that also stands with the site's name after it, as in a browser's tab; else the first long one."""
    for at in candidates:
        if len(lines[at].words) > 1 and any(_extends(lines[other], lines[at]) for other in candidates):
            return at
    long = [at for at in candidates if len(lines[at].words) >= TITLE_WORDS]
    if long:
        if (below := _below_menu(lines, long)) is not None:
            return below
        return long[1] if len(long) > 1 and _is_site_name(lines, *long[:2]) else long[0]
    return max(candidates, key=lambda at: len(lines[at].words), default=None)


def _below_menu(lines: Sequence[Line], long: Sequence[int]) -> int | None:
    """The signed line under the menu, where a bare name stands over the menu and is not signed itself."""
    name = lines[long[0]]
    if SENTENCE_LIKE.search(name.text) or len(name.words) > HEADING_LIMIT or _is_signed(lines, long[0], reach=2):
        return None
    below = (at for at in long[1:] if _holds_menu(lines[long[0] + 1 : at]))
    return next((at for at in below if _is_signed(lines, at, reach=4)), None)


def _holds_menu(lines: Sequence[Line]) -> bool:
    short = sum(line.reason is None and len(line.words) <= MENU_WORDS for line in lines)
    return short >= MENU_LENGTH or any(line.reason in MENU for line in lines)


def _is_site_name(lines: Sequence[Line], first: int, second: int) -> bool:
    """A bare name under the site's menu, and under it a line that reads like a title with its byline."""
    under_menu = any(line.reason == "navigation" for line in lines[:first])
    together = all(line.reason is None for line in lines[first:second])
    signed = second + 1 < len(lines) and lines[second + 1].reason in ("publication line", "reading time")
    bare, marked = (bool(MARKED.search(lines[at].text)) for at in (first, second))
    return under_menu and together and signed and marked and not bare and len(lines[second].words) <= HEADING_LIMIT + 4


def _extends(longer: Line, line: Line) -> bool:
    """ "Titre | Le Site" extends "Titre"."""
    rest = longer.text.removeprefix(line.text) if longer.text != line.text else ""
    return rest != longer.text and rest.lstrip()[:1] in tuple("|-–—·•:")


def _label_around(lines: list[Line], title: int, first: int) -> None:
    for at in range(first):
        if at == title or lines[at].reason is not None:
            continue
        if _extends(lines[at], lines[title]):
            lines[at] = replace(lines[at], reason="second copy")
        elif at < title:
            lines[at] = replace(lines[at], reason="navigation")
    for at in range(len(lines)):
        if at != title and lines[at].reason is None and lines[at].words == lines[title].words:
            lines[at] = replace(lines[at], reason="second copy")


def _label_menu(lines: list[Line], places: range) -> None:
    """Rows of three or more entries, or of entries that name sections further down: a menu or a table of contents."""
    later = {line.words for line in lines[places.stop :]}
    for is_entry, group in groupby(places, key=lambda at: _is_entry(lines[at], later)):
        row = list(group)
        if is_entry and (len(row) >= MENU_LENGTH or (len(row) > 1 and all(lines[at].words in later for at in row))):
            for at in row:
                lines[at] = replace(lines[at], reason="navigation")


def _is_entry(line: Line, later: Collection[Words]) -> bool:
    free = line.reason is None and line.kind == "paragraph" and line.is_headline
    return free and (len(line.words) <= MENU_WORDS or line.words in later)


def _last_prose(lines: Sequence[Line]) -> int:
    return max((at for at, line in enumerate(lines) if line.reason is None and line.is_prose), default=len(lines))
