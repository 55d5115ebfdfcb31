"""Finds the comment sections of a page by their shape - counter, name, date, text, votes - whatever the language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.importing.dates import has_moment, is_date_word, is_stamp
from app.importing.lines import Line
from app.importing.phrases import is_phrase, phrases, without_counters

COUNT = re.compile(r"[+-]?\d{1,4}(?:[.,]\d)?\s?[kK]?|\d{1,4}\s?/\s?\d{2,5}|[\W_]{1,6}\s?\d{0,5}")
REACH = 14  # lines from one name, date or vote to the next; a longer stretch is not one comment


def label(lines: Sequence[Line], copied: Sequence[int | None], reasons: list[str | None]) -> list[str | None]:
    """`reasons` with comments added. `copied`: for each line the earlier line it repeats (copies.sources)."""
    found = list(reasons)
    at, prose = 0, 0
    while at < len(lines):
        end = at
        if is_header(lines[at]):
            end = _end(lines, copied, found, at, prose)
        elif prose and found[at] is None and _opens_group(lines, at) and _is_section(lines, at):
            end = _last(lines, copied, found, at)
        elif is_phrase(lines[at].words, "comments", "whole"):
            end = at + 1
        for place in range(at, end):
            found[place] = "comments"
        prose += found[at] is None and lines[at].is_prose
        at = max(end, at + 1)
    return found


def is_header(line: Line) -> bool:
    return len(line.words) <= 8 and any(is_phrase(line.words, "comments", name) for name in ("header", "loose header"))


def _end(
    lines: Sequence[Line], copied: Sequence[int | None], reasons: Sequence[str | None], at: int, prose: int
) -> int:
    """One past the section that the header at `at` opens; `at` itself when it is no such header."""
    counted = any(word.isdigit() for word in lines[at].words)
    if any(_is_marker(line) for line in lines[at + 1 : at + 7]):
        return _last(lines, copied, reasons, at)
    plain = without_counters(lines[at].words) in phrases("comments", "header")
    if plain and prose > 2 and not counted:
        return _stop(lines, copied, reasons, at)
    return at + 1 if counted else at


def _last(lines: Sequence[Line], copied: Sequence[int | None], reasons: Sequence[str | None], start: int) -> int:
    """One past the last comment: up to the last marker and, where text follows its date, the text after it."""
    stop = _stop(lines, copied, reasons, start)
    last, stamped = start, False
    for at in range(start + 1, stop):
        if at - last > REACH:
            break
        if _is_marker(lines[at]):
            last, stamped = at, _is_stamped(lines[at])
    if not stamped or not _text_follows_stamps(lines, start, stop):
        return last + 1
    end = last + 1
    while end < stop and (end == last + 1 or lines[end].gap <= lines[last + 1].gap + 1):
        end += 1
    return end


def _stop(lines: Sequence[Line], copied: Sequence[int | None], reasons: Sequence[str | None], start: int) -> int:
    """Where comments must end: a line that repeats the text before them, or another part of the page begins."""
    for at in range(start + 1, len(lines)):
        origin = copied[at]
        repeats = origin is not None and origin < start and len(lines[at].words) >= 5 and reasons[origin] is None
        other = reasons[at] in ("related articles", "sign-up", "cookies", "navigation") and not _is_marker(lines[at])
        if repeats or (other and not any(_is_marker(line) for line in lines[at + 1 : at + 4])):
            return at
    return len(lines)


def _is_marker(line: Line) -> bool:
    return is_vote(line) or _is_stamped(line)


def is_vote(line: Line) -> bool:
    """A count, or the words that stand under a comment: "0", "0/200", "Répondre", "Like (4)", "返信"."""
    if COUNT.fullmatch(line.text[:20]) and len(line.text) <= 20:
        return True
    words = without_counters(line.words)
    replies = phrases("comments", "reply")
    if len(line.words) > 8:
        return False
    return words in replies or (1 < len(words) < 6 and all((word,) in replies or word.isdigit() for word in words))


def _is_stamped(line: Line) -> bool:
    """A date, alone or after a name: "28 juillet 2025 03:20", "Marie · il y a 2 h", "Paul dit :"."""
    if is_stamp(line.text):
        return True
    if len(line.words) > 16 or len(line.text) > 120:
        return False
    names = [word for word in line.words if not is_date_word(word) and word not in ("dit", "says", "par", "by", "said")]
    if len(names) > 4 or len(names) == len(line.words):
        return False
    return _ends_with_moment(line) or bool(re.search(r"\b(?:dit|a écrit|says|said|schreibt|dice)\s?:?\Z", line.text))


def _ends_with_moment(line: Line) -> bool:
    parts = re.split(r"\s[-–—·•|,]\s|,\s|\s(?=le \d)|\s(?=il y a )", line.text)
    return len(parts) > 1 and any(has_moment(part, line.words) and is_stamp(part) for part in parts[1:])


def _opens_group(lines: Sequence[Line], at: int) -> bool:
    """A name with a date and a time after it: how a section begins whose header was lost."""
    if at + 2 >= len(lines) or not (0 < len(lines[at].words) <= 4 and not lines[at].ends_a_sentence):
        return False
    stamp = lines[at + 1]
    return is_stamp(stamp.text) and has_moment(stamp.text, stamp.words) and not is_stamp(lines[at].text)


def _is_section(lines: Sequence[Line], at: int) -> bool:
    """A second such group follows, or the first one ends in votes."""
    later = range(at + 2, min(at + REACH, len(lines)))
    return any(_opens_group(lines, place) or is_vote(lines[place]) for place in later)


def _text_follows_stamps(lines: Sequence[Line], start: int, stop: int) -> bool:
    """Whether the section writes the date over its text, judged by its first date."""
    for at in range(start, stop):
        if _is_stamped(lines[at]):
            return not any(len(line.words) > 6 for line in lines[start + 1 : at])
    return False
