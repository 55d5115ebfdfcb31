"""Finds teasers of other articles: a header such as "Article connexe" and the headlines and cut-off texts under it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from app.importing import comments
from app.importing.lines import Line, words_of
from app.importing.phrases import holds_phrase, is_phrase, phrases, starts_with_phrase

TEASER = 70  # words at most in a teaser that was not cut
INLINE_LIMIT = 34  # words
HEADER_LIMIT = 9  # words
TWO_SENTENCES = re.compile(r"[.!?…]\s+[^\W\d_a-z]")
MARKS = " \u00a0>»›→►▶👉•*[(|–—-"
SEPARATOR = re.compile(r"\s?[:|>›→]\s|\s[–—-]\s|:(?=\S)")


def label(lines: Sequence[Line], copied: Sequence[int | None], reasons: list[str | None]) -> list[str | None]:
    """`reasons` with teasers added; `copied` as in comments.label."""
    found = list(reasons)
    at = 0
    while at < len(lines):
        end = at
        if found[at] is None and _is_header(lines[at]):
            end = _end(lines, copied, found, at)
        elif found[at] is None and (_is_inline(lines[at]) or is_phrase(lines[at].words, "related articles", "whole")):
            end = at + 1
        for place in range(at, end):
            found[place] = "related articles"
        at = max(end, at + 1)
    return found


def _is_header(line: Line) -> bool:
    """ "Articles similaires", "À lire aussi sur notre site"."""
    words = line.words
    if is_phrase(words, "related articles", "header"):
        return True
    if len(words) > HEADER_LIMIT or line.ends_a_sentence or line.text[-1] in ",;":
        return False
    bare, elsewhere = phrases("related articles", "bare"), phrases("related articles", "elsewhere")
    return any(words[:size] in bare and words[size : size + 1] in elsewhere for size in (2, 3))


def _is_inline(line: Line) -> bool:
    """ "À lire aussi : Titre de l'article", "Lire aussi | Titre", "À lire aussi Titre", within the text."""
    if not 2 < len(line.words) <= INLINE_LIMIT:
        return False
    if holds_phrase(line.words, "related articles", "contains"):
        return True
    text = line.text.lstrip(MARKS)
    if line.text[-1] in ".!" and TWO_SENTENCES.search(text):  # a headline is one, and has no full stop
        return False
    head, separator, headline = _parted(text)
    if separator and headline.strip():
        weak = is_phrase(words_of(head), "related articles", "weak inline") and not line.ends_a_sentence
        return weak or is_phrase(words_of(head), "related articles", "inline")
    return not line.ends_a_sentence and _runs_into_headline(text)


def _parted(text: str) -> tuple[str, str, str]:
    separator = SEPARATOR.search(text[:60])
    return (text[: separator.start()], separator[0], text[separator.end() :]) if separator else (text, "", "")


def _runs_into_headline(text: str) -> bool:
    """ "À lire aussi Un titre": a capital follows the set words, where a sentence would go on in small letters."""
    heads = itertools.pairwise(match.start() for match in re.finditer(r"(?<!\S)\S", text[:60]))
    return any(
        text[place].isupper() and is_phrase(words_of(text[:place]), "related articles", "bare") for _, place in heads
    )


def _end(lines: Sequence[Line], copied: Sequence[int | None], reasons: Sequence[str | None], start: int) -> int:
    """One past the last teaser under the header at `start`; `start` itself when nothing under it is one."""
    at, teasers = start + 1, 0
    while at < len(lines) and not _is_end(lines, copied, reasons, start, at):
        headline = _is_teaser_headline(lines, reasons, start, at, teasers=teasers)
        if lines[at].is_cut:
            teasers += 1
        elif not headline and not _is_whole_teaser(lines, at, start, teasers):
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


def _is_teaser_headline(
    lines: Sequence[Line], reasons: Sequence[str | None], start: int, at: int, *, teasers: int
) -> bool:
    """A headline among others; one over a whole paragraph opens the text again, unless teasers came before it."""
    if not _is_headline(lines[at]):
        return False
    following = lines[at + 1] if at + 1 < len(lines) and reasons[at + 1] is None else None
    if following is None or at == start + 1 or not following.is_prose or following.is_cut:
        return True
    return teasers > 0 and not starts_with_phrase(following.words, "salutation") and _fits(lines, at + 1)


def _is_whole_teaser(lines: Sequence[Line], at: int, start: int, teasers: int) -> bool:
    """A teaser that was not cut, under a headline, where the page's other teasers were seen."""
    return teasers > 0 and at > start + 1 and _is_headline(lines[at - 1]) and _fits(lines, at)


def _fits(lines: Sequence[Line], at: int) -> bool:
    return len(lines[at].words) <= TEASER
