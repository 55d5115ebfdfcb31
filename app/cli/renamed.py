"""What `update` and `draft` say of catalogs whose source goes by another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.output import counted, say

if TYPE_CHECKING:
    from app.workflow.renames import Renames

LISTED = 5  # catalogs without a source that are named; the rest are counted


def say_renames(renames: Renames, *, check: bool = False) -> None:
    """What went with a renamed source, what may have been renamed, and what has no source any more."""
    for move in renames.moves:
        say(f"{move.path} -> {move.name}{' (not done yet)' if check else ''}")
    for sentence in renames.unclear:
        say(sentence)
    left = renames.without_source
    if left:
        more = f" and {len(left) - LISTED} more" if len(left) > LISTED else ""
        named = ", ".join(left[:LISTED])
        say(f"{counted(len(left), 'catalog')} without a source, left alone: {named}{more}.")
        say("  Bring the source back, or delete what is no longer needed.")
