"""A target ends as its source does: with the locale's full stop, question mark, colon, or with none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.checks.context import Context, without_codes
from app.core.model import Finding, Severity, Unit
from app.wording import Message

NAME = "end punctuation"
CLOSERS = " \t\n\u00a0\u202f\u200e\u200f\"'»«”“„’‘›‹)]}）］」』】〉》*_~"
MARKS = {
    **dict.fromkeys(".。．｡।۔։።", "."),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys("?？؟", "?"),
    **dict.fromkeys("…‥", "…"),
    **dict.fromkeys(":：", ":"),
}
OWN_MARKS = {
    "ja": {".": "。", "!": "！", "?": "？", ":": "："},
    "zh": {".": "。", "!": "！", "?": "？", ":": "："},
    "ar": {"?": "؟"},
    "fa": {"?": "؟"},
    "ur": {".": "۔", "?": "؟"},
    "hi": {".": "।"},
    "el": {"?": ";"},
}
NO_END_MARKS = frozenset({"th", "lo", "km", "my"})
BRACKETS_ARE_ENDS = frozenset({"ja", "zh"})  # 」 and ） may stand without 。
FRAGMENT = 30  # characters
ABBREVIATION = re.compile(
    r"(?:\b\w\.\s?)+\Z|\b(?:etc|Inc|Ltd|Corp|Co|Jr|Sr|vs|Nr|núm|usw|ecc|c-à-d|No|nº)\.\Z", re.IGNORECASE
)
NAMES = {".": "full stop", "!": "exclamation mark", "?": "question mark", "…": "ellipsis", ":": "colon"}


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    if context.language in NO_END_MARKS:
        return
    source = without_codes(unit.source, context.source_codes, words="x")
    target = without_codes(unit.target, context.target_codes, words="x")
    if not source.strip() or not target.strip():
        return
    wanted, found = _marks(source, context.source_language), _marks(target, context.language)
    if wanted & found or wanted == found:
        return
    end = len(target.rstrip(CLOSERS))
    if wanted and not found and not _may_lack(source, target, wanted, context.language):
        mark = _wanted_mark(source, wanted, context.language)
        message = Message(
            "The source ends with “{mark}”: end the target with “{wanted}”.", mark=_last(source), wanted=mark
        )
        yield _finding(message, end, mark)
    elif wanted and found and not _may_differ(wanted, found, context.language):
        mark = _wanted_mark(source, wanted, context.language)
        message = Message(
            "The source ends with “{mark}”, the target with “{other}”: end it alike.",
            mark=_last(source),
            other=_last(target),
        )
        yield _finding(message, end, mark)
    elif (
        found
        and not wanted
        and not _may_add(source, found, context.language)
        and not ABBREVIATION.search(target.rstrip())
    ):
        message = Message("The source ends without “{mark}”: take it off the target.", mark=_last(target))
        yield _finding(message, end, "")


def _marks(text: str, language: str) -> set[str]:
    """The marks a text ends with, in one writing: {"?", "!"} of "？！", {"…"} of "...", empty if none."""
    text = text.rstrip(CLOSERS)
    if text.endswith(("...", "。。。")):
        return {"…"}
    marks = {**MARKS, ";": "?", "\u037e": "?"} if language == "el" else MARKS
    found = set()
    while text and text[-1] in marks:
        found.add(marks[text[-1]])
        text = text[:-1].rstrip(CLOSERS)
    return found


def _last(text: str) -> str:
    text = text.rstrip(CLOSERS)
    return "..." if text.endswith("...") else text[-1:]


def _wanted_mark(source: str, wanted: set[str], language: str) -> str:
    mark = MARKS.get(_last(source)[-1:], ".") if len(wanted) > 1 else next(iter(wanted))
    return OWN_MARKS.get(language, {}).get(mark, mark)


def _may_lack(source: str, target: str, wanted: set[str], language: str) -> bool:
    if wanted == {"."} and ABBREVIATION.search(source.rstrip()):
        return True
    if language not in BRACKETS_ARE_ENDS:
        return False
    return target.rstrip()[-1] in "」』）)】》" or (wanted == {"."} and _is_fragment(source, target))


def _is_fragment(source: str, target: str) -> bool:
    """An item of a list, "de bonnes chaussures." in French, takes no 。 in Japanese: it is no sentence."""
    return source.lstrip(CLOSERS)[:1].islower() and len(target) <= FRAGMENT and "。" not in target


def _may_add(source: str, found: set[str], language: str) -> bool:
    """A salutation ends with a comma in French, with a colon in Spanish and Portuguese, "!" in older German."""
    if not source.rstrip(CLOSERS).endswith(","):
        return False
    return found <= {":", "!"} or (language in BRACKETS_ARE_ENDS and found == {"."})


def _may_differ(wanted: set[str], found: set[str], language: str) -> bool:
    """Japanese and Chinese introduce a list with 。 as well as with ：."""
    return language in BRACKETS_ARE_ENDS and wanted <= {":", "…"} and found == {"."}


def _finding(message: Message, end: int, mark: str) -> Finding:
    return Finding(NAME, Severity.WARNING, message, target_span=(max(end - 1, 0), end), suggestion=mark)
