"""Search over everything: segments of every issue by source or target, and issues by title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from app.core.folding import Span, fold, spans
from app.core.model import State
from app.store.index import Hit
from app.store.index.finding import pieces
from app.store.workspace import Workspace
from app.workflow.titles import titles

MOST = 50  # segments shown
MOST_ISSUES = 12
LONGEST = 200  # characters of a question


@dataclass(frozen=True)
class Found:
    """A segment, and where in its texts what was asked for stands."""

    hit: Hit
    source: tuple[Span, ...]
    target: tuple[Span, ...]


@dataclass(frozen=True)
class Answer:
    """What was found. `more` says that there are further segments; `behind`, how many catalogs are not read yet."""

    issues: tuple[tuple[str, str], ...] = ()  # slug, title
    segments: tuple[Found, ...] = ()
    more: bool = False
    behind: int = 0


def search(workspace: Workspace, text: str, *, locale: str = "", state: State | None = None) -> Answer:
    """Every word of `text` in one text, "words in quotes" together; accents and case make no difference. DiskError."""
    wanted = [piece for piece in pieces(text[:LONGEST]) if fold(piece).strip()]
    if not wanted:
        return Answer()
    hits = workspace.index.search(text[:LONGEST], locale=locale or None, state=state, limit=MOST + 1)
    return Answer(
        issues=() if state else _issues(workspace, wanted),
        segments=tuple(Found(hit, _places(hit.source, wanted), _places(hit.target, wanted)) for hit in hits[:MOST]),
        more=len(hits) > MOST,
        behind=workspace.index.behind,
    )


def _issues(workspace: Workspace, wanted: Sequence[str]) -> tuple[tuple[str, str], ...]:
    folded = [fold(piece) for piece in wanted]
    named = ((slug, title) for slug, title in titles(workspace) if _holds(f"{title} {slug}", folded))
    return tuple(islice(named, MOST_ISSUES))


def _holds(text: str, folded: Sequence[str]) -> bool:
    whole = fold(text)
    return all(piece in whole for piece in folded)


def _places(text: str, wanted: Sequence[str]) -> tuple[Span, ...]:
    """None overlapping another; where only some of the words stand in a text, they are shown too."""
    found: list[Span] = []
    for start, end in sorted(span for piece in wanted for span in spans(text, piece)):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return tuple(found)
