"""Lines that are furniture of the page by what stands beside them: lists of networks, cookie banners, sign-up boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.importing.dates import find_date
from app.importing.furniture import CALL_LIMIT
from app.importing.lines import Line, words_of
from app.importing.phrases import holds_phrase, phrases, starts_with_phrase

BAIT_LIMIT = 9  # words
CONSENT_LIMIT = 80  # words
SHARE_COUNT = re.compile(r"\d{1,6}(?:[.,]\d)?\s?[kK]?")


def label(lines: Sequence[Line], reasons: Sequence[str | None]) -> list[str | None]:
    """Some words are furniture beside furniture only: "Facebook" or "Message" may be a section of a newsletter."""
    found = list(reasons)
    for reason, name in (("sharing", "network"), ("sign-up", "field")):
        known = [line.words in phrases(reason, name) for line in lines]
        for order in (range(len(lines)), reversed(range(len(lines)))):
            for at in order:
                if known[at] and found[at] is None and _stands_beside(reason, at, found, known):
                    found[at] = reason
    for label in (_label_consent, _label_share_counts, _label_calls):
        label(lines, found)
    return found


def _label_consent(lines: Sequence[Line], found: list[str | None]) -> None:
    """What stands over the buttons of a cookie banner, two at least, and speaks of privacy."""
    for at in range(len(lines) - 1):
        if found[at] != "cookies" or found[at + 1] != "cookies":
            continue
        above = at - 1
        while above >= 0 and found[above] is None and _is_consent_text(lines[above]):
            found[above] = "cookies"
            above -= 1


def _is_consent_text(line: Line) -> bool:
    return len(line.words) <= CONSENT_LIMIT and holds_phrase(line.words, "cookies", "topic")


def _label_share_counts(lines: Sequence[Line], found: list[str | None]) -> None:
    """ "47", "Partager La Lettre": of sharing beside sharing only."""
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = 1 if order.step > 0 else -1
        for at in order:
            if found[at] is None and found[at - step] == "sharing" and _belongs_to_sharing(lines[at]):
                found[at] = "sharing"


def _belongs_to_sharing(line: Line) -> bool:
    called = starts_with_phrase(line.words, "sharing", "bare call")
    named = called and len(line.words) <= 6 and not line.ends_a_sentence
    return named or bool(SHARE_COUNT.fullmatch(line.text[:12]))


def _label_calls(lines: Sequence[Line], found: list[str | None]) -> None:
    """A sentence that calls to subscribe, right over the button to do so; over it the question that leads to it."""
    for at in reversed(range(len(lines) - 1)):
        if found[at] is None and found[at + 1] is None and _is_bait(lines[at]) and _is_call(lines[at + 1]):
            found[at] = found[at + 1] = "sign-up"
        elif found[at] is None and found[at + 1] in ("sign-up", "sharing") and _is_bait(lines[at]):
            found[at] = found[at + 1]
        elif (
            found[at] is None and found[at + 1] == "sign-up" and (_is_call(lines[at]) or _is_in_form(lines, found, at))
        ):
            found[at] = "sign-up"


def _is_in_form(lines: Sequence[Line], found: Sequence[str | None], at: int) -> bool:
    """Between the form's title and its field."""
    field = lines[at + 1].words in phrases("sign-up", "input")
    return field and at > 0 and found[at - 1] == "sign-up" and len(lines[at].words) <= CALL_LIMIT


def _is_bait(line: Line) -> bool:
    return len(line.words) <= BAIT_LIMIT and starts_with_phrase(line.words, "sign-up", "bait")


def _is_call(line: Line) -> bool:
    if len(line.words) > CALL_LIMIT or find_date(line.text):
        return False
    return any(starts_with_phrase(words_of(part), "sign-up", "call") for part in re.split(r"[.!?…]\s", line.text))


def _stands_beside(reason: str, at: int, reasons: Sequence[str | None], known: Sequence[bool]) -> bool:
    beside = [place for place in (at - 1, at + 1) if 0 <= place < len(reasons)]
    return any(reasons[place] == reason or known[place] for place in beside)
