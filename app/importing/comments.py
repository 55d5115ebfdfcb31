"""Finds the comment sections of a page by their shape - counter, name, date, text, votes - whatever the language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.importing.dates import has_moment, is_date_word, is_stamp
from app.importing.lines import Line, words_of
from app.importing.phrases import is_phrase, phrases, without_counters

COUNT = re.compile(r"[+-]?\d{1,4}(?:[.,]\d)?\s?[kK]?|\d{1,4}\s?/\s?\d{2,5}|[\W_]{1,6}\s?\d{0,5}")
COUNT_OF_TITLE = re.compile(r"(\d{1,5}\s+\w{1,20})\s+(?:sur|à|on|to|about|zu)\s")
REACH = 14  # lines from one name, date or vote to the next; a longer stretch is not one comment


def label(lines: Sequence[Line], copied: Sequence[int | None], reasons: list[str | None]) -> list[str | None]:
    """`reasons` with comments added. `copied`: for each line the earlier line it repeats (copies.sources)."""
    found = list(reasons)
    at, prose = 0, 0
    while at < len(lines):
        end = at
        if is_header(lines[at]):
            end = _end(lines, copied, found, at, prose)
        elif prose and found[at] is None and opens_section(lines, at):
            end = _last(lines, copied, found, at)
        elif is_button(lines[at]):
            end = at + 1
        for place in range(at, end):
            found[place] = "comments"
        prose += found[at] is None and lines[at].is_prose
        at = max(end, at + 1)
    return found


def is_button(line: Line) -> bool:
    """ "Laisser un commentaire", "Voir les 12 réponses" and the like."""
    words = line.words
    if is_phrase(words, "comments", "whole"):
        return True
    asks_for_more = 1 < len(words) <= 6 and (words[0],) in phrases("comments", "more verb")
    return asks_for_more and (words[-1],) in phrases("comments", "more noun")


def is_header(line: Line) -> bool:
    words = line.words
    if titled := COUNT_OF_TITLE.match(line.text):  # "3 réflexions sur « Le titre »"
        words = words_of(titled[1])
    return len(words) <= 8 and any(is_phrase(words, "comments", name) for name in ("header", "loose header"))


def _end(
    lines: Sequence[Line], copied: Sequence[int | None], reasons: Sequence[str | None], at: int, prose: int
) -> int:
    """One past the section that the header at `at` opens; `at` itself when it is no such header."""
    header = lines[at]
    counted = any(word.isdigit() for word in header.words)
    plain = without_counters(header.words) in phrases("comments", "header")
    shows = _is_marker if plain or counted else _is_sure_marker
    if any(shows(line) for line in lines[at + 1 : at + 7]):
        return _last(lines, copied, reasons, at)
    if plain and prose > 2 and not counted:
        following = range(at + 1, len(lines))
        return next((place for place in following if _stops(lines, copied, reasons, at, place)), len(lines))
    return at + 1 if counted else at


def _last(lines: Sequence[Line], copied: Sequence[int | None], reasons: Sequence[str | None], start: int) -> int:
    """One past the last comment: up to the last marker and, where text follows its date, the text after it."""
    last, first_stamp, stop = start, None, start + 1
    while stop < len(lines) and stop - last <= REACH and not _stops(lines, copied, reasons, start, stop):
        if _is_marker(lines[stop]):
            last = stop
            first_stamp = stop if first_stamp is None and _is_stamped(lines[stop]) else first_stamp
        stop += 1
    text_first = any(len(line.words) > 6 for line in lines[start + 1 : first_stamp or start])
    if first_stamp is None or text_first or not _is_stamped(lines[last]):
        return last + 1
    end = last + 1
    while end < stop and (end == last + 1 or lines[end].gap <= lines[last + 1].gap + 1):
        end += 1
    return end


def _stops(
    lines: Sequence[Line], copied: Sequence[int | None], reasons: Sequence[str | None], start: int, at: int
) -> bool:
    """Whether comments must end before `at`: it repeats the text before them, or another part of the page begins."""
    origin = copied[at]
    if origin is not None and origin < start and len(lines[at].words) >= 5 and reasons[origin] is None:
        return True
    other = reasons[at] in ("related articles", "sign-up", "cookies", "navigation") and not _is_marker(lines[at])
    return other and not any(_is_marker(line) for line in lines[at + 1 : at + 4])


def _is_sure_marker(line: Line) -> bool:
    """A vote, or a date with its time: under "Discussion" an agenda might follow."""
    return is_vote(line) or (_is_stamped(line) and has_moment(line.text, line.words))


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


def opens_section(lines: Sequence[Line], at: int) -> bool:
    """Whether comments begin here without a header: two groups of name and date, or one that ends in votes."""
    later = range(at + 2, min(at + REACH, len(lines)))
    return _opens_group(lines, at) and any(_opens_group(lines, place) or is_vote(lines[place]) for place in later)


def _opens_group(lines: Sequence[Line], at: int) -> bool:
    """A name with a date and a time after it: how a section begins whose header was lost."""
    if at + 2 >= len(lines) or not (0 < len(lines[at].words) <= 4 and not lines[at].ends_a_sentence):
        return False
    stamp = lines[at + 1]
    return is_stamp(stamp.text) and has_moment(stamp.text, stamp.words) and not is_stamp(lines[at].text)
