"""White space of the target: none at its ends, none doubled, no French space before : ; ! ? where nobody writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core import spacing
from app.core.checks.context import Context, without_codes
from app.core.model import Finding, Severity, Unit
from app.wording import Message

NAME = "white space"
DOUBLED = re.compile(r"[ \u00a0\u202f]{2,}")
BREAK = re.compile(r"[\t\n\r\v\f\u2028\u2029]+")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    text = unit.target
    if not unit.source.strip():
        return
    yield from _ends(unit)
    masked = without_codes(text, context.target_codes, markup="x", words="x")
    inner = masked[: len(masked.rstrip())]
    first = len(masked) - len(masked.lstrip())
    for match in DOUBLED.finditer(inner, first):
        if not DOUBLED.search(unit.source.strip()):
            yield _finding(Message("Two spaces follow each other: leave one."), match.span(), " ")
    for match in BREAK.finditer(inner, first):
        if not BREAK.search(unit.source):
            yield _finding(Message("A tab or line break is not in the source: put a space."), match.span(), " ")
    for span in spacing.french(masked, context.language):
        yield _finding(Message("A space as in French stands beside punctuation: take it out."), span, "")


def _ends(unit: Unit) -> Iterator[Finding]:
    text = unit.target
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start and not unit.source[:1].isspace():
        yield _finding(Message("The target begins with white space: take it out."), (0, start), "")
    if end < len(text) and start < len(text) and not unit.source[-1:].isspace():
        yield _finding(Message("The target ends with white space: take it out."), (end, len(text)), "")


def _finding(message: Message, span: tuple[int, int], suggestion: str) -> Finding:
    return Finding(NAME, Severity.WARNING, message, target_span=span, suggestion=suggestion)
