"""Finds teasers of other articles: a header such as "Article connexe" and the headlines and cut-off texts under it."""

from __future__ import annotations

from collections.abc import Sequence

from app.importing import comments
from app.importing.lines import Line
from app.importing.phrases import is_phrase, starts_with_phrase

TEASER = 70  # words at most in a teaser that was not cut


def label(lines: Sequence[Line], copied: Sequence[int | None], reasons: list[str | None]) -> list[str | None]:
    """`reasons` with teasers added; `copied` as in comments.label."""
    found = list(reasons)
    at = 0
    while at < len(lines):
        end = at
        if found[at] is None and is_phrase(lines[at].words, "related articles", "header"):
            end = _end(lines, copied, found, at)
        elif found[at] is None and (_is_inline(lines[at]) or is_phrase(lines[at].words, "related articles", "whole")):
            end = at + 1
        for place in range(at, end):
            found[place] = "related articles"
        at = max(end, at + 1)
    return found


def _is_inline(line: Line) -> bool:
    """ "À lire aussi : Titre de l'article", within the text."""
    head, colon, headline = line.text.partition(":")
    if not colon or not headline.strip() or len(line.words) > 34:
        return False
    return is_phrase(Line(head, head.strip() or "-").words, "related articles", "inline")


def _end(lines: Sequence[Line], copied: Sequence[int | None], reasons: Sequence[str | None], start: int) -> int:
    """One past the last teaser under the header at `start`; `start` itself when nothing under it is one."""
    at, teasers = start + 1, 0
    while at < len(lines) and not _is_end(lines, copied, reasons, start, at):
        if lines[at].is_cut:
            teasers += 1
        elif not _is_teaser_headline(lines, at, start, teasers) and not _is_whole_teaser(lines, at, start, teasers):
            break
        at += 1
    return at


def _is_end(
    lines: Sequence[Line], copied: Sequence[int | None], reasons: Sequence[str | None], start: int, at: int
) -> bool:
    origin = copied[at]
    repeats = origin is not None and origin < start and len(lines[at].words) >= 4
    opened = comments.is_header(lines[at]) or comments.is_button(lines[at]) or comments.opens_section(lines, at)
    return repeats or reasons[at] is not None or opened


def _is_headline(line: Line) -> bool:
    return len(line.words) <= 32 and not line.is_prose


def _is_teaser_headline(lines: Sequence[Line], at: int, start: int, teasers: int) -> bool:
    """A headline among others; one over a whole paragraph opens the text again, unless teasers came before it."""
    if not _is_headline(lines[at]):
        return False
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following is None or at == start + 1 or not following.is_prose or following.is_cut:
        return True
    return teasers > 0 and not starts_with_phrase(following.words, "salutation") and _fits(lines, at + 1)


def _is_whole_teaser(lines: Sequence[Line], at: int, start: int, teasers: int) -> bool:
    """A teaser that was not cut, under a headline, where the page's other teasers were seen."""
    return teasers > 0 and at > start + 1 and _is_headline(lines[at - 1]) and _fits(lines, at)


def _fits(lines: Sequence[Line], at: int) -> bool:
    return len(lines[at].words) <= TEASER
