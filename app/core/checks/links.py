"""Links and addresses of the source are in the target, their words free, and none that runs a script came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.core.checks.addresses import Address, addresses, is_localized, is_unsafe
from app.core.checks.context import Context
from app.core.model import Finding, Severity, Unit
from app.wording import Message

NAME = "links"


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Errors, but for an address of the same site in another language: localised links are normal, so a warning."""
    source, target = addresses(context.source_codes), addresses(context.target_codes)
    missing, extra = _surplus(source, target), _surplus(target, source)
    for address in [address for address in extra if is_unsafe(address.url)]:
        extra.remove(address)
        yield Finding(
            NAME,
            Severity.ERROR,
            Message("{url} can run a script in the reader's browser: put the address of the source.", url=address.url),
            target_span=(address.start, address.end),
            final=True,
        )
    for address in missing:
        yield _missing(address, extra)
    for address in extra:
        yield Finding(
            NAME,
            Severity.ERROR,
            Message("{url} is not in the source: take it out of the target.", url=_named(address)),
            target_span=(address.start, address.end),
        )


def _surplus(found: list[Address], others: list[Address]) -> list[Address]:
    left = Counter(address.url for address in others)
    surplus = []
    for address in found:
        left[address.url] -= 1
        if left[address.url] < 0:
            surplus.append(address)
    return surplus


def _missing(address: Address, extra: list[Address]) -> Finding:
    """What became of one address of the source; takes what it became out of `extra`."""
    localized = next((other for other in extra if is_localized(address.url, other.url)), None)
    partner = localized or next(iter(extra), None)
    if partner:
        extra.remove(partner)
    span = (partner.start, partner.end) if partner else None
    source_span = (address.start, address.end)
    if localized:
        message = Message(
            "{url} became {other}, the same site in another language: check that it leads there.",
            url=address.url,
            other=localized.url,
        )
        return Finding(NAME, Severity.WARNING, message, source_span, span, address.url)
    if partner:
        message = Message(
            "{url} became {other} in the target: put the one of the source.",
            url=_named(address),
            other=_named(partner),
        )
    else:
        message = Message("{url} is missing from the target: put the one of the source.", url=_named(address))
    return Finding(NAME, Severity.ERROR, message, source_span, span, address.url)


def _named(address: Address) -> str:
    """As the message calls it: a link may lead nowhere, `[text]()`."""
    return address.url or Message("An empty link")
