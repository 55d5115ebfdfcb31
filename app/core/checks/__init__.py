"""Checks of a unit, one a file with `NAME` and `check(unit, context)`; errors block approval, warnings never do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.core.checks import (
    characters,
    context,
    doubled_words,
    end_punctuation,
    inline_codes,
    links,
    numbers,
    same_as_source,
    terms,
    white_space,
)
from app.core.checks.context import Context
from app.core.glossary import Glossary
from app.core.model import Finding, Severity, Unit, pair_digest
from app.wording import Message

NO_TERMS = Glossary()

Check = Callable[[Unit, Context], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    inline_codes.NAME: inline_codes.check,
    links.NAME: links.check,
    numbers.NAME: numbers.check,
    terms.NAME: terms.check,
    end_punctuation.NAME: end_punctuation.check,
    white_space.NAME: white_space.check,
    doubled_words.NAME: doubled_words.check,
    same_as_source.NAME: same_as_source.check,
    characters.NAME: characters.check,
}


def run_checks(
    unit: Unit,
    *,
    locale: str,
    source_locale: str = "fr",
    labels: frozenset[str] = frozenset(),
    glossary: Glossary = NO_TERMS,
) -> tuple[Finding, ...]:
    """Findings of every check on one unit, in the order of CHECKS; none for an empty target.

    Spans are offsets in the unit's source and target. A suggestion stands for the target span ("" takes it out), or,
    where there is none, for what to put into the target. A check that fails on a text says so as a finding of its own:
    nothing passes for want of being checked. Errors that a person accepted say so.
    """
    if not unit.target:
        return ()
    try:
        known = context.read(unit, locale=locale, source_locale=source_locale, labels=labels, glossary=glossary)
    except Exception as error:
        return tuple(_not_checked(name, error) for name in CHECKS)
    found = tuple(finding for name, check in CHECKS.items() for finding in _run(name, check, unit, context=known))
    return _accepted(found, unit) if unit.accepted else found


def _accepted(found: tuple[Finding, ...], unit: Unit) -> tuple[Finding, ...]:
    digest = pair_digest(unit.source, unit.target)
    known = {one.check: one for one in unit.accepted if one.digest == digest}
    return tuple(
        replace(finding, severity=Severity.ACCEPTED, reason=one.reason, person=one.person)
        if finding.severity is Severity.ERROR and not finding.final and (one := known.get(finding.check))
        else finding
        for finding in found
    )


def _run(name: str, check: Check, unit: Unit, *, context: Context) -> list[Finding]:
    try:
        return list(check(unit, context))
    except Exception as error:
        return [_not_checked(name, error)]


def _not_checked(name: str, error: Exception) -> Finding:
    reason = f"{type(error).__name__}: {error}".rstrip(": ")
    message = Message("Not checked ({reason}): look at it yourself and report this text.", reason=reason)
    return Finding(name, Severity.WARNING, message)
