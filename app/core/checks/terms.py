"""Terms of the glossary: the approved word is there, a forbidden one is not, what stays as it is does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.core.checks.context import Context, without_codes
from app.core.glossary import Found
from app.core.glossary.wording import forbidden, says
from app.core.model import Finding, Severity, Standing, Unit
from app.wording import Message

NAME = "glossary"
ALIKE = str.maketrans("’‑‐", "'--")  # what languages and keyboards write in two ways


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Warnings only: a good sentence may do without the word."""
    if not context.glossary:
        return
    target = without_codes(unit.target, context.target_codes, words="|")
    places = context.glossary.find(unit.source, labels=context.labels)
    for found in {place.terms: place for place in reversed(places)}.values():  # of each term the first place
        yield from _missing(found, unit, target=target, context=context)
        yield from _forbidden(found, unit, target=target, context=context)


def _missing(found: Found, unit: Unit, *, target: str, context: Context) -> Iterator[Finding]:
    approved = [term.target for term in found.terms if term.status is Standing.APPROVED]
    kept = any(term.status is Standing.KEEP for term in found.terms)
    if kept and not approved and not _keeps((found.text, *(term.source for term in found.terms)), target):
        message = Message("The glossary keeps “{term}” as it is: the target does not have it so.", term=found.text)
        yield Finding(NAME, Severity.WARNING, message, source_span=(found.start, found.end), suggestion=found.text)
    elif approved and not kept and not any(says(target, one, locale=context.locale) for one in approved):
        message = Message(
            "“{term}” is “{approved}” in the glossary: the target does not say so.",
            term=found.text,
            approved="” / “".join(approved),
        )
        yield Finding(NAME, Severity.WARNING, message, source_span=(found.start, found.end), suggestion=approved[0])


def _keeps(forms: Iterable[str], target: str) -> bool:
    """Whether a target has one of these; markup and kinds of apostrophe make no difference."""
    return any(_even(form) in _even(target) for form in forms)


def _even(text: str) -> str:
    return " ".join(text.translate(ALIKE).split())


def _forbidden(found: Found, unit: Unit, *, target: str, context: Context) -> Iterator[Finding]:
    instead = [term.target for term in found.terms if term.status is not Standing.FORBIDDEN]
    for term in found.terms:
        if term.status is Standing.FORBIDDEN and term.target:
            for span in forbidden(target, term.target, instead=instead, locale=context.locale):
                message = Message("The glossary forbids “{word}” here.", word=unit.target[slice(*span)])
                yield Finding(
                    NAME,
                    Severity.WARNING,
                    message,
                    source_span=(found.start, found.end),
                    target_span=span,
                    suggestion=next(iter(instead), None),
                )
