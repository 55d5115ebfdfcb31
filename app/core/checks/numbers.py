"""Numbers, dates, times and names such as GPT-4o of the source, found again in the target by value, not by digits."""

from __future__ import annotations

from collections.abc import Iterator

from app.core import numbers
from app.core.checks.context import Context
from app.core.model import Finding, Severity, Unit
from app.core.numbers import Difference
from app.wording import Message

NAME = "numbers"


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Warnings only: a right translation may say the same in a way that no list foresees."""
    source = numbers.items(unit.source, context.source_locale, codes=context.source_codes)
    target = numbers.items(unit.target, context.locale, codes=context.target_codes)
    target += numbers.kanji_items(unit.target, context.locale, codes=context.target_codes)
    for difference in numbers.differences(source, target):
        yield _finding(difference, unit, context)


def _finding(difference: Difference, unit: Unit, context: Context) -> Finding:
    wanted, found = difference.source, difference.target
    suggestion = numbers.render(wanted, context.locale) if wanted else None
    before = unit.source[wanted.start : wanted.end].strip() if wanted else ""
    after = unit.target[found.start : found.end].strip() if found else ""
    if wanted and found:
        message = Message(
            "“{before}” in the source is “{after}” in the target: check that the value is the same.",
            before=before,
            after=after,
        )
    elif wanted:
        message = Message(
            "“{before}” in the source has no equal in the target: check that the value is there.", before=before
        )
    else:
        message = Message(
            "“{after}” in the target has no equal in the source: check where the value comes from.", after=after
        )
    return Finding(
        check=NAME,
        severity=Severity.WARNING,
        message=message,
        source_span=(wanted.start, wanted.end) if wanted else None,
        target_span=(found.start, found.end) if found else None,
        suggestion=suggestion if suggestion != after else None,
    )
