"""Times of day: `18 h 30` of the source as `18:30`, `6:30 p.m.`, `18時30分`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from app.core.edits import Edit
from app.core.locales import language
from app.core.localize.draft import LETTERS, SPACE, Draft, unspaced
from app.core.numbers.cldr import data_of

CLOCK = re.compile(
    rf"(?<![{LETTERS}\d_.,:/])(?<!(?<![hH\d])-)(\d{{1,2}}){SPACE}?[hH](?:{SPACE}?([0-5]\d)(?:{SPACE}min\b)?)?(?![{LETTERS}\d_])"
)
# "18 h 30" may be as long as that, too. The words before tell; of the hours up to noon only these.
MOMENT = re.compile(
    r"\b(?:à partir de|à|dès|vers|avant|jusqu[’']à|entre)\s\Z|\d\s?h(?:\s?\d\d)?\s?(?:et|à|-|–)\s?\Z", re.I
)
DURATION = re.compile(r"\b(?:d[eu]|en|pendant|durant|dur\w{1,3}(?:\s:)?|environ)\s\Z", re.IGNORECASE)
UNTIL = re.compile(r"\s?(?:à|jusqu[’']à|-|–)\s?\d")
OF = re.compile(r"\s(?:de\s|d[’'])(?!l[’']après-midi)")  # "2 h 30 de marche", "à 2 h 30 de Paris"
REACH = 24  # characters of the words before
# Babel's patterns, with minutes and without; None: the hour alone may stay as French has it.
PATTERNS: dict[str, tuple[str, str | None]] = {
    "en": ("h:mm a", "h a"),
    "de": ("H:mm 'Uhr'", "H 'Uhr'"),
    "ja": ("H時m分", "H時"),
    "pt": ("H'h'mm", "H'h'"),
}
HALVES = {"12 PM": "noon", "12 AM": "midnight", "AM": "a.m.", "PM": "p.m."}


def rule(draft: Draft) -> Iterator[Edit]:
    known = set(_moments(draft.source))
    for match in CLOCK.finditer(draft.target) if known else ():
        moment = _moment(match)
        if moment in known and (text := _written(moment, draft.locale, alone=match[2] is None)):
            yield Edit(*unspaced(draft, match), _joined(text, draft.target, match.end()))


def _joined(text: str, target: str, end: int) -> str:
    """A time without what the target has after it anyway: "18:30 Uhr", "6 p.m." at the end of a sentence."""
    text = text.removesuffix(" Uhr") if target.startswith((" Uhr", "\u00a0Uhr"), end) else text
    return text.removesuffix(".") if target.startswith(".", end) else text


def _moments(source: str) -> Iterator[time]:
    for match in CLOCK.finditer(source):
        moment = _moment(match)
        if moment and not OF.match(source, match.end()):
            before = source[max(0, match.start() - REACH) : match.start()]
            late = moment.hour > 12 and not DURATION.search(before)
            if late or UNTIL.match(source, match.end()) or MOMENT.search(before):
                yield moment


def _moment(match: re.Match[str]) -> time | None:
    return time(int(match[1]), int(match[2] or 0)) if int(match[1]) < 24 else None


def _written(moment: time, locale: str, *, alone: bool) -> str | None:
    from babel.dates import format_time  # as in `figures`

    data = data_of(locale)
    usual = str(data.time_formats["short"].pattern)
    pattern, hour_alone = PATTERNS.get(language(locale), (usual, None))
    if language(locale) == "en" and "H" in usual:  # en_GB, en_IE: the clock has 24 hours
        pattern, hour_alone = usual, usual
    chosen = hour_alone if alone else pattern
    if chosen is None:
        return None
    text = format_time(moment, chosen, locale=data).replace("\u202f", " ")
    for half, said in HALVES.items() if language(locale) == "en" else ():
        text = text.replace(half, said)
    return text
