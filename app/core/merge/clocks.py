"""A time of day written in the form of another: "5 pm" -> "5:30 pm", 午前10時 -> 午後2時, "18 Uhr" -> "18:30 Uhr"."""

from __future__ import annotations

import re

_CLOCK = re.compile(
    r"(?P<before>\D*)(?P<hour>\d{1,2})(?:(?P<mark>[\s\u00a0\u202f]?(?:[:.]|[hH]|Uhr|時)[\s\u00a0\u202f]?)(?P<minutes>\d{1,2}))?(?P<after>\D*)"
)
_HALF = re.compile(r"([ap])(\.?[\s\u00a0\u202f]?m\b)", re.IGNORECASE)
_UNITS = re.compile(r"[\s\u00a0\u202f]*(?:[hH]|Uhr)?\.?|時?分?半?")
NOON = 12 * 3600
_LETTERS = {"am": "a", "pm": "p"}
_WORDS = {"am": "午前", "pm": "午後"}


def rewritten(text: str, old: int, *, new: int) -> str | None:
    """The time `new` in the form of `text`, which tells `old`, both in seconds; None where that form is not known."""
    found = _CLOCK.fullmatch(text)
    if found is None or new % 60:
        return None
    hour, minutes = divmod(new // 60, 60)
    before, after = found["before"], found["after"]
    half = "am" if hour < 12 else "pm"
    halved = bool(_HALF.search(after) or before.endswith(tuple(_WORDS.values())))
    if halved:
        hour = (hour - 1) % 12 + 1 if _HALF.search(after) else hour % 12
        before, after = _in_half(before, half), _in_half(after, half)
    elif not _UNITS.fullmatch(after) or before.strip():
        if (old < NOON) != (new < NOON):  # "de la mañana", "nachmittags": what is said of the other half is not known
            return None
        hour = (hour - 1) % 12 + 1 if int(found["hour"]) != old // 3600 else hour
    shown = f"{hour:02d}" if found["hour"].startswith("0") else str(hour)
    return before + shown + _minutes(minutes, found, halved=halved) + _unit(minutes, found, after)


def _in_half(words: str, half: str) -> str:
    words = re.sub("午前|午後", _WORDS[half], words)
    return _HALF.sub(lambda match: _in_case(_LETTERS[half], match[1]) + match[2], words)


def _in_case(letter: str, old: str) -> str:
    return letter.upper() if old.isupper() else letter


def _minutes(minutes: int, found: re.Match[str], *, halved: bool) -> str:
    """What stands between the hour and the words after it, minutes with their mark."""
    mark = found["mark"]
    if mark is None:
        japanese = found["after"].startswith("時")
        return "" if not minutes else f"時{minutes}" if japanese else f":{minutes:02d}"
    if "時" in mark:
        return f"時{minutes}" if minutes else "時"
    if not minutes and halved and mark in ":.":
        return ""
    return f"{mark}{minutes:02d}"


def _unit(minutes: int, found: re.Match[str], after: str) -> str:
    """The words after a time; 分 comes and goes with the minutes."""
    japanese = found["after"].startswith("時") or "時" in (found["mark"] or "")
    if not japanese:
        return after
    rest = after.removeprefix("時").removeprefix("分").removeprefix("半")
    return ("分" if minutes else "" if found["mark"] else "時") + rest
