"""What somebody types is kept on the server before they save it, out of the catalog.

A catalog says what others may rely on: an approved unit must not lose its approval because somebody tries a word in
it, nor come back approved with half a sentence. So the text is kept for its author alone, in the database; the unit
changes when they save, leave the segment or approve.
"""

from __future__ import annotations

from app.errors import UsageError
from app.store import kept, moments
from app.store.kept import Kept
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.review.targets import cleaned

LONGEST_VERSION = 16  # characters


def keep(workspace: Workspace, slug: str, locale: str, segment: str, *, target: str, version: str, by: str) -> None:
    """Keep what `by` typed for a segment, made against `version` of it. UsageError for what no target can be."""
    if len(version) > LONGEST_VERSION:
        raise UsageError(Message("That is no version of a segment."))
    text = Kept(by, slug, locale, segment, cleaned(target), version, moments.now())
    kept.put(workspace.database, text)


def kept_by(workspace: Workspace, slug: str, locale: str, *, person: str) -> list[Kept]:
    """What a person typed in an issue and never saved."""
    return kept.of(workspace.database, person, slug, locale)


def throw_away(workspace: Workspace, slug: str, locale: str, segment: str, *, by: str) -> None:
    """Keep a text no longer: it was saved, or is not wanted."""
    kept.remove(workspace.database, by, slug, locale, segment=segment)
