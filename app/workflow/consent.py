"""No text leaves this machine unasked: before the first sending to another, somebody agrees to it."""

from __future__ import annotations

from app import engines
from app.errors import BlockedError, EngineError
from app.store import consents
from app.store.workspace import Workspace
from app.wording import Message


def needed(workspace: Workspace, locale: str, *, engine: str = "") -> str:
    """The host that would get the text and that nobody agreed to yet; "" when there is none.

    An engine that passeur.yaml names as `engine` was agreed to there. UsageError for an engine that there is none of.
    """
    config = workspace.config
    name = engine or config.engine
    if name == config.engine and name != "auto":
        return ""
    try:
        found = engines.choose(name, source=config.source_locale, target=locale, settings=config.engines)
    except EngineError:  # nothing will be sent
        return ""
    if found is None:
        return ""
    host = found.sends_to
    found.close()
    return "" if not host or consents.given(workspace.database, host) else host


def require(workspace: Workspace, locale: str, *, engine: str, agreed: str, by: str) -> None:
    """Write down that somebody agrees to the host `agreed`; BlockedError when another one would get the text."""
    host = needed(workspace, locale, engine=engine)
    if host and host == agreed:
        give(workspace, host, by=by)
    elif host:
        raise BlockedError(
            Message("The text would be sent to {host}, and nobody agreed to that yet.", host=host),
            fix=Message("Agree to it by naming {host}.", host=host),
        )


def give(workspace: Workspace, host: str, *, by: str) -> None:
    """Write down that a person agrees to text being sent to a host."""
    consents.give(workspace.database, host, person=by)
