"""Which texts and states a unit can be given, and what it is then."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from app.core.model import Acceptance, Finding, State, Unit, pair_digest
from app.errors import UsageError
from app.wording import Message

UNTYPABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
LONGEST_TARGET = 20_000  # characters; the limit on a segment
LONGEST_REASON = 300  # characters


def cleaned(target: str) -> str:
    """Line ends as PO writes them, none at either end as in every source (`msgfmt --check` compares the two).

    UsageError for what no text file can hold.
    """
    text = target.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if len(text) > LONGEST_TARGET:
        message = "A target has at most {most} characters; this one has {number}."
        raise UsageError(Message(message, most=LONGEST_TARGET, number=len(text)))
    if UNTYPABLE.search(text):
        message = "The target holds a control character that no text can have."
        raise UsageError(Message(message), fix=Message("Type the text again."))
    return text


def wanted_state(state: str, *, target: str) -> State:
    """The state that is meant by `state` for this target. UsageError: no such state, an empty target approved."""
    try:
        wanted = State(state)
    except ValueError:
        raise UsageError(
            Message("There is no state named {state}.", state=repr(state)),
            fix=Message("States: {names}.", names=", ".join(State)),
        ) from None
    if target.strip():
        return State.NEEDS_WORK if wanted is State.EMPTY else wanted
    if wanted is State.APPROVED:
        message = "An empty target cannot be approved."
        raise UsageError(Message(message), fix=Message("Type the target, or copy the source."))
    return State.EMPTY


def changed(unit: Unit, *, target: str, state: State, origin: str | None, previous_source: str | None) -> Unit:
    """The unit with another target and state; None keeps its origin or its previous source.

    What was accepted for another target is accepted no more.
    """
    digest = pair_digest(unit.source, target)
    unit = replace(unit, accepted=tuple(one for one in unit.accepted if one.digest == digest))
    if state is State.APPROVED:
        return replace(unit, target=target, state=state, origin="", previous_source=None, previous_context=None)
    if state is State.EMPTY:
        return replace(unit, target="", state=state, origin="")
    kept = unit.origin if origin is None else " ".join(origin.split())[:200]
    return replace(
        unit,
        target=target,
        state=state,
        origin=kept if state in (State.DRAFT, State.STALE) else "",
        previous_source=previous_source or unit.previous_source,
    )


def accepting(unit: Unit, errors: Iterable[Finding], *, reason: str, person: str) -> Unit:
    """The unit with these errors accepted for its texts, but for those that nobody may accept."""
    said = " ".join(reason.split())
    if len(said) > LONGEST_REASON or UNTYPABLE.search(said):
        raise UsageError(Message("A reason is one sentence of at most {most} characters.", most=LONGEST_REASON))
    checks = dict.fromkeys(error.check for error in errors if not error.final)
    digest = pair_digest(unit.source, unit.target)
    kept = tuple(one for one in unit.accepted if one.check not in checks)
    return replace(unit, accepted=(*kept, *(Acceptance(check, digest, said, person) for check in checks)))
